package dev.bluesky.web;

import dev.bluesky.sfu.ChatText;
import dev.bluesky.sfu.Emoji;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.RoomId;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.sfu.UserId;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
        Room open = open();
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
        sfu.closeRoom(id, Caller.of(body, userInQuery, sfu.idRules()).user());
    }

    /** Somebody in the room writes to all. */
    @POST
    @Path("chat")
    @Consumes(MediaType.APPLICATION_JSON)
    public void say(byte[] body) {
        JsonMembers members = JsonMembers.parse(body, "The body");
        UserId user = Caller.of(members, sfu().idRules()).user();
        ChatText text = ChatText.of(members.requiredString("text"));
        open().meeting().say(user, text);
    }

    /** Somebody in the room shows an emoji for a moment. */
    @POST
    @Path("reactions")
    @Consumes(MediaType.APPLICATION_JSON)
    public void react(byte[] body) {
        JsonMembers members = JsonMembers.parse(body, "The body");
        UserId user = Caller.of(members, sfu().idRules()).user();
        Emoji emoji = Emoji.of(members.requiredString("emoji"));
        open().meeting().react(user, emoji);
    }

    /** Lets nobody in any more, or everybody again; only the room's admin may. */
    @PUT
    @Path("locked")
    @Consumes(MediaType.APPLICATION_JSON)
    public void lock(byte[] body) {
        JsonMembers members = JsonMembers.parse(body, "The body");
        UserId user = Caller.of(members, sfu().idRules()).user();
        boolean locked = members.requiredBool("locked");
        open().moderation().lock(user, locked);
    }

    private Room open() {
        Sfu sfu = sfu();
        return sfu.room(sfu.idRules().roomId(room));
    }
}
