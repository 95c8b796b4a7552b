package dev.bluesky.web;

import dev.bluesky.config.EngineName;
import dev.bluesky.sfu.IdRules;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.RoomId;
import dev.bluesky.sfu.RoomRequest;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.sfu.SfuException;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code /webrtc/room}: all rooms. */
@Path("room")
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {

    private final ServletContext servletContext;

    /** Serves one request. */
    public RoomsResource(@Context ServletContext servletContext) {
        this.servletContext = servletContext;
    }

    private Sfu sfu() {
        return Attributes.get(servletContext, Sfu.class);
    }

    /** The ids of all rooms. */
    @GET
    public List<String> list() {
        return sfu().roomIds().stream().map(RoomId::value).toList();
    }

    /** Creates a room. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Sfu sfu = sfu();
        Room room = sfu.create(request(sfu, JsonMembers.parse(body, "The body")));
        URI location =
                publicUri(sfu, uri, headers)
                        .builder()
                        .path(RoomResource.class)
                        .build(room.id().value());
        return Response.created(location).entity(Map.of("id", room.id().value())).build();
    }

    private PublicUri publicUri(Sfu sfu, UriInfo uri, HttpHeaders headers) {
        return sfu.config().http().forwardedHeaders()
                ? PublicUri.forwarded(uri.getBaseUri(), servletContext.getContextPath(), headers)
                : new PublicUri(uri.getBaseUri());
    }

    private static RoomRequest request(Sfu sfu, JsonMembers body) {
        IdRules rules = sfu.idRules();
        return new RoomRequest(
                rules.userId(body.requiredString("user_id")),
                body.string("id").map(rules::roomId),
                body.integer("capacity"),
                body.string("engine").map(RoomsResource::engine),
                metadata(sfu, body));
    }

    private static EngineName engine(String label) {
        return EngineName.of(label)
                .orElseThrow(
                        () ->
                                new SfuException(
                                        Refusal.MALFORMED,
                                        "The engine must be one of " + EngineName.labels() + "."));
    }

    private static String metadata(Sfu sfu, JsonMembers body) {
        String metadata = body.jsonObject("metadata").map(Object::toString).orElse("{}");
        int bytesMax = sfu.config().rooms().metadataBytesMax();
        if (metadata.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            throw new SfuException(
                    Refusal.MALFORMED, "The metadata is larger than " + bytesMax + " bytes.");
        }
        return metadata;
    }
}
