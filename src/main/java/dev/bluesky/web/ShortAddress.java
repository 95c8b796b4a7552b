package dev.bluesky.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /admin} and {@code /test}: pages under an address that can be said on the phone. What they
 * link to is relative, and as deep as the page's own file.
 */
@WebServlet({"/admin", "/test"})
public class ShortAddress extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(request.getServletPath() + ".html").forward(request, response);
    }
}
