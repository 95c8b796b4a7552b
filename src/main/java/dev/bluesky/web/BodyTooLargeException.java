package dev.bluesky.web;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;

/** A body, or what it unfolds to, is over the limit (413). */
final class BodyTooLargeException extends ClientErrorException {

    BodyTooLargeException(int bytesMax) {
        super("The body is larger than " + bytesMax + " bytes.", Status.REQUEST_ENTITY_TOO_LARGE);
    }
}
