package dev.bluesky.web;

import dev.bluesky.sfu.Sfu;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
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
        if (request.getLength() > bytesMax) {
            throw new BodyTooLargeException(bytesMax);
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Limited(request.getEntityStream(), bytesMax));
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
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new BodyTooLargeException(bytesMax);
            }
        }
    }
}
