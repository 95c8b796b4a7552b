package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.BlueSkyEntrance;
import dev.bluesky.bench.load.Entrance;
import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code java -jar bluesky.war}. */
final class BlueSky implements ServerUnderTest {
    private static final Map<String, String> KEYS =
            Map.of("native-ports", "23700-24699", "room-capacity", "5000");

    private final BlueSkyProcess process;
    private final String engine;

    private BlueSky(BlueSkyProcess process, String engine) {
        this.process = process;
        this.engine = engine;
    }

    static BlueSky start(String engine, List<String> javaOptions) throws IOException {
        return new BlueSky(
                BlueSkyProcess.startWarm(KEYS, javaOptions.toArray(String[]::new)), engine);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Entrance open() {
        return new BlueSkyEntrance(new BlueSkyClient(process.uri()), engine);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
