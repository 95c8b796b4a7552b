package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.SdpForm;
import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawAnswer;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawLoop;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.ReceivedStream;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One room whose viewers live on two loops, over real sockets. */
class SplitRoomIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LEAST_VIEWERS = 6;

    /** Which loop is less busy is measured: by then no loop is left out. */
    private static final int MOST_VIEWERS = 40;

    private static final int TICKS_PER_FRAME = 3000;
    private static final byte[] KEY_FRAME = UnderMediaAttack.keyFrame();

    private final DtlsCertificate certificate =
            DtlsCertificate.generate(Instant.now(), Duration.ofDays(1));
    private final RawLoop loop = new RawLoop("raw");
    private final List<RawPeer> peers = new ArrayList<>();
    private final List<RawPeer> viewers = new ArrayList<>();
    private BlueSkyProcess server;
    private BlueSkyClient client;
    private String room;
    private RawPeer alice;
    private int timestamp;

    @BeforeEach
    void start() throws IOException {
        server =
                BlueSkyProcess.start(
                        Map.of("media-loops", "2", "media-loop-share", "0", "engine", "forward"));
        client = new BlueSkyClient(server.uri());
        room = client.createRoom("alice");
        alice = peer("alice", true, RawOptions.DEFAULT);
        alice.awaitConnected(LIMIT);
    }

    @AfterEach
    void stop() throws IOException {
        peers.forEach(RawPeer::close);
        loop.close();
        server.close();
    }

    private RawPeer peer(String user, boolean publishes, RawOptions options) {
        RawIdentity identity = RawIdentity.with(certificate);
        RawOffer offer = publishes ? RawOffer.publishing(identity) : RawOffer.receiving(identity);
        RawPeer peer = new RawPeer(loop, offer, options, RawListener.NONE);
        peers.add(peer);
        String path = BlueSkyClient.sdpPath(room, user, "alice", Boolean.toString(publishes));
        peer.accept(RawAnswer.parse(client.negotiate(path, SdpForm.PLAIN, offer.sdp())));
        return peer;
    }

    /** Each third one over TCP, which the first loop alone takes. */
    private void addViewer() {
        int number = viewers.size();
        RawOptions options = number % 3 == 2 ? RawOptions.TCP : RawOptions.DEFAULT;
        RawPeer viewer = peer("viewer" + number, false, options);
        viewers.add(viewer);
        viewer.awaitConnected(LIMIT);
    }

    /** Pictures go out until everybody has some more. */
    private void assertFlows() {
        MediaSender sender = alice.sender("1");
        List<Long> before = viewers.stream().map(this::packets).toList();
        Eventually.within(
                LIMIT,
                () -> viewers.toString(),
                () -> {
                    timestamp += TICKS_PER_FRAME;
                    loop.run(() -> sender.send(timestamp, true, KEY_FRAME, 0, KEY_FRAME.length));
                    return haveMoreThan(before);
                });
    }

    private boolean haveMoreThan(List<Long> before) {
        for (int i = 0; i < before.size(); i++) {
            if (packets(viewers.get(i)) <= before.get(i) + 2) {
                return false;
            }
        }
        return true;
    }

    private long packets(RawPeer viewer) {
        return loop.ask(
                () ->
                        viewer.reception().streams().stream()
                                .mapToLong(ReceivedStream::packets)
                                .sum());
    }

    private long counter(String name) {
        JsonObject counters = client.statistics(room).getJsonObject("engineCounters");
        return counters.containsKey(name) ? counters.getJsonNumber(name).longValue() : 0;
    }

    private boolean isSplit() {
        return counter("loop-1.peers") > 0 && counter("loop-2.peers") > 0;
    }

    @Test
    void theViewersOfOneRoomLiveOnBothLoopsAndAllSeeThePicture() throws IOException {
        while (viewers.size() < LEAST_VIEWERS || !isSplit()) {
            assertThat(viewers.size()).isLessThan(MOST_VIEWERS);
            addViewer();
        }
        assertFlows();

        Eventually.within(LIMIT, () -> "relayed", () -> counter("loop.relayed") > 0);
        assertThat(counter("demux.peers")).isEqualTo(1L + viewers.size());
        assertThat(counter("loop-1.rooms") + counter("loop-2.rooms")).isOne();

        viewers.remove(0).close();
        assertFlows();
        assertThat(counter("loop.relay-full")).isZero();
        assertThat(counter("loop.handover-full")).isZero();
        assertThat(counter("loop.faults")).isZero();
    }
}
