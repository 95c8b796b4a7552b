package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.SdpForm;
import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawAnswer;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls that come at the worst moment. */
class HostileTimingIT extends UnderMediaAttack {

    /** 10,000 take a minute or two: {@code -Dbluesky.joins=10000}. */
    private static final int JOINS = Integer.getInteger("bluesky.joins", 1_000);

    /** Every so many joins somebody also connects. */
    private static final int CONNECTS = 50;

    private static final int ROUNDS = 10;
    private static final long PACKET_NS = 300_000;
    private static final double LEAK_MEGABYTES_MAX = 60;

    @Override
    Map<String, String> keys() {
        return Map.of("rooms-max", "1000");
    }

    @Override
    List<String> javaOptions() {
        return List.of("-Xmx96m");
    }

    private RawPeer posted(RawOffer offer, String path) {
        RawPeer peer = new RawPeer(loop, offer);
        peer.accept(RawAnswer.parse(client().negotiate(path, SdpForm.PLAIN, offer.sdp())));
        return peer;
    }

    @Test
    void theSameOfferTwiceAtOnceIsOneConnectionWithOneAnswer() {
        RawOffer offer = RawOffer.publishing(identity());
        String path = BlueSkyClient.sdpPath(room, "twin", "twin", "true");
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<HttpResponse<String>>> calls =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            client().send(
                                                                            "POST",
                                                                            path,
                                                                            SDP,
                                                                            offer.sdp())))
                            .toList();
            List<RawAnswer> answers =
                    calls.stream().map(call -> RawAnswer.parse(call.join().body())).toList();
            assertThat(answers).extracting(RawAnswer::ice).containsOnly(answers.get(0).ice());
        }
        RawPeer twin = negotiated(new RawPeer(loop, offer), path, offer.sdp());
        connected(twin);
        assertThat(client().participants(room)).containsOnlyOnce("twin");
    }

    @Test
    void aRoomClosedDuringItsHandshakesEndsThem() {
        for (int round = 0; round < ROUNDS; round++) {
            String other = client().createRoom("mallory");
            List<RawPeer> joining =
                    IntStream.range(0, 3)
                            .mapToObj(
                                    i ->
                                            posted(
                                                    RawOffer.publishing(identity()),
                                                    BlueSkyClient.sdpPath(
                                                            other, "u" + i, "u" + i, "true")))
                            .toList();
            if (round % 2 == 0) {
                // The server has begun to shake hands with this one, at the least.
                awaitTurn(joining.get(round % 3));
            }
            client().closeRoom(other, "mallory");
            assertThat(client().tryRoom(other).statusCode()).isEqualTo(404);
            joining.forEach(RawPeer::vanish);
        }
        assertThat(client().rooms()).containsExactly(room);
    }

    @Test
    void manyJoinsAndLeavesLeaveNothingBehind() throws IOException {
        joinAndLeave(JOINS / 5);
        double before = process().residentMegabytes();
        int threads = process().threads().size();
        long startNs = System.nanoTime();
        joinAndLeave(JOINS);
        System.out.printf(
                "%d joins and leaves took %.1f s; %.0f MB resident before, %.0f MB after%n",
                JOINS, (System.nanoTime() - startNs) / 1e9, before, process().residentMegabytes());
        assertThat(client().participants(room)).containsExactlyInAnyOrder("alice", "bob");
        assertThat(process().residentMegabytes()).isLessThan(before + LEAK_MEGABYTES_MAX);
        assertThat(process().threads()).hasSizeLessThan(threads + 80);
    }

    private void joinAndLeave(int times) {
        RawOffer publishing = RawOffer.publishing(identity());
        RawOffer receiving = RawOffer.receiving(identity());
        for (int i = 0; i < times; i++) {
            boolean publishes = i % 2 == 0;
            RawOffer offer = publishes ? publishing : receiving;
            String path =
                    publishes
                            ? BlueSkyClient.sdpPath(room, "guest", "guest", "true")
                            : BlueSkyClient.sdpPath(room, "guest", "nobody", "false");
            if (i % CONNECTS == 0) {
                try (RawPeer peer = posted(offer, path)) {
                    if (i % (2 * CONNECTS) == 0) {
                        awaitTurn(peer);
                    } else {
                        connected(peer);
                    }
                }
            } else {
                client().negotiate(path, SdpForm.PLAIN, offer.sdp());
            }
            assertThat(client().send("DELETE", path, JSON, "").statusCode()).isIn(204, 404);
        }
    }

    @Test
    void connectionsThatCloseWhileMediaIsWrittenEndNobodyElses() throws Exception {
        RawPeer publisher = publisher("publisher");
        RawPeer staying = viewer("staying", "publisher");
        MediaSender sender = publisher.sender(VIDEO);
        CompletableFuture<Void> enough = new CompletableFuture<>();
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(
                        () -> {
                            while (!enough.isDone()) {
                                sendPicture(sender);
                                // Some thousand a second; faster ones only get lost on the way.
                                LockSupport.parkNanos(PACKET_NS);
                            }
                        });
        try {
            for (int round = 0; round < ROUNDS; round++) {
                RawPeer leaving = viewer("leaving", "publisher");
                Eventually.within(LIMIT, leaving::toString, () -> pictures(leaving) > 3);
                if (round % 2 == 0) {
                    client().stopReceiving(room, "leaving", "publisher");
                } else {
                    leaving.close();
                    awaitGone("leaving");
                }
            }
        } finally {
            enough.complete(null);
        }
        writing.join();
        assertFlows(publisher, staying);
    }

    @Test
    void aPublisherReplacedInTheMiddleOfAKeyFrameIsFollowedByTheOther() {
        RawPeer first = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(first, viewer);
        MediaSender sender = first.sender(VIDEO);
        RawPeer before = first;
        for (int round = 0; round < ROUNDS / 2; round++) {
            MediaSender half = before.sender(VIDEO);
            byte[] frame = keyFrame();
            // A key frame begins and its end never comes from here.
            loop.run(() -> half.send(half.sequenceNumber(), false, frame, 0, frame.length));
            RawPeer next = connected(publisher("publisher", RawOptions.DEFAULT, RawListener.NONE));
            loop.run(() -> half.send(half.sequenceNumber(), true, frame, 0, frame.length));
            assertFlows(next, viewer);
            before = next;
        }
        assertThat(sender.packets()).isPositive();
        assertThat(loop.ask(() -> viewer.reception().malformedPackets())).isZero();
    }
}
