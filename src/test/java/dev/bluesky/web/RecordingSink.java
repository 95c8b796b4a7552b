package dev.bluesky.web;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A client's connection that takes events only while it has permits, as a slow one does. */
final class RecordingSink implements SseEventSink {
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final Semaphore permits;
    private volatile boolean closed;
    private volatile boolean broken;

    RecordingSink(int permits) {
        this.permits = new Semaphore(permits);
    }

    static SseWriter writer(RecordingSink sink) {
        return new SseWriter(sink, new Events());
    }

    /** The names of the events that arrived. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** The client reads so many events more. */
    void read(int events) {
        permits.release(events);
    }

    void breakConnection() {
        broken = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        permits.acquireUninterruptibly();
        if (broken) {
            throw new IllegalStateException("connection reset");
        }
        names.add(event.getName());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        closed = true;
    }

    private static final class Events implements Sse {
        @Override
        public OutboundSseEvent.Builder newEventBuilder() {
            return new EventBuilder();
        }

        @Override
        public SseBroadcaster newBroadcaster() {
            throw new UnsupportedOperationException();
        }
    }

    private record Event(@Nullable String name, @Nullable Object data) implements OutboundSseEvent {
        @Override
        public Class<?> getType() {
            return String.class;
        }

        @Override
        public Type getGenericType() {
            return String.class;
        }

        @Override
        public MediaType getMediaType() {
            return MediaType.APPLICATION_JSON_TYPE;
        }

        @Override
        public @Nullable Object getData() {
            return data;
        }

        @Override
        public @Nullable String getId() {
            return null;
        }

        @Override
        public @Nullable String getName() {
            return name;
        }

        @Override
        public @Nullable String getComment() {
            return null;
        }

        @Override
        public long getReconnectDelay() {
            return RECONNECT_NOT_SET;
        }

        @Override
        public boolean isReconnectDelaySet() {
            return false;
        }
    }

    private static final class EventBuilder implements OutboundSseEvent.Builder {
        private @Nullable String name;
        private @Nullable Object data;

        @Override
        public OutboundSseEvent.Builder id(String id) {
            return this;
        }

        @Override
        public OutboundSseEvent.Builder name(String given) {
            name = given;
            return this;
        }

        @Override
        public OutboundSseEvent.Builder reconnectDelay(long milliseconds) {
            return this;
        }

        @Override
        public OutboundSseEvent.Builder mediaType(MediaType mediaType) {
            return this;
        }

        @Override
        public OutboundSseEvent.Builder comment(String comment) {
            return this;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public OutboundSseEvent.Builder data(Class type, Object given) {
            data = given;
            return this;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public OutboundSseEvent.Builder data(GenericType type, Object given) {
            data = given;
            return this;
        }

        @Override
        public OutboundSseEvent.Builder data(Object given) {
            data = given;
            return this;
        }

        @Override
        public OutboundSseEvent build() {
            return new Event(name, data);
        }
    }
}
