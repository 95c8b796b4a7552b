package dev.bluesky.web;

import dev.bluesky.sfu.Sfu;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads no more of a body than the configuration allows: refuses by its announced length, or cuts.
 */
@Provider
@PreMatching
public class BodyLimit implements ContainerRequestFilter {

    @Context private @Nullable ServletContext servletContext;

    @Override
    public void filter(ContainerRequestContext request) {
        int bytesMax = Attributes.get(servletContext, Sfu.class).config().http().bodyBytesMax();
        if (announced(request) > bytesMax) {
            throw new BodyTooLargeException(bytesMax);
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Limited(request.getEntityStream(), bytesMax));
        }
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

    private static final class Limited extends FilterInputStream {

        private final int bytesMax;
        private int left;

        Limited(InputStream in, int bytesMax) {
            super(in);
            this.bytesMax = bytesMax;
            this.left = bytesMax;
        }

        @Override
        public int read() {
            try {
                int b = super.read();
                count(b < 0 ? 0 : 1);
                return b;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                int count = super.read(buffer, offset, length);
                count(Math.max(count, 0));
                return count;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        /** A client that stalls or hangs up is no failure of the server. */
        private static BadRequestException unreadable(IOException e) {
            return new BadRequestException("The body did not arrive.", e);
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new BodyTooLargeException(bytesMax);
            }
        }
    }
}
