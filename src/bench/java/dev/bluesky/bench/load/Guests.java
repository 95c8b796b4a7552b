package dev.bluesky.bench.load;

import dev.bluesky.it.raw.RawLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * People who all ask to join at the same moment, while others watch already. They have loops of
 * their own, and the least priority, so that those who are in do not wait for them on this side.
 */
final class Guests implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * Each shakes hands with eight at a time. More would not be done earlier, and would take from
     * those who are in what they need on this side.
     */
    private static final int LOOPS = 2;

    private final LoadRoom room;
    private final Latencies latencies = new Latencies();
    private final List<RawLoop> loops = new ArrayList<>();
    private final List<LoadViewer> guests = new ArrayList<>();
    private final ExecutorService callers;
    private final List<String> refusals = new ArrayList<>();
    private double seconds;

    /** They stand at the door of the first room, sockets open. */
    Guests(LoadRooms rooms, int count) {
        room = rooms.first();
        for (int i = 0; i < LOOPS; i++) {
            loops.add(new RawLoop("guests-" + i, Thread.MIN_PRIORITY));
        }
        for (int i = 0; i < count; i++) {
            guests.add(room.guest(loops.get(i % LOOPS), latencies));
        }
        callers = Executors.newFixedThreadPool(count, Guests::caller);
    }

    @SuppressWarnings("ThreadPriorityCheck") // Nothing but latency depends on it.
    private static Thread caller(Runnable task) {
        Thread thread = new Thread(task);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /** All ask at once; returns when all watch, or when it has taken too long. */
    void join() {
        long beginNs = System.nanoTime();
        List<CompletableFuture<Void>> asked =
                guests.stream()
                        .map(guest -> CompletableFuture.runAsync(() -> admit(guest), callers))
                        .toList();
        asked.forEach(CompletableFuture::join);
        while (failed() > 0 && System.nanoTime() - beginNs < LIMIT.toNanos()) {
            Measurement.pass(LOOK);
        }
        seconds = (System.nanoTime() - beginNs) / 1e9;
    }

    private void admit(LoadViewer guest) {
        try {
            room.admit(guest);
        } catch (AssertionError | RuntimeException e) { // What the server said, or did not.
            synchronized (refusals) {
                refusals.add(String.valueOf(e.getMessage()));
            }
        }
    }

    int size() {
        return guests.size();
    }

    /** How many do not watch. */
    long failed() {
        return guests.stream().filter(guest -> !guest.isWatching()).count();
    }

    /** What was said to those who were not let in. */
    List<String> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals);
        }
    }

    /** Until the last one watched. */
    double seconds() {
        return seconds;
    }

    /** From request to media. */
    Latencies joins() {
        Latencies joins = new Latencies();
        guests.stream().filter(LoadViewer::isWatching).forEach(guest -> joins.add(guest.joinNs()));
        return joins;
    }

    @Override
    public void close() {
        callers.shutdownNow();
        guests.forEach(LoadViewer::close);
        loops.forEach(RawLoop::close);
    }
}
