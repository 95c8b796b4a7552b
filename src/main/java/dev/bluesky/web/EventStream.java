package dev.bluesky.web;

import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.RoomEvent;
import dev.bluesky.sfu.RoomListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream: a bounded queue that the room fills without waiting, and that one thread at
 * a time empties into the connection. A client that does not keep up is cut off; it comes back and
 * gets a new snapshot.
 */
final class EventStream implements RoomListener {

    private static final Logger LOG = System.getLogger(EventStream.class.getName());

    /** Events that may wait: more than a room of a hundred people makes while all join at once. */
    static final int QUEUE_MAX = 1_000;

    private final Room room;
    private final SseWriter writer;
    private final Executor threads;
    private final Consumer<EventStream> onClosed;
    private final Queue<Supplier<EventJson>> queue = new ArrayDeque<>();
    private boolean missedOne;
    private boolean writing;
    private boolean closed;

    /**
     * A stream that is not listening yet.
     *
     * @param threads may block as long as the client does not read
     * @param onClosed called once
     */
    EventStream(Room room, SseWriter writer, Executor threads, Consumer<EventStream> onClosed) {
        this.room = room;
        this.writer = writer;
        this.threads = threads;
        this.onClosed = onClosed;
    }

    /** Called inside the room's monitor. */
    @Override
    public void on(RoomEvent event) {
        enqueue(() -> EventJson.of(event));
    }

    void heartbeat() {
        enqueue(() -> EventJson.HEARTBEAT);
    }

    private void enqueue(Supplier<EventJson> event) {
        synchronized (queue) {
            if (closed) {
                return;
            }
            // A stream that missed one is closed by the thread that writes: this one holds the
            // room.
            if (queue.size() < QUEUE_MAX) {
                queue.add(event);
            } else {
                missedOne = true;
            }
            if (writing) {
                return;
            }
            writing = true;
        }
        threads.execute(this::writeAll);
    }

    private void writeAll() {
        for (Supplier<EventJson> event = next(); event != null; event = next()) {
            if (!write(event)) {
                close();
            }
        }
    }

    private @Nullable Supplier<EventJson> next() {
        synchronized (queue) {
            Supplier<EventJson> event = closed ? null : queue.poll();
            writing = event != null;
            return event;
        }
    }

    /** Returns whether the stream goes on. */
    private boolean write(Supplier<EventJson> next) {
        try {
            EventJson event = next.get();
            writer.write(event);
            return !event.isLast() && !writer.isClosed() && !hasMissedOne();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "an event stream broke", e);
            return false;
        }
    }

    private boolean hasMissedOne() {
        synchronized (queue) {
            return missedOne;
        }
    }

    /** Ends the stream; not to be called inside the room's monitor. */
    void close() {
        synchronized (queue) {
            if (closed) {
                return;
            }
            closed = true;
            queue.clear();
        }
        room.ignore(this);
        onClosed.accept(this);
        writer.close();
    }
}
