import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;

/** Apache Lucene as a peer of the benchmark: reads a line, answers with a line, as peer.h says. */
final class LucenePeer {
    private final PeerFiles queries;
    private final IndexSearcher searcher;
    private final HybridSearch search;

    private LucenePeer(PeerFiles queries, IndexSearcher searcher) {
        this.queries = queries;
        this.searcher = searcher;
        search = new HybridSearch(searcher);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        double seconds = ProblemIndex.build(new PeerFiles(folder, "documents"), folder.resolve("lucene"));
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(folder.resolve("lucene"))));
        searcher.setSimilarity(ProblemIndex.SIMILARITY);
        searcher.setQueryCache(null);
        LucenePeer peer = new LucenePeer(new PeerFiles(folder, "queries"), searcher);
        System.gc();
        // After so long Java has compiled what it will, and 1,500 queries have become four times as fast as the first.
        System.out.printf("ready build_seconds=%.1f resident_mb=%.0f warm_up_seconds=15 timed=exact,hnsw about=Lucene %s on Java %s (%s), "
                + "best %d of either half%n", seconds, residentMegabytes(), Version.LATEST, Runtime.version().feature(),
                vectorInstructions(), HybridSearch.CANDIDATES);
        peer.serve();
    }

    private void serve() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            int first = Integer.parseInt(words[2]);
            StringBuilder answer = new StringBuilder();
            for (int i = first; i < first + Integer.parseInt(words[3]); i++) {
                long start = System.nanoTime();
                int[] best = answer(words[1], i % queries.size());
                long nanoseconds = System.nanoTime() - start;
                if (words[0].equals("time")) {
                    answer.append(nanoseconds / 1000.0).append(' ');
                } else {
                    for (int doc : best) {
                        answer.append(placeOf(doc)).append(',');
                    }
                    answer.append(' ');
                }
            }
            System.out.println(answer);
        }
    }

    private int[] answer(String mode, int query) throws IOException {
        return mode.equals("exact") ? search.exact(queries.text(query), queries.vector(query))
                : search.hnsw(queries.text(query), queries.vector(query));
    }

    private int placeOf(int doc) throws IOException {
        return searcher.storedFields().document(doc, Set.of(ProblemIndex.PLACE)).getField(ProblemIndex.PLACE)
                .numericValue().intValue();
    }

    /** Lucene 9 has code for them, but not for the Java of Debian 12. */
    private static String vectorInstructions() {
        int java = Runtime.version().feature();
        return java >= 20 && java <= 23 ? "with vector instructions" : "without its vector instructions, which need Java 20 to 23";
    }

    private static double residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000;
            }
        }
        return 0;
    }
}
