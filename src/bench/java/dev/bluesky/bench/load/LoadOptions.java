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
        Duration soak,
        boolean churn,
        Map<String, String> keys,
        List<String> javaOptions) {

    public static final String USAGE =
            "[interval [warm-up]] [--shape N|Mx|Ns|Mslots|all]... [--engine forward|native] [--minutes N]"
                    + " [--churn] [--key name=value]... [--java -Option]...";

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

        void read(String word, Iterator<String> more) {
            switch (word) {
                case "" -> {}
                case "--shape" -> shapes.addAll(Shape.named(more.next()));
                case "--engine" -> engine = more.next();
                case "--minutes" -> soak = Duration.ofMinutes(Long.parseLong(more.next()));
                case "--churn" -> churn = true;
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
                    soak,
                    churn,
                    keys,
                    javaOptions);
        }
    }
}
