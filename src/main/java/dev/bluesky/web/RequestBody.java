package dev.bluesky.web;

import dev.bluesky.sfu.RequestTurns;
import dev.bluesky.sfu.Sfu;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request, and no more than the configuration allows: it refuses by the
 * announced length, or by what has come. What the request asks is computed when its turn comes, and
 * the turn is over when the answer is written: nobody waits for a client that sends or reads
 * slowly.
 */
@Provider
@PreMatching
public class RequestBody implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Context private @Nullable ServletContext servletContext;

    @Override
    public void filter(ContainerRequestContext request) {
        Sfu sfu = Attributes.get(servletContext, Sfu.class);
        int bytesMax = sfu.config().http().bodyBytesMax();
        if (announced(request) > bytesMax) {
            throw new BodyTooLargeException(bytesMax);
        }
        if (request.hasEntity()) {
            request.setEntityStream(new ByteArrayInputStream(read(request, bytesMax)));
        }
        if (!SAFE.contains(request.getMethod())) {
            var unused = sfu.requestTurns().take();
        }
    }

    /** Before the answer is written. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RequestTurns.giveBack();
    }

    /** Bytes; Jersey's own getLength fails on what is no int. */
    private static long announced(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            throw new BadRequestException("The header Content-Length is not a number.", e);
        }
    }

    private static byte[] read(ContainerRequestContext request, int bytesMax) {
        byte[] body;
        try {
            body = request.getEntityStream().readNBytes(bytesMax + 1);
        } catch (IOException e) {
            // A client that stalls or hangs up is no failure of the server.
            throw new BadRequestException("The body did not arrive.", e);
        }
        if (body.length > bytesMax) {
            throw new BodyTooLargeException(bytesMax);
        }
        return body;
    }
}
