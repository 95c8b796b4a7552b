package dev.bluesky.web;

import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.UnservableOfferException;
import dev.bluesky.sfu.ConnectionId;
import dev.bluesky.sfu.IdRules;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import dev.bluesky.wire.sdp.MalformedSdpException;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code /webrtc/sdp/m/{room}/c/{user}/p/{peer}/s/{isSender}}: one peer connection. */
@Path("sdp/m/{room}/c/{user}/p/{peer}/s/{isSender}")
public class PeerConnectionResource {

    /** Session descriptions as they are (RFC 8866 section 8.1). */
    static final String SDP = "application/sdp";

    /** As {@code {peer}}: the whole room. */
    private static final String EVERYBODY = "*";

    private final ServletContext servletContext;
    private final ConnectionPath path;

    /**
     * The answer's body.
     *
     * @param sdp base64, in the offer's form
     */
    public record Answer(@JsonbProperty("Sdp") String sdp) {}

    /** The path's parameters, not yet checked. */
    private record ConnectionPath(String room, String user, String peer, String isSender) {

        Room open(Sfu sfu) {
            return sfu.room(sfu.idRules().roomId(room));
        }

        ConnectionId connection(IdRules rules) {
            UserId userId = rules.userId(user);
            if (GoBool.parse("isSender", isSender)) {
                return ConnectionId.publishing(userId);
            }
            return peer.equals(EVERYBODY)
                    ? ConnectionId.receivingAll(userId)
                    : ConnectionId.receiving(userId, rules.userId(peer));
        }

        /** The same, for what only a publisher, or only a receiver, can say. */
        ConnectionId connection(IdRules rules, boolean publishes) {
            ConnectionId connection = connection(rules);
            if (connection.publishes() != publishes) {
                throw new SfuException(
                        Refusal.MALFORMED,
                        "The path's isSender must be %s here.".formatted(publishes));
            }
            return connection;
        }
    }

    /** Serves one request. */
    public PeerConnectionResource(
            @Context ServletContext servletContext,
            @PathParam("room") String room,
            @PathParam("user") String user,
            @PathParam("peer") String peer,
            @PathParam("isSender") String isSender) {
        this.servletContext = servletContext;
        this.path = new ConnectionPath(room, user, peer, isSender);
    }

    private Sfu sfu() {
        return Attributes.get(servletContext, Sfu.class);
    }

    /** Offer in, answer out, both as base64 in JSON. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Answer negotiateJson(byte[] body) {
        Sfu sfu = sfu();
        ConnectionId connection = path.connection(sfu.idRules());
        Room room = path.open(sfu);
        JsonMembers members = JsonMembers.parse(body, "The body");
        SdpEnvelope envelope =
                SdpEnvelope.offer(
                        members.requiredString("Sdp"), sfu.config().http().bodyBytesMax());
        Optional<String> name = members.string("name").map(sfu.idRules()::name);
        return new Answer(envelope.answer(room.negotiate(connection, name, offer(envelope.sdp()))));
    }

    /** Offer in, answer out, both as they are. */
    @POST
    @Consumes(SDP)
    @Produces(SDP)
    public String negotiateSdp(byte[] body) {
        Sfu sfu = sfu();
        ConnectionId connection = path.connection(sfu.idRules());
        Room room = path.open(sfu);
        Offer offer = offer(new String(body, StandardCharsets.UTF_8));
        return room.negotiate(connection, Optional.empty(), offer);
    }

    /** What the viewer wants of a receiving connection: the whole wish. */
    @PUT
    @Path("view")
    @Consumes(MediaType.APPLICATION_JSON)
    public void view(byte[] body) {
        Sfu sfu = sfu();
        ConnectionId connection = path.connection(sfu.idRules(), false);
        Room room = path.open(sfu);
        room.view(connection, ViewJson.view(body, sfu.idRules()));
    }

    /** What the publisher says is muted. */
    @PUT
    @Path("muted")
    @Consumes(MediaType.APPLICATION_JSON)
    public void mute(byte[] body) {
        Sfu sfu = sfu();
        ConnectionId connection = path.connection(sfu.idRules(), true);
        Room room = path.open(sfu);
        room.mute(connection.user(), ViewJson.muting(body));
    }

    /** Closes the peer connection. */
    @DELETE
    public void close() {
        Sfu sfu = sfu();
        ConnectionId connection = path.connection(sfu.idRules());
        path.open(sfu).closeConnection(connection);
    }

    private static Offer offer(String sdp) {
        try {
            return Offer.parse(sdp);
        } catch (MalformedSdpException e) {
            throw new SfuException(
                    Refusal.MALFORMED, "The SDP is malformed: " + e.getMessage() + ".", e);
        } catch (UnservableOfferException e) {
            throw new SfuException(
                    Refusal.UNSERVABLE, "The offer cannot be served: " + e.getMessage() + ".", e);
        }
    }
}
