package dev.bluesky.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.StatusType;

/**
 * A problem (RFC 9457), with the member {@code error} of the original.
 *
 * @param type always {@code about:blank}: the status says what kind it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail one sentence for the person at the other end
 * @param error the same
 */
public record Problem(String type, String title, int status, String detail, String error) {

    /** The media type of problems in JSON. */
    static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    static Problem of(StatusType status, String detail) {
        return new Problem(
                "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, detail);
    }

    /** The answer. The entity is text already, so that no other provider has a say in it. */
    Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(JsonbProvider.jsonb().toJson(this));
    }
}
