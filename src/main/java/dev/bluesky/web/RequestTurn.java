package dev.bluesky.web;

import dev.bluesky.sfu.RequestTurns;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * However a request ends, also where nothing answers it: the turn that it took once its body was
 * there ({@link RequestBody}) is another's.
 */
@WebFilter(urlPatterns = "/webrtc/*", asyncSupported = true)
public class RequestTurn extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            RequestTurns.giveBack();
        }
    }
}
