package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Entrance;
import dev.bluesky.bench.load.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Debian's Janus with the VideoRoom plugin, started by hand: never the service. */
final class Janus implements ServerUnderTest {
    private static final Duration START_TIME = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Program program;
    private final URI uri;
    private int rooms;

    private Janus(Program program, URI uri) {
        this.program = program;
        this.uri = uri;
    }

    /**
     * Starts it.
     *
     * @param eventLoops 0 for what Debian ships, a thread for each peer connection
     */
    static Janus start(Path folder, int eventLoops) throws IOException {
        int port = freePort();
        Path settings = configure(Program.folder(folder.resolve("janus")), port, eventLoops);
        Program program =
                Program.startMute(
                        folder.resolve("janus.log"),
                        List.of("janus", "--configs-folder=" + settings, "--debug-level=3"));
        Janus janus = new Janus(program, URI.create("http://127.0.0.1:" + port + "/janus"));
        janus.awaitStart();
        return janus;
    }

    /** It cannot choose one by itself. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path configure(Path folder, int port, int eventLoops) throws IOException {
        Path empty = Program.folder(folder.resolve("none"));
        Files.writeString(
                folder.resolve("janus.jcfg"),
                """
                general: {
                    configs_folder = "%s"
                    events_folder = "%s"
                    loggers_folder = "%s"
                    session_timeout = 0
                    event_loops = %d
                }
                nat: {
                    ice_lite = true
                    ice_enforce_list = "lo,127.0.0.1"
                }
                plugins: {
                    disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,\
                libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,\
                libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so"
                }
                transports: {
                    disable = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,\
                libjanus_rabbitmq.so,libjanus_websockets.so"
                }
                """
                        .formatted(folder, empty, empty, eventLoops));
        Files.writeString(
                folder.resolve("janus.transport.http.jcfg"),
                """
                general: { json = "compact", base_path = "/janus", http = true, port = %d, ip = "127.0.0.1", https = false }
                admin: { admin_http = false, admin_https = false }
                """
                        .formatted(port));
        Files.writeString(folder.resolve("janus.plugin.videoroom.jcfg"), "general: { }\n");
        return folder;
    }

    private void awaitStart() throws IOException {
        long end = System.nanoTime() + START_TIME.toNanos();
        while (true) {
            try {
                Calls.send("GET", URI.create(uri + "/info"), "");
                return;
            } catch (UncheckedIOException notYet) {
                if (!program.isRunning() || System.nanoTime() - end > 0) {
                    program.close();
                    throw new IOException("Janus does not start; see janus.log", notYet);
                }
            }
            java.util.concurrent.locks.LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public Entrance open() {
        rooms++;
        return new JanusRoom(uri, rooms);
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
