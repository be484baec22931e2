import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.VectorUtil;

/** The best of all problems by words and vectors together, fused as the service does it. Single-threaded. */
final class HybridSearch {
    private static final int BEST = 20;
    /** Of either half of the score, where the search is approximate. */
    static final int CANDIDATES = 100;
    /** Closeness.h: sum at which words count half; both halves alike. */
    private static final float HALF_WORD_SUM = 20;

    private final IndexSearcher searcher;
    private final LeafReader reader;
    private final float[] sums;

    HybridSearch(IndexSearcher searcher) {
        this.searcher = searcher;
        if (searcher.getIndexReader().leaves().size() != 1) {
            throw new IllegalStateException("the index has more than one segment");
        }
        reader = searcher.getIndexReader().leaves().get(0).reader();
        sums = new float[reader.maxDoc()];
    }

    /** Every problem is scored by both halves. Best first, as numbers of documents in the index. */
    int[] exact(PeerFiles.Text text, float[] vector) throws IOException {
        Arrays.fill(sums, 0);
        searcher.search(words(text), new KeepSums());
        PostingsEnum own = reader.postings(new Term(ProblemIndex.PRACTICE, text.practice()), PostingsEnum.NONE);
        int excluded = own == null ? PostingsEnum.NO_MORE_DOCS : own.nextDoc();
        Best best = new Best();
        FloatVectorValues vectors = reader.getFloatVectorValues(ProblemIndex.VECTOR);
        for (int doc = vectors.nextDoc(); doc != FloatVectorValues.NO_MORE_DOCS; doc = vectors.nextDoc()) {
            if (doc == excluded) {
                excluded = own.nextDoc();
                continue;
            }
            best.offer(doc, fuse(sums[doc], VectorUtil.dotProduct(vector, vectors.vectorValue())));
        }
        return best.take();
    }

    /** The best by words and the nearest that the graph finds; words that a near one did not show among its best count 0. */
    int[] hnsw(PeerFiles.Text text, float[] vector) throws IOException {
        Map<Integer, Float> candidates = new HashMap<>();
        for (ScoreDoc near : searcher.search(new KnnFloatVectorQuery(ProblemIndex.VECTOR, vector, CANDIDATES),
                CANDIDATES).scoreDocs) {
            candidates.put(near.doc, 0F);
        }
        // The practice's own are dropped afterwards: without a condition Lucene skips more of the lists.
        for (ScoreDoc match : searcher.search(words(text), CANDIDATES).scoreDocs) {
            candidates.put(match.doc, match.score);
        }
        PostingsEnum excluded = reader.postings(new Term(ProblemIndex.PRACTICE, text.practice()), PostingsEnum.NONE);
        while (excluded != null && excluded.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
            candidates.remove(excluded.docID());
        }
        Best best = new Best();
        FloatVectorValues vectors = reader.getFloatVectorValues(ProblemIndex.VECTOR);
        int[] docs = candidates.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        for (int doc : docs) {
            vectors.advance(doc);
            best.offer(doc, fuse(candidates.get(doc), VectorUtil.dotProduct(vector, vectors.vectorValue())));
        }
        return best.take();
    }

    private static float fuse(float sum, float cosine) {
        return 0.5F * cosine + 0.5F * sum / (sum + HALF_WORD_SUM);
    }

    private static Query words(PeerFiles.Text text) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String stem : text.stems()) {
            query.add(new TermQuery(new Term(ProblemIndex.WORDS, stem)), BooleanClause.Occur.SHOULD);
        }
        return query.build();
    }

    /** Keeps the sum of every document that shares a word, instead of ranking by it. */
    private final class KeepSums implements CollectorManager<SumCollector, Void> {
        @Override
        public SumCollector newCollector() {
            return new SumCollector();
        }

        @Override
        public Void reduce(Collection<SumCollector> collectors) {
            return null;
        }
    }

    private final class SumCollector extends SimpleCollector {
        private Scorable scorer;

        @Override
        public void setScorer(Scorable scorer) {
            this.scorer = scorer;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) {}

        @Override
        public void collect(int doc) throws IOException {
            sums[doc] = scorer.score();
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE;
        }
    }

    private static final class Best {
        private record Scored(int doc, float score) {}

        private final PriorityQueue<Scored> worstFirst = new PriorityQueue<>((a, b) -> a.score != b.score
                ? Float.compare(a.score, b.score)
                : Integer.compare(b.doc, a.doc));
        private float least = Float.NEGATIVE_INFINITY;

        void offer(int doc, float score) {
            if (score <= least) {
                return;
            }
            worstFirst.add(new Scored(doc, score));
            if (worstFirst.size() > BEST) {
                worstFirst.poll();
                least = worstFirst.element().score;
            }
        }

        int[] take() {
            int[] docs = new int[worstFirst.size()];
            for (int i = docs.length - 1; i >= 0; i--) {
                docs[i] = worstFirst.remove().doc;
            }
            return docs;
        }
    }
}
