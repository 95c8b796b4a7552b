package dev.bluesky.bench;

import dev.bluesky.bench.load.Clips;
import dev.bluesky.bench.load.JoinResult;
import dev.bluesky.bench.load.LoadOptions;
import dev.bluesky.bench.load.Measurement;
import dev.bluesky.bench.load.Shape;
import dev.bluesky.bench.load.ShapeResult;
import dev.bluesky.bench.load.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What forwarding costs and how well it does: 1 publisher to 1, 10, 50 and 100 viewers, a room of
 * 8, 1 publisher of three sizes to 100 viewers, and a room of 25 with slots, through the WAR that
 * ships, run by {@code java -jar} as a process of its own.
 *
 * <pre>
 * mvn -DskipTests package
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.ForwardingLoad -Dinterval=10 -Dwarm-up=10
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.ForwardingLoad -Dbench.options="--shape 100s --shape 25slots"
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.ForwardingLoad -Dbench.options="--shape 5to10 --rooms 10"
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.ForwardingLoad -Dbench.options="--shape 10small --joins 500"
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.ForwardingLoad -Dbench.options="--shape 30 --minutes 60 --churn"
 * </pre>
 *
 * <p>Publishers and viewers run in this process on the same machine and compete with the server for
 * its cores; the table says how much they took.
 */
public final class ForwardingLoad {
    private static final Path FOLDER = Path.of("target", "bench");

    private ForwardingLoad() {}

    /**
     * Prints the table, and writes it to {@code target/bench}; with {@code --minutes} soaks instead
     * and ends with 1 if that went badly.
     *
     * @param arguments see {@link LoadOptions#USAGE}
     */
    public static void main(String[] arguments) throws IOException {
        LoadOptions options = LoadOptions.parse(arguments);
        Clips clips = new Clips(FOLDER);
        if (options.soak().isZero()) {
            if (options.guests() == 0) {
                table(options, clips);
            } else {
                joins(options, clips);
            }
        } else {
            System.exit(new Soak(options, clips).run() ? 0 : 1);
        }
    }

    private static void table(LoadOptions options, Clips clips) throws IOException {
        Set<String> head = new LinkedHashSet<>();
        for (Shape shape : options.shapes()) {
            head.add(clips.of(shape).description());
        }
        List<String> lines = new ArrayList<>(head);
        lines.addAll(List.of("", ShapeResult.HEAD));
        lines.forEach(System.out::println);
        for (Shape shape : options.shapes()) {
            String line = new Measurement(options, clips).run(shape).line();
            System.out.println(line);
            lines.add(line);
        }
        Files.write(FOLDER.resolve("forwarding-load-" + options.engine() + ".md"), lines);
    }

    private static void joins(LoadOptions options, Clips clips) throws IOException {
        List<String> lines = new ArrayList<>(List.of(JoinResult.HEAD));
        System.out.println(JoinResult.HEAD);
        for (Shape shape : options.shapes()) {
            String line = new Measurement(options, clips).runJoins(shape).line();
            System.out.println(line);
            lines.add(line);
        }
        Files.write(FOLDER.resolve("joins-" + options.engine() + ".md"), lines);
    }
}
