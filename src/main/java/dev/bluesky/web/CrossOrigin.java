package dev.bluesky.web;

import dev.bluesky.sfu.Sfu;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cross-origin requests (WHATWG Fetch, "CORS protocol"), for the origins that the configuration
 * names and no others. Credentials are never allowed: there are none.
 */
@Provider
@PreMatching
public class CrossOrigin implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ORIGIN = "Origin";
    private static final String REQUESTED_METHOD = "Access-Control-Request-Method";

    @Context private @Nullable ServletContext servletContext;

    /** Answers a preflight of an allowed origin; everything else goes its way. */
    @Override
    public void filter(ContainerRequestContext request) {
        boolean isPreflight =
                request.getMethod().equals(HttpMethod.OPTIONS)
                        && request.getHeaderString(REQUESTED_METHOD) != null;
        if (isPreflight && allowedOrigin(request).isPresent()) {
            request.abortWith(Response.noContent().build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (allowed().isEmpty()) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, ORIGIN);
        allowedOrigin(request)
                .ifPresent(
                        origin -> {
                            headers.putSingle("Access-Control-Allow-Origin", origin);
                            headers.putSingle(
                                    "Access-Control-Allow-Methods", "GET, PUT, POST, DELETE");
                            headers.putSingle(
                                    "Access-Control-Allow-Headers", "Content-Type, Accept");
                            headers.putSingle(
                                    "Access-Control-Expose-Headers", "Location, Retry-After");
                            headers.putSingle("Access-Control-Max-Age", "600");
                        });
    }

    private Optional<String> allowedOrigin(ContainerRequestContext request) {
        List<String> allowed = allowed();
        return Optional.ofNullable(request.getHeaderString(ORIGIN))
                .filter(origin -> allowed.contains(origin) || allowed.contains("*"));
    }

    private List<String> allowed() {
        return Attributes.get(servletContext, Sfu.class).config().http().corsOrigins();
    }
}
