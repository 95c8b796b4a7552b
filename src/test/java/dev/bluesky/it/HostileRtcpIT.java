package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawCodec;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.ReceivedStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Feedback that is authentic and lies, or comes in storms. */
class HostileRtcpIT extends UnderMediaAttack {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int PAYLOAD_FEEDBACK = 206;
    private static final int REMB = 0x52454D42;
    private static final int STORM = 3_000;

    /** What sending again may cost in a second; half of it can be saved up. */
    private static final long RESENT_BYTES_PER_SECOND = 500_000;

    private static final int PICTURE_BYTES = 1_000;
    private static final int PICTURES = 300;
    private static final int BURST = 10;

    private int ssrcSeenBy(RawPeer viewer) {
        return stream(viewer).ssrc();
    }

    private ReceivedStream stream(RawPeer viewer) {
        return loop.ask(
                () -> viewer.reception().ofPayloadType(RawCodec.VP8.payloadType()).orElseThrow());
    }

    /** Each about a stream that the peer has to do with. */
    private static List<byte[]> lies(int ssrc) {
        List<byte[]> lies = new ArrayList<>();
        IntFunction<byte[]> report = words -> Rtcp.claiming(words, 0, RECEIVER_REPORT, 1);
        byte[] sound = report.apply(1);
        lies.add(report.apply(0));
        lies.add(report.apply(2));
        lies.add(report.apply(0xFFFF));
        lies.add(Rtcp.concat(sound, report.apply(0x1000)));
        lies.add(Rtcp.concat(sound, new byte[3]));
        lies.add(Rtcp.packet(31, RECEIVER_REPORT, 1, ssrc));
        lies.add(Rtcp.packet(31, SENDER_REPORT, ssrc, -1, -1, -1, -1, -1));
        lies.add(Rtcp.packet(0, SENDER_REPORT, ssrc, 0, 0, 0, 0, 0));
        lies.add(Rtcp.packet(0, SENDER_REPORT, ssrc, -1, -1, -1, -1, -1));
        lies.add(Rtcp.packet(0, SENDER_REPORT, ssrc, Integer.MIN_VALUE, 0, 1, 2, 3));
        lies.add(
                Rtcp.packet(
                        1, RECEIVER_REPORT, 1, ssrc, 0xFF7FFFFF, -1, -1, Integer.MIN_VALUE, -1));
        lies.add(Rtcp.packet(1, RECEIVER_REPORT, 1, ssrc, 0, 0, 0, 1, 0));
        lies.add(Rtcp.packet(1, DESCRIPTION, ssrc, 0x01FF4142));
        lies.add(Rtcp.packet(31, DESCRIPTION, ssrc, 0x01014100));
        lies.add(Rtcp.packet(31, GOODBYE, 5));
        lies.add(Rtcp.concat(sound, Rtcp.packet(0, GOODBYE)));
        // Feedback: on nothing, REMB of 0, of 2^63 and more, and of SSRCs that are not there.
        lies.add(Rtcp.packet(15, PAYLOAD_FEEDBACK, 1, 0, REMB, 0x01000000, ssrc));
        lies.add(Rtcp.packet(15, PAYLOAD_FEEDBACK, 1, 0, REMB, 0x01FBFFFF, ssrc));
        lies.add(Rtcp.packet(15, PAYLOAD_FEEDBACK, 1, 0, REMB, 0x01FFFFFF, ssrc));
        lies.add(Rtcp.packet(15, PAYLOAD_FEEDBACK, 1, 0, REMB, 0xFF000001, ssrc));
        lies.add(Rtcp.packet(15, PAYLOAD_FEEDBACK, 1, 0, REMB));
        lies.add(Rtcp.packet(4, PAYLOAD_FEEDBACK, 1, 0, ssrc));
        lies.add(Rtcp.packet(1, PAYLOAD_FEEDBACK, 1));
        lies.add(Rtcp.packet(1, TRANSPORT_FEEDBACK, 1, ssrc));
        // Transport-wide: counts without statuses, statuses without deltas, no packets at all.
        lies.add(Rtcp.packet(15, TRANSPORT_FEEDBACK, 1, ssrc, 0x0000FFFF, 0));
        lies.add(Rtcp.packet(15, TRANSPORT_FEEDBACK, 1, ssrc, 0x0000FFFF, 0, 0x3FFF3FFF));
        lies.add(Rtcp.packet(15, TRANSPORT_FEEDBACK, 1, ssrc, 0, 0));
        lies.add(Rtcp.packet(15, TRANSPORT_FEEDBACK, 1, ssrc, 0x00010001, 0, 0xFFFF0000));
        return lies;
    }

    @Test
    void compoundsThatLieChangeNothingForEitherSide() throws Exception {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        quietly(
                () -> {
                    lies(ssrcSeenBy(viewer)).forEach(viewer::sendRtcp);
                    lies(publisher.sender(VIDEO).ssrc()).forEach(publisher::sendRtcp);
                    awaitTurn(viewer);
                    awaitTurn(publisher);
                });
        assertDropped("viewer", "inbound-drop.malformed-rtcp", 5);
        assertDropped("publisher", "inbound-drop.malformed-rtcp", 5);
        assertFlows(publisher, viewer);
        assertThat(client().participants(room)).contains("publisher", "viewer");
    }

    @Test
    void anyCutOfACompoundIsHarmless() {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        byte[] whole =
                Rtcp.concat(
                        Rtcp.written(rtcp -> rtcp.receiverReport(1)),
                        Rtcp.nack(ssrcSeenBy(viewer), 1, 2, 3, 100),
                        Rtcp.written(rtcp -> rtcp.pictureLoss(1, ssrcSeenBy(viewer))));
        for (int length = 8; length < whole.length; length++) {
            viewer.sendRtcp(java.util.Arrays.copyOf(whole, length));
        }
        awaitTurn(viewer);
        assertFlows(publisher, viewer);
    }

    @Test
    void aStormOfNacksIsAnsweredWithinTheBudget() throws Exception {
        RawPeer publisher = publisher("publisher");
        AtomicLong heardBytes = new AtomicLong();
        RawPeer viewer =
                connected(viewer("viewer", "publisher", RawOptions.DEFAULT, counting(heardBytes)));
        assertFlows(publisher, viewer);
        MediaSender sender = publisher.sender(VIDEO);
        byte[] picture = java.util.Arrays.copyOf(keyFrame(), PICTURE_BYTES);
        long from = pictures(viewer);
        for (int i = 1; i <= PICTURES; i++) {
            loop.run(() -> sender.send(sender.sequenceNumber(), true, picture, 0, PICTURE_BYTES));
            if (i % BURST == 0) { // More at once is more than the path is known to carry.
                long sent = from + i;
                Eventually.within(LIMIT, viewer::toString, () -> pictures(viewer) >= sent);
            }
        }
        int highest = loop.ask(stream(viewer)::highestSequenceNumber);
        int[] all = new int[PICTURES];
        for (int i = 0; i < PICTURES; i++) {
            all[i] = (highest - PICTURES + 1 + i) & 0xFFFF;
        }
        java.util.Arrays.sort(all);
        byte[] nack = Rtcp.nack(ssrcSeenBy(viewer), all);
        long startNs = System.nanoTime();
        heardBytes.set(0);
        quietly(
                () -> {
                    for (int i = 0; i < STORM; i++) {
                        viewer.sendRtcp(nack);
                    }
                    awaitTurn(viewer);
                });
        double seconds = (System.nanoTime() - startNs) / 1e9;
        // Beside the packets there are tags, reports and answers to checks.
        double most = 1.2 * RESENT_BYTES_PER_SECOND * (seconds + 1) + 20_000;
        assertThat((double) heardBytes.get()).isBetween(10.0 * PICTURE_BYTES, most);
        assertDropped("viewer", "send-drop.resent-recently", PICTURES);
        assertFlows(publisher, viewer);
    }

    private static RawListener counting(AtomicLong bytes) {
        return new RawListener() {
            @Override
            public void datagram(byte[] buffer, int offset, int length, long nowNs) {
                bytes.addAndGet(length);
            }
        };
    }

    @Test
    void aStormOfKeyFrameRequestsReachesThePublisherTwiceASecond() throws Exception {
        AtomicLong wanted = new AtomicLong();
        RawPeer publisher =
                connected(
                        publisher(
                                "publisher",
                                RawOptions.DEFAULT,
                                new RawListener() {
                                    @Override
                                    public void keyFrameWanted(int ssrc, long nowNs) {
                                        wanted.incrementAndGet();
                                    }
                                }));
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        int ssrc = ssrcSeenBy(viewer);
        wanted.set(0);
        long startNs = System.nanoTime();
        quietly(
                () -> {
                    for (int i = 0; i < STORM; i++) {
                        int number = i;
                        loop.run(
                                () -> {
                                    if (number % 2 == 0) {
                                        viewer.rtcp().pictureLoss(ssrc);
                                    } else {
                                        viewer.rtcp().fullIntraRequest(ssrc);
                                    }
                                });
                        if (i % 100 == 0) {
                            sendPicture(publisher.sender(VIDEO));
                        }
                    }
                    awaitTurn(viewer);
                    awaitTurn(publisher);
                });
        double seconds = (System.nanoTime() - startNs) / 1e9;
        Eventually.within(LIMIT, wanted::get, () -> wanted.get() > 0);
        assertThat((double) wanted.get()).isLessThanOrEqualTo(2 * seconds + 3);
        assertFlows(publisher, viewer);
    }

    @Test
    void nobodySaysGoodbyeForSomebodyElse() {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        RawPeer mallory = viewer("mallory", "publisher");
        RawPeer eve = publisher("eve");
        assertFlows(publisher, viewer);
        assertFlows(publisher, mallory);
        for (RawPeer liar : List.of(mallory, eve)) {
            for (int ssrc :
                    new int[] {
                        publisher.sender(VIDEO).ssrc(), ssrcSeenBy(viewer), ssrcSeenBy(mallory)
                    }) {
                liar.sendRtcp(Rtcp.packet(1, GOODBYE, ssrc));
                liar.sendRtcp(Rtcp.packet(1, PAYLOAD_FEEDBACK, 1, ssrc));
                liar.sendRtcp(Rtcp.packet(0, SENDER_REPORT, ssrc, -1, -1, -1, -1, -1));
            }
            awaitTurn(liar);
        }
        assertDropped("eve", "inbound-drop.foreign-rtcp", 3);
        assertDropped("mallory", "inbound-drop.foreign-rtcp", 1);
        assertFlows(publisher, viewer);
        assertFlows(publisher, mallory);
    }
}
