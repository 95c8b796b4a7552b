package dev.bluesky.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The application's base URI as the client sees it: a reverse proxy says so in {@code
 * X-Forwarded-Proto}, {@code -Host}, {@code -Port} and {@code -Prefix}. It shows up in {@code
 * Location} alone, so a forged header misleads nobody but its sender.
 *
 * @param base ends with the JAX-RS application's path
 */
record PublicUri(URI base) {

    private static final Logger LOG = System.getLogger(PublicUri.class.getName());

    private static final int PORT_MAX = 65_535;
    private static final Pattern SCHEME = Pattern.compile("https?");
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");

    /**
     * What the proxy's headers make of a base URI; what is not valid in them is ignored.
     *
     * @param contextPath what a forwarded prefix stands for
     */
    static PublicUri forwarded(URI base, String contextPath, HttpHeaders headers) {
        UriBuilder builder = UriBuilder.fromUri(base);
        first(headers, "X-Forwarded-Proto", SCHEME)
                .ifPresent(scheme -> builder.scheme(scheme).port(-1));
        first(headers, "X-Forwarded-Host").ifPresent(host -> hostAndPort(builder, host));
        first(headers, "X-Forwarded-Port", PORT)
                .map(Integer::valueOf)
                .filter(PublicUri::isPort)
                .ifPresent(port -> builder.port(explicit(builder, port)));
        String path = base.getPath().substring(contextPath.length());
        first(headers, "X-Forwarded-Prefix", PREFIX)
                .ifPresent(prefix -> builder.replacePath(join(prefix, path)));
        return new PublicUri(builder.build());
    }

    /** The patterns keep user names and paths out; whether it is a host, URI knows best. */
    private static void hostAndPort(UriBuilder builder, String value) {
        if (!AUTHORITY.matcher(value).matches()) {
            return;
        }
        try {
            URI authority = new URI("http://" + value).parseServerAuthority();
            if (authority.getPort() == -1 || isPort(authority.getPort())) {
                builder.host(authority.getHost()).port(authority.getPort());
            }
        } catch (URISyntaxException e) {
            LOG.log(Level.DEBUG, "a forwarded host is ignored", e);
        }
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= PORT_MAX;
    }

    /** The scheme's own port is not written. */
    private static int explicit(UriBuilder builder, int port) {
        boolean https = "https".equals(builder.build().getScheme());
        return port == (https ? 443 : 80) ? -1 : port;
    }

    private static String join(String prefix, String path) {
        return (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path;
    }

    private static Optional<String> first(HttpHeaders headers, String name, Pattern valid) {
        return first(headers, name).filter(value -> valid.matcher(value).matches());
    }

    /** Of several proxies' values the first: it is the one next to the client. */
    private static Optional<String> first(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name))
                .map(value -> value.split(",", 2)[0].trim())
                .filter(value -> !value.isEmpty());
    }

    UriBuilder builder() {
        return UriBuilder.fromUri(base);
    }
}
