package dev.bluesky.sfu;

import dev.bluesky.config.Config;
import dev.bluesky.config.ConfigReader;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.OfferText;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An Sfu on the {@link RecordingEngine} and a clock that only the test moves. */
public final class SfuFixture implements AutoCloseable {
    public static final UserId ALICE = new UserId("alice");
    public static final UserId BOB = new UserId("bob");

    public final RecordingEngine engine = new RecordingEngine();

    /** Of the clock on the wall. */
    public final AtomicLong nowMs = new AtomicLong(1_795_472_400_000L);

    public final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    public final Sfu sfu;

    /** A line for each of ten thousand joins would bury what a test has to say. */
    private static final Logger LOG = Logger.getLogger(SfuFixture.class.getPackageName());

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "caller");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param keysAndValues configuration, such as {@code rooms-max}, {@code 2}
     */
    public SfuFixture(String... keysAndValues) {
        LOG.setLevel(Level.WARNING);
        sfu =
                new Sfu(
                        config(keysAndValues),
                        List.of(engine),
                        nowNs::get,
                        () -> Instant.ofEpochMilli(nowMs.get()));
    }

    /** A configuration with nothing set but these. */
    public static Config config(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put("bluesky." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return ConfigReader.read(properties, Map.of());
    }

    /** A room of alice's. */
    public Room room() {
        return sfu.create(RoomRequest.of(ALICE));
    }

    Room room(int capacity) {
        return sfu.create(
                new RoomRequest(
                        ALICE, Optional.empty(), OptionalInt.of(capacity), Optional.empty(), "{}"));
    }

    /** The user publishes audio and video. */
    public static String publish(Room room, UserId user) {
        return publish(room, user, offer("of-" + user));
    }

    static String publish(Room room, UserId user, Offer offer) {
        return room.negotiate(ConnectionId.publishing(user), Optional.empty(), offer);
    }

    static String receive(Room room, UserId user, UserId peer) {
        return room.negotiate(
                ConnectionId.receiving(user, peer), Optional.empty(), offer("to-" + user));
    }

    /** An offer of that peer connection, with an audio and a video track. */
    static Offer offer(String session) {
        return OfferText.publishing().ofSession(session).parse();
    }

    /** Publishes on a thread of its own. */
    CompletableFuture<String> publishing(Room room, UserId user) {
        return CompletableFuture.supplyAsync(() -> publish(room, user), threads);
    }

    CompletableFuture<String> publishing(Room room, UserId user, Offer offer) {
        return CompletableFuture.supplyAsync(() -> publish(room, user, offer), threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sfu.close();
    }
}
