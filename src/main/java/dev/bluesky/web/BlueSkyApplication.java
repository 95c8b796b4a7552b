package dev.bluesky.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The JAX-RS application: every resource and provider, listed. */
@ApplicationPath("webrtc")
public class BlueSkyApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                RoomsResource.class,
                RoomResource.class,
                ParticipantResource.class,
                PeerConnectionResource.class,
                EventsResource.class,
                StatisticsResource.class,
                ServerStatisticsResource.class,
                QrCodeResource.class,
                JsonbProvider.class,
                RequestBody.class,
                DefaultContentType.class,
                CrossOrigin.class,
                NoStore.class,
                ProblemMapper.class);
    }

    /** No WADL, and OPTIONS answers with Allow alone. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
