package dev.bluesky.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Everything that may be set, valid and immutable. Defaults and reasons: {@link Keys}; how it is
 * read: {@link ConfigReader}.
 */
public record Config(Server server, Rooms rooms, Http http, Media media) {

    /** The defaults, as on a machine where nothing is set. */
    public static Config defaults() {
        return ConfigReader.read(
                Map.of("user.home", System.getProperty("user.home", ".")), Map.of());
    }

    /**
     * What {@code java -jar} listens on. An existing Tomcat or Payara has its own settings for
     * these and uses the data directory only.
     *
     * @param httpPort 0 for any free one
     * @param httpsPort 0 for any free one, empty for no HTTPS
     * @param bindAddress a literal address, or {@code localhost}
     * @param contextPath {@code /}, or {@code /name} without a slash at the end
     * @param httpsKeystore empty for the certificate that is made at the first start
     */
    public record Server(
            int httpPort,
            OptionalInt httpsPort,
            String bindAddress,
            String contextPath,
            Path dataDirectory,
            Optional<Path> httpsKeystore,
            String httpsKeystorePassword) {

        /** Without the password: this ends up in logs. */
        @Override
        public String toString() {
            return "Server[httpPort=%d, httpsPort=%s, bindAddress=%s, contextPath=%s, dataDirectory=%s, httpsKeystore=%s]"
                    .formatted(
                            httpPort,
                            httpsPort,
                            bindAddress,
                            contextPath,
                            dataDirectory,
                            httpsKeystore);
        }
    }

    /**
     * The limits of rooms, people and names.
     *
     * @param roomIdle how long a room without anybody in it stays; zero for ever
     * @param idLengthMax characters of a room's or user's id
     * @param idPattern what a whole id must match
     * @param nameLengthMax characters of a shown name
     * @param metadataBytesMax bytes of a room's metadata, as JSON in UTF-8
     */
    public record Rooms(
            int roomsMax,
            int roomCapacity,
            Duration roomIdle,
            int idLengthMax,
            Pattern idPattern,
            int nameLengthMax,
            int metadataBytesMax) {}

    /**
     * How requests are answered.
     *
     * @param bodyBytesMax bytes of a request's body, and of what its gzip unfolds to
     * @param corsOrigins origins of other sites that may call, or the one entry {@code *}; empty
     *     for none
     * @param frameAncestors origins whose pages may frame ours, {@code self} among them, or the one
     *     entry {@code *}; empty for none
     * @param forwardedHeaders whether {@code X-Forwarded-*} of a reverse proxy is believed
     * @param eventStreamsMax open event streams of the whole server
     * @param negotiationTimeout how long a request waits for the engine's answer
     */
    public record Http(
            int bodyBytesMax,
            List<String> corsOrigins,
            List<String> frameAncestors,
            boolean forwardedHeaders,
            Duration eventsHeartbeat,
            int eventStreamsMax,
            Duration negotiationTimeout) {
        public Http {
            corsOrigins = List.copyOf(corsOrigins);
            frameAncestors = List.copyOf(frameAncestors);
        }
    }

    /**
     * How media flows.
     *
     * @param engine of rooms that do not ask for one
     * @param udpPort the one port of the forwarding engine
     * @param iceTcp whether that engine also listens on TCP, on the same port number
     * @param mediaLoops threads of that engine that media passes; 0 for one for every two cores
     * @param mediaLoopShare percent of a core that such a thread may use before further viewers of
     *     its rooms live on another one that is much less busy; 100 for never
     * @param mediaHold for how long at most such a thread waits, under load, for more to do at
     *     once; zero for not at all
     * @param warmUp for how long at most that engine rehearses calls after its start; zero for not
     *     at all
     * @param certificateRotation how long a DTLS certificate of that engine serves new connections
     * @param nativePorts the UDP ports of the native engine, one for each peer connection
     * @param announcedAddresses what candidates say; empty for every address of this machine,
     *     loopback included
     * @param nativeVideoCodecs names as in SDP, the preferred one first
     * @param connectTimeout until a new peer connection that does not connect is closed
     * @param disconnectTimeout until a peer connection that lost its peer is closed
     */
    public record Media(
            EngineName engine,
            int udpPort,
            boolean iceTcp,
            int mediaLoops,
            int mediaLoopShare,
            Duration mediaHold,
            Duration warmUp,
            Duration certificateRotation,
            PortRange nativePorts,
            List<InetAddress> announcedAddresses,
            List<String> nativeVideoCodecs,
            Duration connectTimeout,
            Duration disconnectTimeout) {
        public Media {
            announcedAddresses = List.copyOf(announcedAddresses);
            nativeVideoCodecs = List.copyOf(nativeVideoCodecs);
        }
    }
}
