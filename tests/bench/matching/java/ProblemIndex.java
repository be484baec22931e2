import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * The problems in an index on disk: Lucene's defaults for the words (BM25) and for the graph of vectors (16 neighbours, 100
 * candidates), in one segment, which is what searching likes best.
 */
final class ProblemIndex {
    static final String WORDS = "words";
    static final String VECTOR = "vector";
    static final String PRACTICE = "practice";
    static final String PLACE = "place";
    static final BM25Similarity SIMILARITY = new BM25Similarity();

    private ProblemIndex() {}

    /** Seconds that it took, now or in the earlier run that left it. */
    static double build(PeerFiles documents, Path folder) throws IOException {
        Path mark = folder.resolveSibling("lucene.seconds");
        if (Files.exists(mark)) {
            return Double.parseDouble(Files.readString(mark).trim());
        }
        long start = System.nanoTime();
        IndexWriterConfig config = new IndexWriterConfig((Analyzer) null).setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setSimilarity(SIMILARITY).setRAMBufferSizeMB(2000).setMergePolicy(NoMergePolicy.INSTANCE);
        config.setUseCompoundFile(false);
        try (Directory directory = new MMapDirectory(folder); IndexWriter writer = new IndexWriter(directory, config)) {
            for (int place = 0; place < documents.size(); place++) {
                if (documents.text(place).isProblem()) {
                    writer.addDocument(toDocument(documents, place));
                }
            }
            writer.commit();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Files.writeString(mark, seconds + "\n");
        return seconds;
    }

    private static Document toDocument(PeerFiles documents, int place) {
        PeerFiles.Text text = documents.text(place);
        FieldType words = new FieldType();
        words.setTokenized(true);
        words.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        words.freeze();
        Document document = new Document();
        document.add(new Field(WORDS, new Terms(text), words));
        document.add(new KnnFloatVectorField(VECTOR, documents.vector(place), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new StringField(PRACTICE, text.practice(), Field.Store.NO));
        document.add(new StoredField(PLACE, place));
        return document;
    }

    /** Stems as they are, each once, with its weight as its frequency. */
    private static final class Terms extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final PeerFiles.Text text;
        private int next;

        Terms(PeerFiles.Text text) {
            this.text = text;
        }

        @Override
        public boolean incrementToken() {
            if (next == text.stems().length) {
                return false;
            }
            clearAttributes();
            term.append(text.stems()[next]);
            // Weights are halves of an occurrence.
            frequency.setTermFrequency((text.weights()[next] + 1) / 2);
            next++;
            return true;
        }
    }
}
