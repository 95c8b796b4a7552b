package dev.bluesky.config;

import static dev.bluesky.config.ValueType.duration;
import static dev.bluesky.config.ValueType.integer;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Every key, declared once. */
final class Keys {
    static final Key<Integer> HTTP_PORT =
            new Key<>("http-port", "8080", ValueType.port(), "TCP port of HTTP with `java -jar`.");
    static final Key<OptionalInt> HTTPS_PORT =
            new Key<>(
                    "https-port",
                    "8443",
                    ValueType.portOrOff(),
                    "TCP port of HTTPS with `java -jar`. Browsers give camera and microphone to HTTPS pages only"
                            + " (and to `localhost`).");
    static final Key<String> BIND_ADDRESS =
            new Key<>(
                    "bind-address",
                    "0.0.0.0",
                    NetworkValues.bindAddress(),
                    "Address that HTTP and HTTPS listen on with `java -jar`; `127.0.0.1` behind a proxy on the same"
                            + " machine.");
    static final Key<String> CONTEXT_PATH =
            new Key<>(
                    "context-path",
                    "/",
                    ValueType.contextPath(),
                    "Where the application lies with `java -jar`.");
    static final Key<Path> DATA_DIRECTORY =
            new Key<>(
                    "data-directory",
                    "~/.bluesky",
                    ValueType.path(),
                    "Where the certificate of HTTPS is kept that is made at the first start.");
    static final Key<Optional<Path>> HTTPS_KEYSTORE =
            new Key<>(
                    "https-keystore",
                    "",
                    ValueType.pathOrNone(),
                    "Keystore (PKCS #12 or JKS) of your own certificate; nothing for a self-signed one.");
    static final Key<String> HTTPS_KEYSTORE_PASSWORD =
            new Key<>(
                    "https-keystore-password",
                    "",
                    ValueType.text(),
                    "Password of that keystore; never shown.",
                    true);

    static final Key<Integer> ROOMS_MAX =
            new Key<>(
                    "rooms-max",
                    "1000",
                    integer(1, 1_000_000, "rooms"),
                    "More are answered with 503.");
    static final Key<Integer> ROOM_CAPACITY =
            new Key<>(
                    "room-capacity",
                    "100",
                    integer(1, 10_000, "people"),
                    "People in one room, and the most that a request may ask for.");
    static final Key<Duration> ROOM_IDLE =
            new Key<>(
                    "room-idle",
                    "3600",
                    duration(Duration.ZERO, Duration.ofDays(30), ", 0 for never"),
                    "A room without anybody in it is closed after this time, so that forgotten rooms do not fill the"
                            + " server.");
    static final Key<Integer> ID_LENGTH_MAX =
            new Key<>(
                    "id-length-max",
                    "128",
                    integer(1, 1024, "characters"),
                    "Length of a room's or user's id.");
    static final Key<Pattern> ID_PATTERN =
            new Key<>(
                    "id-pattern",
                    "[A-Za-z0-9._~@:+=-]+",
                    ValueType.idPattern(),
                    "Alphabet of a room's or user's id: what needs no escaping in a path.");
    static final Key<Integer> NAME_LENGTH_MAX =
            new Key<>(
                    "name-length-max",
                    "64",
                    integer(1, 1024, "characters"),
                    "Length of the name shown to others.");
    static final Key<Integer> METADATA_BYTES_MAX =
            new Key<>(
                    "metadata-bytes-max",
                    "4096",
                    integer(0, 1_048_576, "bytes"),
                    "Size of a room's metadata; it is in every snapshot.");

    static final Key<Integer> BODY_BYTES_MAX =
            new Key<>(
                    "body-bytes-max",
                    "262144",
                    integer(1024, 16_777_216, "bytes"),
                    "Size of a request's body, and of what its gzip unfolds to; an offer has 5 to 50 KB.");
    static final Key<List<String>> CORS_ORIGINS =
            new Key<>(
                    "cors-origins",
                    "",
                    NetworkValues.origins(),
                    "Other sites whose pages may call this server (CORS); nothing switches it off.");
    static final Key<List<String>> FRAME_ANCESTORS =
            new Key<>(
                    "frame-ancestors",
                    "self",
                    NetworkValues.frameAncestors(),
                    "Sites whose pages may show ours inside themselves (iframe); `self` is this server's own. Theirs also"
                            + " has to allow camera and microphone (`allow` of the iframe).");
    static final Key<Boolean> FORWARDED_HEADERS =
            new Key<>(
                    "forwarded-headers",
                    "true",
                    ValueType.flag(),
                    "Whether `X-Forwarded-*` of a reverse proxy is believed for the addresses in answers; `false` when"
                            + " clients reach the server directly.");
    static final Key<Duration> EVENTS_HEARTBEAT =
            new Key<>(
                    "events-heartbeat",
                    "15",
                    duration(Duration.ofMillis(100), Duration.ofMinutes(5), ""),
                    "Keeps proxies from closing a quiet event stream, and shows who is gone.");
    static final Key<Integer> EVENT_STREAMS_MAX =
            new Key<>(
                    "event-streams-max",
                    "2000",
                    integer(0, 100_000, "streams"),
                    "Open event streams of the whole server; each holds a connection.");
    static final Key<Duration> NEGOTIATION_TIMEOUT =
            new Key<>(
                    "negotiation-timeout",
                    "10",
                    duration(Duration.ofMillis(100), Duration.ofMinutes(2), ""),
                    "How long a request waits for the engine's answer.");

    static final Key<EngineName> ENGINE =
            new Key<>(
                    "engine",
                    "forward",
                    ValueType.engine(),
                    "Media engine of rooms that do not ask for one: `forward` passes packets on as they come, `native`"
                            + " decodes and encodes for each viewer.");
    static final Key<Integer> UDP_PORT =
            new Key<>(
                    "udp-port",
                    "10000",
                    ValueType.port(),
                    "The one UDP port of the forwarding engine, for all peers; open it in the firewall.");
    static final Key<Boolean> ICE_TCP =
            new Key<>(
                    "ice-tcp",
                    "true",
                    ValueType.flag(),
                    "Whether the forwarding engine also listens on TCP, on the same port number, for clients whose"
                            + " network lets no UDP through.");
    static final Key<Integer> MEDIA_LOOPS =
            new Key<>(
                    "media-loops",
                    "0",
                    integer(0, 256, "threads, 0 for one for every two cores"),
                    "Threads of the forwarding engine that media passes, each with a socket on that port; a room is on"
                            + " one of them. A room on one of several costs some more than on a single one, and all rooms together get"
                            + " so many cores at most. Where the system has no epoll there is one.");
    static final Key<Integer> MEDIA_LOOP_SHARE =
            new Key<>(
                    "media-loop-share",
                    "60",
                    integer(0, 100, "percent of a core, 100 for never"),
                    "Once such a thread uses so much of its core, further viewers of its rooms live on another one that is"
                            + " much less busy, so that one room can use several cores; each packet goes there once more."
                            + " What remains is for when people speak and show more.");
    static final Key<Duration> MEDIA_HOLD =
            new Key<>(
                    "media-hold",
                    "2ms",
                    duration(Duration.ZERO, Duration.ofMillis(20), ", 0 for not at all"),
                    "For how long at most the forwarding engine leaves its socket alone before it reads on, and only while"
                            + " its thread uses nearly half of a core or more: it then sends in longer runs, and so carries"
                            + " more. So much later some of media arrives.");
    static final Key<Duration> WARM_UP =
            new Key<>(
                    "warm-up",
                    "10",
                    duration(Duration.ZERO, Duration.ofMinutes(5), ", 0 for not at all"),
                    "For how long at most the forwarding engine rehearses calls with itself after its start, so that the"
                            + " first callers meet code that the JVM has compiled. Meanwhile that and the JVM's compilers take"
                            + " up to two cores; no port is opened for it, and it ends as soon as somebody comes.");
    static final Key<Duration> CERTIFICATE_ROTATION =
            new Key<>(
                    "certificate-rotation",
                    "720h",
                    duration(Duration.ofMinutes(1), Duration.ofDays(365), ""),
                    "How long one DTLS certificate serves new connections of the forwarding engine; it is made at the"
                            + " start and never stored.");
    static final Key<PortRange> NATIVE_PORTS =
            new Key<>(
                    "native-ports",
                    "20000-20999",
                    ValueType.portRange(),
                    "UDP ports of the native engine, one for each peer connection; open them in the firewall.");
    static final Key<List<InetAddress>> ANNOUNCED_ADDRESSES =
            new Key<>(
                    "announced-addresses",
                    "",
                    NetworkValues.addresses(),
                    "Addresses that clients send media to; nothing for every address of this machine, loopback"
                            + " included. Set the public one behind NAT or in a container.");
    static final Key<List<String>> NATIVE_VIDEO_CODECS =
            new Key<>(
                    "native-video-codecs",
                    "VP8,H264,VP9,AV1",
                    NetworkValues.videoCodecs(),
                    "Video codecs that the native engine takes, the preferred one first.");
    static final Key<Duration> CONNECT_TIMEOUT =
            new Key<>(
                    "connect-timeout",
                    "30",
                    duration(Duration.ofMillis(100), Duration.ofHours(1), ""),
                    "A new peer connection that has not connected by then is closed.");
    static final Key<Duration> DISCONNECT_TIMEOUT =
            new Key<>(
                    "disconnect-timeout",
                    "30",
                    duration(Duration.ofMillis(100), Duration.ofHours(1), ""),
                    "A peer connection that lost its peer for so long is closed.");

    /** In the order of the documentation. */
    static final List<Key<?>> ALL =
            List.of(
                    HTTP_PORT,
                    HTTPS_PORT,
                    BIND_ADDRESS,
                    CONTEXT_PATH,
                    DATA_DIRECTORY,
                    HTTPS_KEYSTORE,
                    HTTPS_KEYSTORE_PASSWORD,
                    ROOMS_MAX,
                    ROOM_CAPACITY,
                    ROOM_IDLE,
                    ID_LENGTH_MAX,
                    ID_PATTERN,
                    NAME_LENGTH_MAX,
                    METADATA_BYTES_MAX,
                    BODY_BYTES_MAX,
                    CORS_ORIGINS,
                    FRAME_ANCESTORS,
                    FORWARDED_HEADERS,
                    EVENTS_HEARTBEAT,
                    EVENT_STREAMS_MAX,
                    NEGOTIATION_TIMEOUT,
                    ENGINE,
                    UDP_PORT,
                    ICE_TCP,
                    MEDIA_LOOPS,
                    MEDIA_LOOP_SHARE,
                    MEDIA_HOLD,
                    WARM_UP,
                    CERTIFICATE_ROTATION,
                    NATIVE_PORTS,
                    ANNOUNCED_ADDRESSES,
                    NATIVE_VIDEO_CODECS,
                    CONNECT_TIMEOUT,
                    DISCONNECT_TIMEOUT);

    private Keys() {}
}
