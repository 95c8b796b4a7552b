package dev.bluesky.bench.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benches of this package with {@code -prof gc}, prints a table and writes it to {@code
 * target/bench/parts.md}.
 *
 * <pre>
 * mvn -Pbench test-compile exec:exec -Dbench=dev.bluesky.bench.parts.Parts -Dinterval=1 -Dwarm-up=1
 * mvn -Pbench test-compile exec:exec -Dbench=dev.bluesky.bench.parts.Parts "-Dbench.options=Protect"
 * </pre>
 */
public final class Parts {
    private static final Path TABLE = Path.of("target", "bench", "parts.md");
    private static final int ITERATIONS = 5;
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private Parts() {}

    /**
     * Runs them.
     *
     * @param arguments seconds of an iteration and of one of the warm-up, of which there are five
     *     each; what the names of the benches contain, nothing for all
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        List<String> words =
                List.of(String.join(" ", arguments).replaceAll("--shape \\S+", "").split("\\s+"));
        OptionsBuilder options = new OptionsBuilder();
        words.stream().skip(2).filter(word -> !word.isEmpty()).forEach(options::include);
        List<String> lines = table(new Runner(common(options, words)).run());
        lines.forEach(System.out::println);
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
    }

    private static Options common(OptionsBuilder options, List<String> words) {
        return options.mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(Long.parseLong(words.get(0))))
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.seconds(Long.parseLong(words.get(1))))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
    }

    private static List<String> table(Iterable<RunResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add("| part | bytes of the packet | ns | garbage, bytes |");
        lines.add("|---|---|---|---|");
        TreeMap<String, String> byName = new TreeMap<>();
        for (RunResult result : results) {
            byName.put(name(result.getParams()) + bytes(result.getParams()), line(result));
        }
        lines.addAll(byName.values());
        return lines;
    }

    private static String line(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> garbage = result.getSecondaryResults().get(GARBAGE);
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %.0f ± %.0f | %.0f |",
                name(result.getParams()),
                bytes(result.getParams()),
                time.getScore(),
                time.getScoreError(),
                garbage == null ? Double.NaN : garbage.getScore());
    }

    private static String name(BenchmarkParams params) {
        return params.getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
    }

    private static String bytes(BenchmarkParams params) {
        String bytes = params.getParam("packetBytes");
        return bytes == null ? "–" : bytes;
    }
}
