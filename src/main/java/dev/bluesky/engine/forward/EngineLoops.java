package dev.bluesky.engine.forward;

import dev.bluesky.loop.LoopCounter;
import dev.bluesky.loop.LoopSettings;
import dev.bluesky.loop.MediaLoop;
import dev.bluesky.loop.MediaLoops;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.peer.TransportSetup;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.MediaRoomListener;
import dev.bluesky.stats.Counters;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;

/** The loops of the engine, and on which of them a room lives. For any thread. */
final class EngineLoops {
    private static final Logger LOG = System.getLogger(EngineLoops.class.getName());
    private static final Duration COMMANDS_TIMEOUT = Duration.ofSeconds(2);
    private static final int PERMILLE = 1000;

    /** What a loop's connections share with each other, beside those of the other loops. */
    interface Contexts {
        /** For a loop that has started. */
        EngineContext of(TransportSetup.LoopExecutor loop, Demultiplexer demultiplexer, int port);
    }

    private final MediaLoops loops;
    private final Whereabouts whereabouts;
    private final List<EngineContext> contexts = new ArrayList<>();
    private final Placement placement;

    private EngineLoops(
            MediaLoops loops,
            Whereabouts whereabouts,
            List<Demultiplexer> demultiplexers,
            double share,
            Contexts shared) {
        this.loops = loops;
        this.whereabouts = whereabouts;
        List<DoubleSupplier> loads = new ArrayList<>();
        for (MediaLoop loop : loops.loops()) {
            Demultiplexer demultiplexer = demultiplexers.get(contexts.size());
            contexts.add(shared.of(onLoop(loop), demultiplexer, loop.port()));
            loads.add(loop::load);
        }
        placement = new Placement(loads, share);
    }

    /**
     * Opens the port and starts the loops.
     *
     * @param share of a core, that a loop may use before viewers of its rooms live elsewhere
     * @throws IOException if the port cannot be used
     */
    static EngineLoops start(
            LoopSettings settings, int loopsMax, double share, NtpClock clock, Contexts contexts)
            throws IOException {
        Whereabouts whereabouts = new Whereabouts();
        List<Demultiplexer> demultiplexers = new ArrayList<>();
        MediaLoops loops =
                MediaLoops.start(
                        settings,
                        loopsMax,
                        (index, neighbours) -> {
                            Demultiplexer handler =
                                    new Demultiplexer(
                                            index,
                                            whereabouts,
                                            neighbours,
                                            new MediaContext(clock));
                            demultiplexers.add(handler);
                            return handler;
                        });
        return new EngineLoops(loops, whereabouts, demultiplexers, share, contexts);
    }

    /**
     * Commands learn the time where they run; after the end there is nothing that they could do.
     */
    private static TransportSetup.LoopExecutor onLoop(MediaLoop loop) {
        return command -> {
            try {
                loop.execute(() -> command.run(System.nanoTime()));
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "the loop has ended", e);
            }
        };
    }

    /** Where and how they listen, for people. */
    String description() {
        int count = contexts.size();
        return "port %d (%s, %d %s)"
                .formatted(loops.port(), loops.transport(), count, count == 1 ? "loop" : "loops");
    }

    /** A room on the loop that has most to spare. */
    MediaRoom open(MediaRoomListener listener) {
        int loop = placement.place(System.nanoTime());
        return new ForwardRoom(
                contexts.get(loop),
                () -> contexts.get(placement.placeViewer(loop, System.nanoTime())),
                listener,
                () -> placement.closed(loop));
    }

    /** What is counted: of all loops together, then of each. */
    CompletionStage<Map<String, Long>> counters() {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (MediaLoop loop : loops.loops()) {
            loop.counters()
                    .forEach((counter, n) -> sums.merge(name("loop", counter), n, Long::sum));
        }
        CompletableFuture<Map<String, Long>> summed = CompletableFuture.completedFuture(sums);
        for (int i = 0; i < contexts.size(); i++) {
            summed = summed.thenCombine(counters(i), EngineLoops::sum);
        }
        return summed.thenApply(
                counters -> {
                    whereabouts.report(counters::put);
                    return counters;
                });
    }

    private static String name(String group, LoopCounter counter) {
        return group + "." + Counters.label(counter);
    }

    private static Map<String, Long> sum(Map<String, Long> sums, Map<String, Long> more) {
        more.forEach((name, count) -> sums.merge(name, count, Long::sum));
        return sums;
    }

    private CompletableFuture<Map<String, Long>> counters(int loop) {
        Demultiplexer demultiplexer = contexts.get(loop).demultiplexer();
        return contexts.get(loop)
                .ask(
                        nowNs -> {
                            Map<String, Long> counters = new LinkedHashMap<>();
                            demultiplexer.report(counters::put);
                            report(loop, demultiplexer.sessions().size(), counters);
                            return counters;
                        });
    }

    private void report(int loop, int peers, Map<String, Long> to) {
        MediaLoop media = loops.loops().get(loop);
        String group = "loop-" + (loop + 1);
        to.put(group + ".cpu-permille", Math.round(media.load() * PERMILLE));
        to.put(group + ".rooms", (long) placement.rooms()[loop]);
        to.put(group + ".peers", (long) peers);
        media.counters()
                .forEach(
                        (counter, count) -> {
                            if (counter.isTraffic()) {
                                to.put(name(group, counter), count);
                            }
                        });
    }

    /** The connections were closed by commands, which begin the farewells. */
    void awaitCommands() {
        CompletableFuture<?>[] done =
                loops.loops().stream()
                        .map(loop -> CompletableFuture.runAsync(() -> {}, loop::execute))
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(done).get(COMMANDS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "the media loops are busy at their end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the loops, and closes the sockets. */
    void close() {
        loops.close();
    }
}
