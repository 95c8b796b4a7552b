package dev.bluesky.web;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /webrtc/room/{room}/participants/{user}}: what concerns one person in a room. */
@Path("room/{room}/participants/{user}")
public class ParticipantResource {

    private final ServletContext servletContext;
    private final String room;
    private final String user;

    /** Serves one request. */
    public ParticipantResource(
            @Context ServletContext servletContext,
            @PathParam("room") String room,
            @PathParam("user") String user) {
        this.servletContext = servletContext;
        this.room = room;
        this.user = user;
    }

    /** What a request is about, checked. */
    private record Matter(UserId user, Caller caller, Room room) {}

    private Matter matter(JsonMembers body) {
        Sfu sfu = Attributes.get(servletContext, Sfu.class);
        return matter(sfu, Caller.of(body, sfu.idRules()));
    }

    private Matter matter(Sfu sfu, Caller caller) {
        UserId whom = sfu.idRules().userId(user);
        return new Matter(whom, caller, sfu.room(sfu.idRules().roomId(room)));
    }

    /** Raises the hand, or lowers it; the admin may lower it, too. */
    @PUT
    @Path("hand")
    @Consumes(MediaType.APPLICATION_JSON)
    public void raiseHand(byte[] body) {
        JsonMembers members = JsonMembers.parse(body, "The body");
        Matter matter = matter(members);
        boolean raised = members.requiredBool("raised");
        matter.room().meeting().raiseHand(matter.user(), matter.caller().user(), raised);
    }

    /** Mutes what the person publishes; only the room's admin may. */
    @PUT
    @Path("muted")
    @Consumes(MediaType.APPLICATION_JSON)
    public void mute(byte[] body) {
        JsonMembers members = JsonMembers.parse(body, "The body");
        Matter matter = matter(members);
        Set<String> kinds = kinds(members);
        matter.room().moderation().mute(matter.caller().user(), matter.user(), kinds);
    }

    private static Set<String> kinds(JsonMembers body) {
        return Stream.of("audio", "video")
                .filter(kind -> body.bool(kind).map(ParticipantResource::requireTrue).orElse(false))
                .collect(Collectors.toSet());
    }

    private static boolean requireTrue(boolean muted) {
        if (!muted) {
            throw new SfuException(
                    Refusal.MALFORMED, "Nobody can be unmuted by somebody else: only true works.");
        }
        return true;
    }

    /** Lets the person in, though removed or though the room is locked; only its admin may. */
    @PUT
    @Path("admitted")
    @Consumes(MediaType.APPLICATION_JSON)
    public void admit(byte[] body) {
        Matter matter = matter(JsonMembers.parse(body, "The body"));
        matter.room().moderation().admit(matter.caller().user(), matter.user());
    }

    /**
     * Removes the person, who is kept out then; only the room's admin may.
     *
     * @param userInQuery who does it, for servers that refuse a DELETE with a body
     */
    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    public void remove(byte[] body, @QueryParam("user_id") @Nullable String userInQuery) {
        Sfu sfu = Attributes.get(servletContext, Sfu.class);
        Matter matter = matter(sfu, Caller.of(body, userInQuery, sfu.idRules()));
        matter.room().moderation().remove(matter.caller().user(), matter.user());
    }
}
