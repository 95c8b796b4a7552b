package dev.bluesky.bench;

import dev.bluesky.bench.load.ClipPackets;
import dev.bluesky.bench.load.LoadOptions;
import dev.bluesky.bench.load.Measurement;
import dev.bluesky.bench.load.Shape;
import dev.bluesky.bench.load.ShapeResult;
import dev.bluesky.bench.load.Soak;
import dev.bluesky.bench.load.VideoClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What forwarding costs and how well it does: 1 publisher to 1, 10, 50 and 100 viewers, and a room
 * of 8, through the WAR that ships, run by {@code java -jar} as a process of its own.
 *
 * <pre>
 * mvn -DskipTests package
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.ForwardingLoad -Dinterval=10 -Dwarm-up=10
 * mvn -Pbench exec:exec -Dbench=dev.bluesky.bench.ForwardingLoad -Dbench.options="--shape 100 --shape 8x"
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
        ClipPackets packets = new ClipPackets(VideoClip.at(FOLDER.resolve("clip-vp8-720p.ivf")));
        System.out.println(packets.description());
        if (options.soak().isZero()) {
            table(options, packets);
        } else {
            System.exit(new Soak(options, packets).run() ? 0 : 1);
        }
    }

    private static void table(LoadOptions options, ClipPackets packets) throws IOException {
        List<String> lines = new ArrayList<>(List.of(packets.description(), "", ShapeResult.HEAD));
        System.out.println(ShapeResult.HEAD);
        for (Shape shape : options.shapes()) {
            String line = new Measurement(options, packets).run(shape).line();
            System.out.println(line);
            lines.add(line);
        }
        Files.write(FOLDER.resolve("forwarding-load-" + options.engine() + ".md"), lines);
    }
}
