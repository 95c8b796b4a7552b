package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What to compare.
 *
 * @param contestants in the order of the table
 * @param shapes one after another
 * @param rounds how often each is measured, in turns
 * @param interval that is measured
 * @param warmUp of each server, once
 * @param settling from the last viewer's first packet until the interval begins
 * @param keeps whether what earlier commands measured stays in the table
 * @param javaOptions of Blue Sky's JVM
 */
public record ComparisonOptions(
        List<Contestant> contestants,
        List<Shape> shapes,
        int rounds,
        Duration interval,
        Duration warmUp,
        Duration settling,
        boolean keeps,
        List<String> javaOptions) {

    public static final String USAGE =
            "[interval [warm-up]] [--server bluesky|native|janus|janus-loops|pion|pion-interceptors|mediasoup|c|all]..."
                    + " [--shape N|Nx|Nt|Ns|Nslots]... [--rounds N] [--settle SECONDS] [--keep] [--java -Option]...";

    static final List<Shape> SHAPES =
            List.of("1", "10", "100", "300", "8x", "8t", "100s", "25slots").stream()
                    .flatMap(name -> Shape.named(name).stream())
                    .toList();

    /**
     * Reads the command line: seconds of the interval and the warm-up, then the options.
     *
     * @throws IllegalArgumentException with the usage
     */
    public static ComparisonOptions parse(String... arguments) {
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
        private final List<Contestant> contestants = new ArrayList<>();
        private final List<Shape> shapes = new ArrayList<>();
        private final List<Duration> times = new ArrayList<>();
        private final List<String> javaOptions = new ArrayList<>();
        private int rounds = 3;
        private Duration settling = Duration.ofSeconds(8);
        private boolean keeps;

        void read(String word, Iterator<String> more) {
            switch (word) {
                case "" -> {}
                case "--server" -> contestants.addAll(contestants(more.next()));
                case "--shape" -> shapes.addAll(shapes(more.next()));
                case "--rounds" -> rounds = Integer.parseInt(more.next());
                case "--settle" -> settling = Duration.ofSeconds(Long.parseLong(more.next()));
                case "--keep" -> keeps = true;
                case "--java" -> javaOptions.add(more.next());
                default -> times.add(Duration.ofSeconds(Long.parseLong(word)));
            }
        }

        private static List<Contestant> contestants(String key) {
            return key.equals("all") ? List.of(Contestant.values()) : List.of(Contestant.of(key));
        }

        private static List<Shape> shapes(String name) {
            return name.equals("all") ? SHAPES : Shape.named(name);
        }

        ComparisonOptions options() {
            return new ComparisonOptions(
                    contestants.isEmpty() ? Contestant.USUAL : contestants,
                    shapes.isEmpty() ? SHAPES : shapes,
                    rounds,
                    times.isEmpty() ? Duration.ofSeconds(10) : times.get(0),
                    times.size() < 2 ? Duration.ofSeconds(10) : times.get(1),
                    settling,
                    keeps,
                    javaOptions);
        }
    }
}
