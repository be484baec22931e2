import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The texts and vectors that the benchmark gives to its peers; their form is described in peer_files.h. */
final class PeerFiles {
    static final int WIDTH = 384;

    /** A line. Stems and weights have the same places. */
    record Text(boolean isProblem, String practice, String[] stems, int[] weights) {}

    private final List<Text> texts = new ArrayList<>();
    private final FloatBuffer vectors;

    PeerFiles(Path directory, String name) throws IOException {
        try (var lines = Files.lines(directory.resolve(name + ".txt"))) {
            lines.forEach(line -> texts.add(parse(line)));
        }
        try (FileChannel file = FileChannel.open(directory.resolve(name + ".vectors"))) {
            vectors = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
        }
    }

    int size() {
        return texts.size();
    }

    Text text(int place) {
        return texts.get(place);
    }

    float[] vector(int place) {
        float[] vector = new float[WIDTH];
        vectors.get(place * WIDTH, vector);
        return vector;
    }

    private static Text parse(String line) {
        String[] fields = line.split("\t", -1);
        String[] terms = fields[2].isBlank() ? new String[0] : fields[2].trim().split(" ");
        String[] stems = new String[terms.length];
        int[] weights = new int[terms.length];
        for (int i = 0; i < terms.length; i++) {
            int colon = terms[i].lastIndexOf(':');
            stems[i] = terms[i].substring(0, colon);
            weights[i] = Integer.parseInt(terms[i].substring(colon + 1));
        }
        return new Text(fields[0].equals("P"), fields[1], stems, weights);
    }
}
