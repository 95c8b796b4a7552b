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
                    "room-capacity", "5000",
                    "disconnect-timeout", "5s",
                    "connect-timeout", "10s");

    private LoadServer() {}

    static BlueSkyProcess start(LoadOptions options) throws IOException {
        Map<String, String> keys = new HashMap<>(KEYS);
        keys.putAll(options.keys());
        return BlueSkyProcess.start(keys, options.javaOptions().toArray(String[]::new));
    }
}
