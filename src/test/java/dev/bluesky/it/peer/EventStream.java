package dev.bluesky.it.peer;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The room's Server-Sent Events, read by a thread of its own and taken one at a time. */
public final class EventStream implements AutoCloseable {
    private static final Event END = new Event("(end of stream)", JsonObject.EMPTY_JSON_OBJECT);

    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** One event: its name and its JSON. */
    public record Event(String type, JsonObject data) {}

    private EventStream(InputStream body) {
        this.body = body;
    }

    static EventStream open(HttpClient http, URI uri) {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build();
        try {
            HttpResponse<InputStream> response =
                    http.sendAsync(request, BodyHandlers.ofInputStream())
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join();
            if (response.statusCode() != 200) {
                throw new AssertionError(uri + " answered " + response.statusCode());
            }
            EventStream stream = new EventStream(response.body());
            Thread reader = new Thread(stream::read, "event-stream");
            reader.setDaemon(true);
            reader.start();
            return stream;
        } catch (CompletionException e) {
            throw new UncheckedIOException(uri.toString(), new IOException(e));
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String type = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty() && data.length() > 0) {
                    events.add(new Event(type, SdpForm.read(data.toString())));
                    data.setLength(0);
                    type = "message";
                }
            }
            events.add(END);
        } catch (IOException e) {
            events.add(END);
        }
    }

    /** The next event that is no heartbeat. */
    public Event next(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Event event = poll(deadline - System.nanoTime());
            if (event == null) {
                throw new AssertionError("no event within " + limit);
            }
            if (!event.type().equals("heartbeat")) {
                return event;
            }
        }
    }

    /** Drops events until one of this type, which it returns. */
    public Event nextOf(String type, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Event> others = new ArrayList<>();
        while (true) {
            Event event = poll(deadline - System.nanoTime());
            if (event == null || event.equals(END)) {
                throw new AssertionError("no " + type + " within " + limit + ", but " + others);
            }
            if (event.type().equals(type)) {
                return event;
            }
            others.add(event);
        }
    }

    /**
     * Whether the server ends the stream before the limit, with no further event but heartbeats.
     */
    public boolean endsWithin(Duration limit) {
        return next(limit).equals(END);
    }

    private @Nullable Event poll(long nanos) {
        try {
            return events.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an event", e);
        }
    }

    /** Hangs up, as a closed browser tab does. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            events.add(END);
        }
    }
}
