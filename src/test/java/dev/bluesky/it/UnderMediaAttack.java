package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.SdpForm;
import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawAnswer;
import dev.bluesky.it.raw.RawCandidate;
import dev.bluesky.it.raw.RawCodec;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawLoop;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.ReceivedStream;
import jakarta.json.JsonObject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** Peers of whose bytes the test has every one, beside the innocent call. */
abstract class UnderMediaAttack extends UnderAttack {
    static final String VIDEO = "1";

    /** A key frame of 320 to 180 (RFC 7741 section 4, RFC 6386 section 9.1), and some bytes. */
    private static final byte[] KEY_FRAME = {
        0x10, 0x50, 0, 0, (byte) 0x9D, 1, 0x2A, 0x40, 1, (byte) 0xB4, 0, 7, 7, 7
    };

    private static final int TICKS_PER_FRAME = 3000;

    /** What many packets may add to the log: the lines of the requests beside them. */
    private static final int LINES_MAX = 40;

    private final DtlsCertificate certificate =
            DtlsCertificate.generate(Instant.now(), Duration.ofDays(1));
    final RawLoop loop = new RawLoop("raw");
    private final List<RawPeer> peers = new ArrayList<>();
    private final Set<String> paths = new LinkedHashSet<>();
    private int timestamp;

    @AfterEach
    void theOthersLeave() {
        peers.forEach(RawPeer::close);
        peers.clear();
        for (String path : paths) {
            assertThat(client().send("DELETE", path, JSON, "").statusCode()).isIn(204, 404);
        }
        paths.clear();
    }

    @AfterAll
    void endTheLoop() {
        loop.close();
    }

    RawIdentity identity() {
        return RawIdentity.with(certificate);
    }

    /** Somebody who publishes opus and VP8, if he is let. */
    RawPeer publisher(String user, RawOptions options, RawListener listener) {
        return publisher(user, RawOffer.publishing(identity()), options, listener);
    }

    RawPeer publisher(String user, RawOffer offer, RawOptions options, RawListener listener) {
        return negotiated(
                new RawPeer(loop, offer, options, listener),
                BlueSkyClient.sdpPath(room, user, user, "true"),
                offer.sdp());
    }

    /** As browsers do. */
    RawPeer publisher(String user) {
        return connected(publisher(user, RawOptions.DEFAULT, RawListener.NONE));
    }

    RawPeer viewer(String user, String of, RawOptions options, RawListener listener) {
        RawOffer offer = RawOffer.receiving(identity());
        return negotiated(
                new RawPeer(loop, offer, options, listener),
                BlueSkyClient.sdpPath(room, user, of, "false"),
                offer.sdp());
    }

    /** As browsers do. */
    RawPeer viewer(String user, String of) {
        return connected(viewer(user, of, RawOptions.DEFAULT, RawListener.NONE));
    }

    static RawPeer connected(RawPeer peer) {
        peer.awaitConnected(LIMIT);
        return peer;
    }

    /** The text may be another than the peer's own offer. */
    RawPeer negotiated(RawPeer peer, String path, String offer) {
        peers.add(peer);
        paths.add(path);
        peer.accept(RawAnswer.parse(client().negotiate(path, SdpForm.PLAIN, offer)));
        return peer;
    }

    /** Where the engine listens. */
    static InetSocketAddress address(RawPeer peer) {
        return peer.answer().candidate(RawCandidate.Protocol.UDP).orElseThrow().address();
    }

    /** Waits until the server has answered a check, and so done with all that was sent before. */
    static void awaitTurn(RawPeer peer) {
        // Not any answer: one to an earlier check may still be on its way.
        long before = peer.latestCheck();
        Eventually.within(
                LIMIT,
                peer::toString,
                () -> {
                    peer.check();
                    return peer.newestCheckAnswered() > before;
                });
    }

    /** Sends a small key frame. */
    void sendPicture(MediaSender sender) {
        timestamp += TICKS_PER_FRAME;
        loop.run(() -> sender.send(timestamp, true, KEY_FRAME, 0, KEY_FRAME.length));
    }

    static byte[] keyFrame() {
        return KEY_FRAME.clone();
    }

    /** Whatever was sent before: what the publisher sends now reaches the viewer. */
    void assertFlows(RawPeer publisher, RawPeer viewer) {
        MediaSender sender = publisher.sender(VIDEO);
        long from = pictures(viewer);
        Eventually.within(
                LIMIT,
                () -> publisher + " -> " + viewer,
                () -> {
                    sendPicture(sender);
                    return pictures(viewer) > from + 2;
                });
        settle(publisher, viewer);
    }

    /** Until all that the publisher has sent is with the viewer. */
    static void settle(RawPeer publisher, RawPeer viewer) {
        awaitTurn(publisher);
        awaitTurn(viewer);
    }

    /** Packets of VP8 that the viewer has. */
    long pictures(RawPeer viewer) {
        return loop.ask(
                () ->
                        viewer.reception().streams().stream()
                                .filter(
                                        stream ->
                                                stream.payloadType() == RawCodec.VP8.payloadType())
                                .mapToLong(ReceivedStream::packets)
                                .sum());
    }

    void awaitGone(String user) {
        Eventually.within(
                LIMIT,
                () -> client().participants(room),
                () -> !client().participants(room).contains(user));
    }

    /** The statistics say that it was for this reason, so many times at least. */
    void assertDropped(String user, String reason, long timesMin) {
        Eventually.within(LIMIT, () -> statistics(user), () -> dropped(user, reason) >= timesMin);
    }

    /** The same of datagrams that reached nobody. */
    void assertDroppedUnheard(String reason, long timesMin) {
        Eventually.within(
                LIMIT,
                () -> statistics("nobody"),
                () ->
                        count(statistics("nobody").getJsonObject("engineCounters"), reason)
                                >= timesMin);
    }

    private JsonObject statistics(String user) {
        String path = "webrtc/room/" + room + "/statistics?user=" + user;
        return json(client().send("GET", path, JSON, "").body());
    }

    private long dropped(String user, String reason) {
        return statistics(user).getJsonArray("connections").getValuesAs(JsonObject.class).stream()
                .map(connection -> connection.getJsonObject("statistics").getJsonObject("drops"))
                .mapToLong(drops -> count(drops, reason))
                .sum();
    }

    private static long count(JsonObject counters, String name) {
        return counters.containsKey(name) ? counters.getJsonNumber(name).longValue() : 0;
    }

    /** Does that, and no line of the log for each packet. */
    void quietly(Attack attack) throws Exception {
        int before = logLines();
        attack.run();
        assertThat(logLines()).isLessThan(before + LINES_MAX);
    }

    /** What may fail. */
    interface Attack {
        void run() throws Exception;
    }
}
