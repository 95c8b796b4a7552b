package dev.bluesky.web;

import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.sfu.UserId;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /webrtc/room/{room}/events}: what happens in a room, as it happens. */
@Path("room/{room}/events")
public class EventsResource {

    private final ServletContext servletContext;

    /** Serves one request. */
    public EventsResource(@Context ServletContext servletContext) {
        this.servletContext = servletContext;
    }

    /**
     * Opens the stream: a snapshot, then every event, until the room or the client is gone.
     *
     * @param user whose slots it tells of as well, and what people write and show
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void open(
            @PathParam("room") String room,
            @QueryParam("user") @Nullable String user,
            @Context SseEventSink sink,
            @Context Sse sse) {
        Sfu sfu = Attributes.get(servletContext, Sfu.class);
        EventStreams streams = Attributes.get(servletContext, EventStreams.class);
        Room open = sfu.room(sfu.idRules().roomId(room));
        Optional<UserId> whose = Optional.ofNullable(user).map(sfu.idRules()::userId);
        streams.open(open, whose, new SseWriter(sink, sse));
    }
}
