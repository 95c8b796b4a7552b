package dev.bluesky.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /admin}: a page under an address that can be said on the phone. What it links to is
 * relative, and as deep as the page's own file.
 */
@WebServlet("/admin")
public class ShortAddress extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(request.getServletPath() + ".html").forward(request, response);
    }
}
