package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Clips;
import dev.bluesky.bench.load.Interval;
import dev.bluesky.bench.load.LoadRooms;
import dev.bluesky.bench.load.Measurement;
import dev.bluesky.bench.load.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The servers, each started when it is first needed and warmed up with a room like those that are
 * measured, and kept until the end: only one has anything to do at a time.
 */
public final class Tournament implements AutoCloseable {
    private static final String WARM_UP = "50";
    private static final String SMALL_WARM_UP = "2";

    private final ComparisonOptions options;
    private final Path folder;
    private final Clips clips;
    private final Map<Contestant, ServerUnderTest> servers = new EnumMap<>(Contestant.class);
    private final Set<Contestant> missing = EnumSet.noneOf(Contestant.class);

    /**
     * @param folder where servers and clips may be kept
     */
    public Tournament(ComparisonOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
        clips = new Clips(folder);
    }

    /** Measures once; empty, after a line that says why, if that server can't. */
    Optional<Run> run(Contestant contestant, Shape shape) throws IOException {
        Optional<String> refusal = contestant.refusal(shape);
        if (refusal.isPresent()) {
            System.out.printf("%s: no %s: %s%n", contestant.key(), shape, refusal.get());
            return Optional.empty();
        }
        Optional<ServerUnderTest> server = server(contestant);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Run.of(
                            contestant,
                            shape,
                            fill(server.get(), shape, options.settling(), options.interval())));
        } catch (AssertionError | RuntimeException e) { // What clients and servers say went wrong.
            System.out.printf("%s: %s failed: %s%n", contestant.key(), shape, e.getMessage());
            servers.remove(contestant);
            server.get().close();
            return Optional.empty();
        }
    }

    private Optional<ServerUnderTest> server(Contestant contestant) {
        ServerUnderTest known = servers.get(contestant);
        if (known != null || missing.contains(contestant)) {
            return Optional.ofNullable(known);
        }
        try {
            ServerUnderTest started = contestant.start(folder, options.javaOptions());
            servers.put(contestant, started);
            for (Shape shape : Shape.named(contestant.forwards() ? WARM_UP : SMALL_WARM_UP)) {
                fill(started, shape, options.warmUp(), Duration.ZERO);
            }
            return Optional.of(started);
        } catch (IOException | AssertionError | RuntimeException e) {
            System.out.printf("%s: skipped: %s%n", contestant.title(), e.getMessage());
            missing.add(contestant);
            return Optional.empty();
        }
    }

    private Interval fill(ServerUnderTest server, Shape shape, Duration settling, Duration time)
            throws IOException {
        try (LoadRooms rooms = new LoadRooms(server::open, clips.of(shape), shape, 1)) {
            rooms.addPublishers(false);
            rooms.addViewers();
            rooms.awaitMedia();
            Measurement.pass(settling);
            return Interval.measure(server::cpuSeconds, rooms, time);
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerUnderTest server : servers.values()) {
            server.close();
        }
    }
}
