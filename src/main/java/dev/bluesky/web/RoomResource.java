package dev.bluesky.web;

import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.RoomId;
import dev.bluesky.sfu.Sfu;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /webrtc/room/{room}}: one room. */
@Path("room/{room}")
@Produces(MediaType.APPLICATION_JSON)
public class RoomResource {

    /** A hundred people who all see one another. */
    static final int CONNECTIONS_MAX = 10_000;

    private final ServletContext servletContext;
    private final String room;

    /** Serves one request. */
    public RoomResource(@Context ServletContext servletContext, @PathParam("room") String room) {
        this.servletContext = servletContext;
        this.room = room;
    }

    private Sfu sfu() {
        return Attributes.get(servletContext, Sfu.class);
    }

    /** The room with its participants and their connections. */
    @GET
    public RoomJson get() {
        Sfu sfu = sfu();
        Room open = sfu.room(sfu.idRules().roomId(room));
        return RoomJson.of(open.snapshot(), open.statistics(Optional.empty(), CONNECTIONS_MAX));
    }

    /**
     * Closes the room; only its admin may.
     *
     * @param userInQuery who closes it, for servers that refuse a DELETE with a body, as Payara
     *     does unless it is told otherwise
     */
    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    public void close(byte[] body, @QueryParam("user_id") @Nullable String userInQuery) {
        Sfu sfu = sfu();
        RoomId id = sfu.idRules().roomId(room);
        String user = userInQuery == null ? userInBody(body) : userInQuery;
        sfu.closeRoom(id, sfu.idRules().userId(user));
    }

    private static String userInBody(byte[] body) {
        return JsonMembers.parse(body, "The body").requiredString("user_id");
    }
}
