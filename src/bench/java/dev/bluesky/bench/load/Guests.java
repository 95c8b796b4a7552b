package dev.bluesky.bench.load;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.raw.RawLoop;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * People who all ask to join at the same moment, while others watch already. They are a process of
 * their own ({@link GuestsProcess}), so that those who are in do not stop for their garbage and
 * their safepoints.
 */
final class Guests implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * Each shakes hands with eight at a time. More would not be done earlier, and would take from
     * those who are in what they need on this side.
     */
    private static final int LOOPS = 2;

    private final Entrance entrance;
    private final List<RawLoop> loops = new ArrayList<>();
    private final List<LoadViewer> guests = new ArrayList<>();
    private final ExecutorService callers;
    private final List<String> refusals = new ArrayList<>();

    /** They stand at the door, sockets open. */
    private Guests(Entrance entrance, ClipPackets packets, List<String> publishers, int count) {
        this.entrance = entrance;
        DtlsCertificate certificate = DtlsCertificate.generate(Instant.now(), Duration.ofDays(30));
        for (int i = 0; i < LOOPS; i++) {
            loops.add(new RawLoop("guests-" + i));
        }
        for (int i = 0; i < count; i++) {
            guests.add(
                    new LoadViewer(
                            loops.get(i % LOOPS),
                            "guest" + i,
                            Wish.all(publishers.get(i % publishers.size())),
                            List.of(),
                            packets,
                            new Latencies(),
                            certificate,
                            entrance));
        }
        callers = Executors.newFixedThreadPool(count);
    }

    /**
     * Says "ready", and after a line has come what became of it. Ends with its input.
     *
     * @param arguments as {@link GuestsProcess} gives them
     */
    public static void main(String[] arguments) throws IOException {
        Shape shape = Shape.named(arguments[3]).get(0);
        Entrance entrance =
                new BlueSkyEntrance(
                        new BlueSkyClient(URI.create(arguments[0])), arguments[1], arguments[2]);
        ClipPackets packets = new Clips(Path.of(arguments[4])).of(shape);
        List<String> publishers = List.of(arguments).subList(6, arguments.length);
        try (Guests guests =
                        new Guests(entrance, packets, publishers, Integer.parseInt(arguments[5]));
                BufferedReader input =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            if (input.readLine() != null) {
                System.out.println(guests.join());
                input.readLine();
            }
        }
    }

    /** All ask at once; returns when all watch, or when it has taken too long. */
    private JsonObject join() {
        long beginNs = System.nanoTime();
        List<CompletableFuture<Void>> asked =
                guests.stream()
                        .map(guest -> CompletableFuture.runAsync(() -> admit(guest), callers))
                        .toList();
        asked.forEach(CompletableFuture::join);
        while (failed() > 0 && System.nanoTime() - beginNs < LIMIT.toNanos()) {
            Measurement.pass(LOOK);
        }
        double seconds = (System.nanoTime() - beginNs) / 1e9;
        JsonArrayBuilder joins = Json.createArrayBuilder();
        guests.stream().filter(LoadViewer::isWatching).forEach(one -> joins.add(one.joinNs()));
        return Json.createObjectBuilder()
                .add("seconds", seconds)
                .add("failed", failed())
                .add("refusals", Json.createArrayBuilder(refusals))
                .add("joins", joins)
                .build();
    }

    private void admit(LoadViewer guest) {
        try {
            guest.join(entrance);
        } catch (AssertionError | RuntimeException e) { // What the server said, or did not.
            synchronized (refusals) {
                refusals.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /** How many do not watch. */
    private long failed() {
        return guests.stream().filter(guest -> !guest.isWatching()).count();
    }

    @Override
    public void close() {
        callers.shutdownNow();
        guests.forEach(LoadViewer::close);
        loops.forEach(RawLoop::close);
    }
}
