package dev.bluesky.web;

import dev.bluesky.config.Config;
import dev.bluesky.sfu.Sfu;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * What browsers may do with our answers: pages load and call nothing but this server (Content
 * Security Policy Level 3), and others frame them only where the configuration says so. On every
 * answer, for a browser shows whatever it is sent.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecurityHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Of the pages: each says in itself what it needs of this, for where no header comes. */
    static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " media-src 'self' blob:; worker-src 'self'; base-uri 'none'; form-action 'none'";

    /**
     * Of the one worker that runs WebAssembly: it, and not the page that starts it, may do so. A
     * worker keeps to the policy of its own answer (Content Security Policy Level 3, 4.2.2).
     */
    static final String WORKER_POLICY =
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

    static final String WORKER = "/js/segmentation/worker.js";

    private static final String PERMISSIONS =
            "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self),"
                    + " picture-in-picture=(self), autoplay=(self), geolocation=(), payment=(), usb=()";

    private String ancestors = "";

    /** After the listeners: the configuration has been read. */
    @Override
    public void init() {
        Config.Http config = Attributes.get(getServletContext(), Sfu.class).config().http();
        ancestors = "; frame-ancestors " + frameAncestors(config);
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String policy = WORKER.equals(request.getServletPath()) ? WORKER_POLICY : PAGE_POLICY;
        response.setHeader("Content-Security-Policy", policy + ancestors);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", PERMISSIONS);
        chain.doFilter(request, response);
    }

    private static String frameAncestors(Config.Http config) {
        return config.frameAncestors().isEmpty()
                ? "'none'"
                : config.frameAncestors().stream()
                        .map(origin -> origin.equals("self") ? "'self'" : origin)
                        .collect(Collectors.joining(" "));
    }
}
