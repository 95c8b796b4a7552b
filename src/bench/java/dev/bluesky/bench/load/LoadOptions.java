package dev.bluesky.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param shapes one after another
 * @param engine of the rooms
 * @param interval that is measured, of each shape
 * @param warmUp before it
 * @param rooms of the shape, at the same time
 * @param guests who join at once when the rooms are full, which is then what is measured; 0 for
 *     nobody
 * @param silent whether nobody sends anything
 * @param soak how long to run the first shape instead; zero for measuring
 * @param churn whether viewers come and go meanwhile
 * @param keys more of the server's configuration
 * @param javaOptions of the server's JVM
 */
public record LoadOptions(
        List<Shape> shapes,
        String engine,
        Duration interval,
        Duration warmUp,
        int rooms,
        int guests,
        boolean silent,
        Duration soak,
        boolean churn,
        Map<String, String> keys,
        List<String> javaOptions) {

    public static final String USAGE =
            "[interval [warm-up]] [--shape N|Nsmall|Mx|Mt|Ns|Mslots|PtoN|all]... [--rooms N] [--joins N] [--silent]"
                    + " [--engine forward|native] [--minutes N] [--churn] [--key name=value]... [--java -Option]...";

    /**
     * Reads the command line: seconds of the interval and the warm-up, then the options.
     *
     * @throws IllegalArgumentException with the usage
     */
    public static LoadOptions parse(String... arguments) {
        Reader reader = new Reader();
        Iterator<String> words =
                Arrays.stream(String.join(" ", arguments).trim().split("\\s+", -1)).iterator();
        try {
            while (words.hasNext()) {
                reader.read(words.next(), words);
            }
            return reader.options();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(USAGE, e);
        }
    }

    private static final class Reader {
        private final List<Shape> shapes = new ArrayList<>();
        private final List<Duration> times = new ArrayList<>();
        private final Map<String, String> keys = new HashMap<>();
        private final List<String> javaOptions = new ArrayList<>();
        private String engine = "forward";
        private Duration soak = Duration.ZERO;
        private boolean churn;
        private int rooms = 1;
        private int guests;
        private boolean silent;

        void read(String word, Iterator<String> more) {
            switch (word) {
                case "" -> {}
                case "--shape" -> shapes.addAll(Shape.named(more.next()));
                case "--engine" -> engine = more.next();
                case "--minutes" -> soak = Duration.ofMinutes(Long.parseLong(more.next()));
                case "--churn" -> churn = true;
                case "--rooms" -> rooms = Integer.parseInt(more.next());
                case "--joins" -> guests = Integer.parseInt(more.next());
                case "--silent" -> silent = true;
                case "--java" -> javaOptions.add(more.next());
                case "--key" -> {
                    String[] parts = more.next().split("=", 2);
                    keys.put(parts[0], parts[1]);
                }
                default -> times.add(Duration.ofSeconds(Long.parseLong(word)));
            }
        }

        LoadOptions options() {
            return new LoadOptions(
                    shapes.isEmpty() ? Shape.ALL : shapes,
                    engine,
                    times.isEmpty() ? Duration.ofSeconds(10) : times.get(0),
                    times.size() < 2 ? Duration.ofSeconds(10) : times.get(1),
                    rooms,
                    guests,
                    silent,
                    soak,
                    churn,
                    keys,
                    javaOptions);
        }
    }
}
