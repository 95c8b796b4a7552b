package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Connections that come and go for weeks must not fill the server's memory. */
class NativeMemoryIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Picture BLUE = Picture.small(Tint.BLUE);
    private static final int WARM_UP_CALLS = 50;
    private static final int CALLS = 100;

    /** All of the heap is resident from the start, so what grows is not the heap. */
    private static final String[] STEADY_HEAP = {
        "-Xms96m", "-Xmx96m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"
    };

    /**
     * A connection whose native side is not released costs 0.05 to 0.2 MB, 200 of them 10 to 40 MB.
     */
    private static final double GROWTH_MEGABYTES_MAX = 8;

    @Test
    void twoHundredConnectionsOpenedAndClosedLeaveResidentMemoryFlat() throws IOException {
        try (BlueSkyProcess server =
                BlueSkyProcess.start(Map.of("native-ports", "23000-23099"), STEADY_HEAP)) {
            BlueSkyClient client = new BlueSkyClient(server.uri());
            ServerProcess process = new ServerProcess(server.pid());
            double start = process.residentMegabytes();
            call(client, WARM_UP_CALLS);
            double before = process.residentMegabytes();
            call(client, CALLS / 2);
            double middle = process.residentMegabytes();
            call(client, CALLS / 2);
            double after = process.residentMegabytes();
            System.out.printf(
                    "resident memory: %.1f MB at the start, %.1f after %d connections, %.1f %.1f after %d more%n",
                    start, before, 2 * WARM_UP_CALLS, middle, after, 2 * CALLS);
            assertThat(after - before).as("growth in MB").isLessThan(GROWTH_MEGABYTES_MAX);
            assertThat(process.udpPorts()).isEmpty();
        }
    }

    /**
     * Each call is two connections with media; half of them end by DELETE, half with their room.
     */
    private static void call(BlueSkyClient client, int calls) {
        for (int call = 0; call < calls; call++) {
            String room = client.createRoom("alice");
            try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                    ReceivingPeer bob = new ReceivingPeer()) {
                client.publish(room, "alice", alice);
                client.receive(room, "bob", "alice", bob);
                Eventually.within(LIMIT, bob::picture, () -> bob.picture().frames() >= 3);
                if (call % 2 == 0) {
                    client.stopReceiving(room, "bob", "alice");
                    client.unpublish(room, "alice");
                }
                client.closeRoom(room, "alice");
            }
        }
    }
}
