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
import java.util.OptionalInt;

/** The one place where what went wrong becomes an HTTP answer. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    /** RFC 9110 section 15.5.21; it has no constant in JAX-RS 3.1. */
    private static final StatusType UNPROCESSABLE = new ClientError(422, "Unprocessable Content");

    /** RFC 4918 section 11.3. */
    private static final StatusType LOCKED = new ClientError(423, "Locked");

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
        retryAfterSeconds(refused.refusal())
                .ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        return response.build();
    }

    private static OptionalInt retryAfterSeconds(Refusal refusal) {
        return switch (refusal) {
            case TOO_MANY -> OptionalInt.of(1);
            case AT_CAPACITY, TIMED_OUT, STOPPING -> OptionalInt.of(10);
            default -> OptionalInt.empty();
        };
    }

    private static StatusType status(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED -> Status.BAD_REQUEST;
            case FORBIDDEN -> Status.FORBIDDEN;
            case NOT_FOUND -> Status.NOT_FOUND;
            case TAKEN -> Status.CONFLICT;
            case LOCKED -> LOCKED;
            case UNSERVABLE -> UNPROCESSABLE;
            case TOO_MANY -> Status.TOO_MANY_REQUESTS;
            case AT_CAPACITY, ENGINE_UNAVAILABLE, TIMED_OUT, STOPPING -> Status.SERVICE_UNAVAILABLE;
            case FAILED -> Status.INTERNAL_SERVER_ERROR;
        };
    }

    private record ClientError(int getStatusCode, String getReasonPhrase) implements StatusType {

        @Override
        public Status.Family getFamily() {
            return Status.Family.CLIENT_ERROR;
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
