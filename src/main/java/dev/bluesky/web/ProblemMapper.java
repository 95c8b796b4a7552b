package dev.bluesky.web;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The one place where what went wrong becomes an HTTP answer. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    private static final int UNPROCESSABLE_CONTENT = 422;
    private static final String RETRY_AFTER_SECONDS = "10";

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof SfuException refused) {
            return refused(refused);
        }
        if (failure instanceof WebApplicationException web) {
            return web(web);
        }
        LOG.log(Level.ERROR, "a request failed", failure);
        return Problem.of(Status.INTERNAL_SERVER_ERROR, "The server failed.").response().build();
    }

    private static Response refused(SfuException refused) {
        if (refused.refusal() == Refusal.FAILED) {
            LOG.log(Level.ERROR, "a request failed", refused);
        }
        StatusType status = status(refused.refusal());
        Response.ResponseBuilder response = Problem.of(status, refused.detail()).response();
        if (status == Status.SERVICE_UNAVAILABLE
                && refused.refusal() != Refusal.ENGINE_UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    private static StatusType status(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED -> Status.BAD_REQUEST;
            case FORBIDDEN -> Status.FORBIDDEN;
            case NOT_FOUND -> Status.NOT_FOUND;
            case TAKEN -> Status.CONFLICT;
            case UNSERVABLE -> new Unprocessable();
            case AT_CAPACITY, ENGINE_UNAVAILABLE, TIMED_OUT, STOPPING -> Status.SERVICE_UNAVAILABLE;
            case FAILED -> Status.INTERNAL_SERVER_ERROR;
        };
    }

    /** 422 has no constant in JAX-RS 3.1 (RFC 9110 section 15.5.21). */
    private record Unprocessable() implements StatusType {

        @Override
        public int getStatusCode() {
            return UNPROCESSABLE_CONTENT;
        }

        @Override
        public Status.Family getFamily() {
            return Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    }

    /** JAX-RS's own: keeps its headers, such as Allow, and gives it a body. */
    private static Response web(WebApplicationException web) {
        Response original = web.getResponse();
        StatusType status = original.getStatusInfo();
        Response.ResponseBuilder response = Problem.of(status, detail(web, status)).response();
        original.getHeaders()
                .forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response.type(Problem.MEDIA_TYPE).build();
    }

    private static String detail(WebApplicationException web, StatusType status) {
        return switch (status.getStatusCode()) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method.";
            case 406 -> "This path has nothing of the types that Accept names.";
            case 415 -> "This path does not take this Content-Type; send application/json.";
            default -> String.valueOf(web.getMessage());
        };
    }
}
