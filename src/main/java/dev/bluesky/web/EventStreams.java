package dev.bluesky.web;

import dev.bluesky.config.Config;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open event streams and the threads that write them. Application-scoped: made and closed by
 * {@code boot}, found as the servlet context's attribute {@link #ATTRIBUTE}.
 */
public final class EventStreams implements AutoCloseable {

    /** The servlet context attribute that holds the instance. */
    public static final String ATTRIBUTE = EventStreams.class.getName();

    /** This many clients that do not read may stall before others' events wait. */
    private static final int THREADS = 16;

    private static final long IDLE_SECONDS = 30;

    private final int streamsMax;
    private final Set<EventStream> streams = new HashSet<>();
    private final ThreadPoolExecutor writers;
    private final ScheduledThreadPoolExecutor timer;

    /** Starts the heartbeat. */
    public EventStreams(Config.Http config) {
        this.streamsMax = config.eventStreamsMax();
        this.writers =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        named("bluesky-events-"));
        this.writers.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, named("bluesky-heartbeat-"));
        long periodMs = config.eventsHeartbeat().toMillis();
        ScheduledFuture<?> unused =
                timer.scheduleAtFixedRate(
                        this::heartbeat, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Opens a stream of the room's events.
     *
     * @param user whose slots it tells of as well
     * @throws SfuException AT_CAPACITY, or NOT_FOUND if the room was closed meanwhile
     */
    void open(Room room, Optional<UserId> user, SseWriter writer) {
        EventStream stream = new EventStream(room, writer, writers, this::forget);
        add(stream);
        try {
            room.listen(stream, user);
        } catch (SfuException e) {
            forget(stream);
            throw e;
        }
    }

    private synchronized void add(EventStream stream) {
        if (streams.size() >= streamsMax) {
            throw new SfuException(
                    Refusal.AT_CAPACITY,
                    "There are " + streamsMax + " event streams, which is the limit.");
        }
        streams.add(stream);
    }

    private synchronized void forget(EventStream stream) {
        streams.remove(stream);
    }

    /** How many are open. */
    synchronized int count() {
        return streams.size();
    }

    private synchronized List<EventStream> all() {
        return List.copyOf(streams);
    }

    private void heartbeat() {
        all().forEach(EventStream::heartbeat);
    }

    /** Lets what is queued go out (rooms have been closed by now), then ends every stream. */
    @Override
    public void close() {
        timer.shutdownNow();
        writers.shutdown();
        try {
            writers.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all().forEach(EventStream::close);
    }
}
