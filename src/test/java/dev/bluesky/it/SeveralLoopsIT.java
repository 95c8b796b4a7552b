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

/** Rooms on two loops of one port: to which of them the system gives a datagram does not matter. */
class SeveralLoopsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LEAST_ROOMS = 4;

    /** The system chooses who reads which socket: by then no loop is left out. */
    private static final int MOST_ROOMS = 16;

    private static final int VIEWERS = 4;

    private static final int TICKS_PER_FRAME = 3000;
    private static final byte[] KEY_FRAME = UnderMediaAttack.keyFrame();

    private final DtlsCertificate certificate =
            DtlsCertificate.generate(Instant.now(), Duration.ofDays(1));
    private final RawLoop loop = new RawLoop("raw");
    private final List<RawPeer> peers = new ArrayList<>();
    private final List<RoomOfOnePublisher> rooms = new ArrayList<>();
    private BlueSkyProcess server;
    private BlueSkyClient client;

    @BeforeEach
    void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("media-loops", "2", "engine", "forward"));
        client = new BlueSkyClient(server.uri());
    }

    @AfterEach
    void stop() throws IOException {
        peers.forEach(RawPeer::close);
        loop.close();
        server.close();
    }

    /** Somebody whom all others see, the last of them over TCP. */
    private final class RoomOfOnePublisher {
        private final String id = client.createRoom("alice");
        private final RawPeer alice = peer("alice", true, RawOptions.DEFAULT);
        private final List<RawPeer> viewers = new ArrayList<>();
        private int timestamp;

        RoomOfOnePublisher() {
            for (int i = 1; i < VIEWERS; i++) {
                viewers.add(peer("viewer" + i, false, RawOptions.DEFAULT));
            }
            viewers.add(peer("viewer" + VIEWERS, false, RawOptions.TCP));
            alice.awaitConnected(LIMIT);
            viewers.forEach(viewer -> viewer.awaitConnected(LIMIT));
        }

        private RawPeer peer(String user, boolean publishes, RawOptions options) {
            RawIdentity identity = RawIdentity.with(certificate);
            RawOffer offer =
                    publishes ? RawOffer.publishing(identity) : RawOffer.receiving(identity);
            RawPeer peer = new RawPeer(loop, offer, options, RawListener.NONE);
            peers.add(peer);
            String path = BlueSkyClient.sdpPath(id, user, "alice", Boolean.toString(publishes));
            peer.accept(RawAnswer.parse(client.negotiate(path, SdpForm.PLAIN, offer.sdp())));
            return peer;
        }

        /** Pictures go out until everybody has some more. */
        void assertFlows() {
            MediaSender sender = alice.sender("1");
            List<Long> before = viewers.stream().map(viewer -> packets(viewer)).toList();
            Eventually.within(
                    LIMIT,
                    () -> id + ": " + viewers,
                    () -> {
                        timestamp += TICKS_PER_FRAME;
                        loop.run(
                                () -> sender.send(timestamp, true, KEY_FRAME, 0, KEY_FRAME.length));
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
    }

    private long packets(RawPeer viewer) {
        return loop.ask(
                () ->
                        viewer.reception().streams().stream()
                                .mapToLong(ReceivedStream::packets)
                                .sum());
    }

    private long counter(String name) {
        JsonObject counters = client.statistics(rooms.get(0).id).getJsonObject("engineCounters");
        return counters.containsKey(name) ? counters.getJsonNumber(name).longValue() : 0;
    }

    private boolean bothHandOver() {
        return counter("loop-1.handed-over") > 0 && counter("loop-2.handed-over") > 0;
    }

    private void assertCounted(String name, long atLeast) {
        Eventually.within(LIMIT, () -> name, () -> counter(name) >= atLeast);
    }

    @Test
    void mediaFlowsInRoomsOfBothLoopsWhicheverReadsIt() throws IOException {
        while (rooms.size() < LEAST_ROOMS || !bothHandOver()) {
            assertThat(rooms.size()).isLessThan(MOST_ROOMS);
            RoomOfOnePublisher room = new RoomOfOnePublisher();
            rooms.add(room);
            room.assertFlows();
        }
        rooms.forEach(RoomOfOnePublisher::assertFlows);

        assertCounted("loop.handed-over", 1);
        for (String each : List.of("loop-1", "loop-2")) {
            assertCounted(each + ".rooms", 1);
            assertCounted(each + ".peers", 1 + VIEWERS);
            assertCounted(each + ".datagrams-in", 1);
            assertCounted(each + ".datagrams-out", 1);
            assertCounted(each + ".handed-over", 1);
        }
        assertThat(counter("demux.peers")).isEqualTo(rooms.size() * (1L + VIEWERS));
        assertThat(counter("loop.handover-full")).isZero();
        assertThat(counter("loop.faults")).isZero();
        assertThat(new ServerProcess(server.pid()).udpPorts()).hasSize(1);
    }
}
