package dev.bluesky.web;

import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.sfu.UserId;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /webrtc/room/{room}/statistics}: everything that is counted in a room. */
@Path("room/{room}/statistics")
@Produces(MediaType.APPLICATION_JSON)
public class StatisticsResource {

    /** A connection takes some kilobytes. */
    static final int CONNECTIONS_MAX = 1000;

    private final ServletContext servletContext;

    /** Serves one request. */
    public StatisticsResource(@Context ServletContext servletContext) {
        this.servletContext = servletContext;
    }

    /**
     * The statistics of this moment, or up to a second before.
     *
     * @param user whose connections alone; everybody's without it
     */
    @GET
    public StatisticsJson get(
            @PathParam("room") String room, @QueryParam("user") @Nullable String user) {
        Sfu sfu = Attributes.get(servletContext, Sfu.class);
        Room open = sfu.room(sfu.idRules().roomId(room));
        Optional<UserId> whose = Optional.ofNullable(user).map(sfu.idRules()::userId);
        return StatisticsJson.of(open.statistics(whose, CONNECTIONS_MAX), open.engineCounters());
    }
}
