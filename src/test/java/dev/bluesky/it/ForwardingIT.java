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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the forwarding engine alone does, shown with libwebrtc at both ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Picture BLUE = Picture.small(Tint.BLUE);
    private static final int JOINS = 100;

    /** All of the heap is resident from the start and little is compiled, so neither grows. */
    private static final String[] STEADY_HEAP = {
        "-Xms96m", "-Xmx96m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"
    };

    /** A connection keeps no native memory; what is left is the C library's and the compiler's. */
    private static final double GROWTH_MEGABYTES_MAX = 16;

    private BlueSkyProcess server;
    private BlueSkyClient client;

    @BeforeAll
    void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("engine", "forward"), STEADY_HEAP);
        client = new BlueSkyClient(server.uri());
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void ofAPictureInThreeSizesAViewerGetsTheLargest() {
        Picture large = new Picture(1280, 720, 15, Tint.GREEN);
        String room = client.createRoom("alice");
        try (PublishingPeer alice = PublishingPeer.inSizes(large, 440, 4, 2, 1);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(large, 440, LIMIT);
        }
        client.closeRoom(room, "alice");
    }

    @Test
    void ofAPictureInThreeSizesEachViewerGetsTheOneThatItWants() {
        Picture large = new Picture(1280, 720, 15, Tint.GREEN);
        String room = client.createRoom("alice");
        try (PublishingPeer alice = PublishingPeer.inSizes(large, 440, 4, 2, 1);
                ReceivingPeer bob = new ReceivingPeer();
                ReceivingPeer carol = new ReceivingPeer();
                ReceivingPeer dave = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            client.receive(room, "carol", "alice", carol);
            client.receive(room, "dave", "alice", dave);
            awaitSizes(large, room, bob, 180, carol, 360, dave, 720);
            awaitSizes(large, room, bob, 720, carol, 180, dave, 360);
        }
        client.closeRoom(room, "alice");
    }

    private void awaitSizes(
            Picture large,
            String room,
            ReceivingPeer bob,
            int bobs,
            ReceivingPeer carol,
            int carols,
            ReceivingPeer dave,
            int daves) {
        want(room, "bob", bobs);
        want(room, "carol", carols);
        want(room, "dave", daves);
        bob.await(inLines(large, bobs), 440, LIMIT);
        carol.await(inLines(large, carols), 440, LIMIT);
        dave.await(inLines(large, daves), 440, LIMIT);
    }

    private void want(String room, String viewer, int lines) {
        String wish = "{\"pinned\":[],\"slots\":[{\"mid\":\"1\",\"height\":%d}]}";
        client.view(room, viewer, "alice", wish.formatted(lines));
    }

    private static Picture inLines(Picture picture, int lines) {
        int width = picture.width() * lines / picture.height();
        return new Picture(width, lines, picture.framesPerSecond(), picture.tint());
    }

    @Test
    void aHundredViewersThatJoinAndLeaveDisturbNobodyAndLeaveNothing() throws IOException {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);
            joinAndLeave(room, JOINS / 5);
            ServerProcess process = new ServerProcess(server.pid());
            var portsBefore = process.udpPorts();
            double before = process.residentMegabytesTrimmed();
            joinAndLeave(room, JOINS);
            double after = process.residentMegabytesTrimmed();
            System.out.printf(
                    "resident memory: %.1f MB, %.1f MB after %d joins and leaves%n",
                    before, after, JOINS);
            assertThat(after - before).as("growth in MB").isLessThan(GROWTH_MEGABYTES_MAX);
            assertThat(process.udpPorts()).isEqualTo(portsBefore).hasSize(1);
            assertThat(client.participants(room)).isEqualTo(List.of("alice", "bob"));
            bob.await(BLUE, 440, LIMIT);
        }
        client.closeRoom(room, "alice");
    }

    /** Half of them leave by DELETE, half by going away. */
    private void joinAndLeave(String room, int joins) {
        for (int i = 0; i < joins; i++) {
            String name = "viewer-" + i;
            try (ReceivingPeer viewer = new ReceivingPeer()) {
                client.receive(room, name, "alice", viewer);
                Eventually.within(LIMIT, viewer::picture, () -> viewer.picture().frames() >= 2);
                if (i % 2 == 0) {
                    client.stopReceiving(room, name, "alice");
                }
            }
            Eventually.within(
                    LIMIT,
                    () -> client.participants(room),
                    () -> !client.participants(room).contains(name));
        }
    }
}
