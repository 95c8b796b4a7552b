package dev.bluesky.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Says in the form of the application's own errors (RFC 9457, with the member {@code error}) what
 * Tomcat refuses itself, in place of its HTML pages. It repeats nothing of the request and does not
 * tell the server's version.
 */
public final class ProblemReportValve extends ErrorReportValve {
    private record Problem(String title, String detail) {}

    private static final Problem OTHER =
            new Problem("Error", "The server does not serve this request.");

    private static final Map<Integer, Problem> PROBLEMS =
            Map.of(
                    400, new Problem("Bad Request", "The server cannot read this request."),
                    403, new Problem("Forbidden", "This address is not for the public."),
                    404, new Problem("Not Found", "There is nothing at this address."),
                    405,
                            new Problem(
                                    "Method Not Allowed",
                                    "This address does not take this method."),
                    413, new Problem("Content Too Large", "The body is too large."),
                    414, new Problem("URI Too Long", "The address is too long."),
                    431,
                            new Problem(
                                    "Request Header Fields Too Large",
                                    "The headers are too large."),
                    500,
                            new Problem(
                                    "Internal Server Error",
                                    "The server failed; its log says why."),
                    501, new Problem("Not Implemented", "The server does not know this method."),
                    503, new Problem("Service Unavailable", "The server is starting or stopping."));

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setContentType("application/problem+json");
        byte[] body = body(status).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the client is gone before its error " + status, e);
        }
    }

    static String body(int status) {
        Problem problem = PROBLEMS.getOrDefault(status, OTHER);
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"error\":\"%s\"}"
                .formatted(problem.title(), status, problem.detail(), problem.detail());
    }
}
