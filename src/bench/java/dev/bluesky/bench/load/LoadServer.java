package dev.bluesky.bench.load;

import dev.bluesky.it.BlueSkyProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The server under load: the shipped WAR as a process of its own, with room for everybody. */
final class LoadServer {
    private static final Map<String, String> KEYS =
            Map.of(
                    "udp-port", "0",
                    "native-ports", "23700-24699",
                    "room-capacity", "5000");

    /** Of a soak: who vanished is forgotten soon, so that what it held can be missed. */
    private static final Map<String, String> FORGETFUL =
            Map.of("disconnect-timeout", "5s", "connect-timeout", "10s");

    private LoadServer() {}

    static BlueSkyProcess start(LoadOptions options) throws IOException {
        Map<String, String> keys = new HashMap<>(KEYS);
        if (!options.soak().isZero()) {
            keys.putAll(FORGETFUL);
        }
        keys.putAll(options.keys());
        return BlueSkyProcess.startWarm(keys, options.javaOptions().toArray(String[]::new));
    }
}
