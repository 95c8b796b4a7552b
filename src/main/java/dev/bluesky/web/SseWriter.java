package dev.bluesky.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** Writes to one client. Blocks as long as the client does not read. */
record SseWriter(SseEventSink sink, Sse sse) {

    void write(EventJson event) {
        sink.send(
                sse.newEventBuilder()
                        .name(event.name())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(String.class, event.data())
                        .build());
    }

    boolean isClosed() {
        return sink.isClosed();
    }

    void close() {
        sink.close();
    }
}
