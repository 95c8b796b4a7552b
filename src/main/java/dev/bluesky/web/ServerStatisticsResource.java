package dev.bluesky.web;

import dev.bluesky.config.Config;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.stats.MachineLoad;
import dev.bluesky.web.ServerStatisticsJson.LimitsJson;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** {@code /webrtc/statistics}: the whole server, for whoever runs it. */
@Path("statistics")
@Produces(MediaType.APPLICATION_JSON)
public class ServerStatisticsResource {

    private final ServletContext servletContext;

    /** Serves one request. */
    public ServerStatisticsResource(@Context ServletContext servletContext) {
        this.servletContext = servletContext;
    }

    /** Rooms, people, load and drops of this moment, or up to a second before. */
    @GET
    public ServerStatisticsJson get() {
        Sfu sfu = Attributes.get(servletContext, Sfu.class);
        EventStreams streams = Attributes.get(servletContext, EventStreams.class);
        return ServerStatisticsJson.of(
                sfu.statistics(), MachineLoad.now(), limits(sfu.config()), streams.count());
    }

    private static LimitsJson limits(Config config) {
        return new LimitsJson(
                config.rooms().roomsMax(),
                config.rooms().roomCapacity(),
                config.http().eventStreamsMax());
    }
}
