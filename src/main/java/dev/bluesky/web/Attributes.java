package dev.bluesky.web;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/** The application-scoped objects: attributes of the servlet context under their class's name. */
final class Attributes {

    private Attributes() {}

    /**
     * The one instance of a type.
     *
     * @throws ServiceUnavailableException if the application is not started, or stopped already
     */
    static <T> T get(@Nullable ServletContext context, Class<T> type) {
        Object value = context == null ? null : context.getAttribute(type.getName());
        if (!type.isInstance(value)) {
            throw new ServiceUnavailableException("The server is not running.");
        }
        return type.cast(value);
    }
}
