package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawCodec;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.ReceivedStream;
import dev.bluesky.srtp.SrtpProfile;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets that were authentic once, or never. */
class HostileSrtpIT extends UnderMediaAttack {
    private static final int FLOOD = 10_000;

    /** Of 1024 packets. */
    private static final int MORE_THAN_THE_WINDOW = 1_100;

    private byte[] sealedPicture(RawPeer publisher) {
        MediaSender sender = publisher.sender(VIDEO);
        return publisher.protectRtp(loop.ask(() -> sender.packet(1, true, keyFrame())));
    }

    @ParameterizedTest
    @EnumSource
    void aReplayedPacketPassesOnce(SrtpProfile profile) {
        RawPeer publisher =
                connected(
                        publisher(
                                "publisher",
                                RawOptions.DEFAULT.withProfiles(profile),
                                RawListener.NONE));
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        byte[] packet = sealedPicture(publisher);
        long before = pictures(viewer);
        for (int i = 0; i < FLOOD / 10; i++) {
            publisher.sendDatagram(packet);
        }
        awaitTurn(publisher);
        awaitTurn(viewer);
        assertThat(pictures(viewer)).isEqualTo(before + 1);
        assertDropped("publisher", "srtp-drop.replayed", FLOOD / 100);
        assertFlows(publisher, viewer);
    }

    @Test
    void aPacketOfAnEarlierRollOverIsTooOld() {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        MediaSender sender = publisher.sender(VIDEO);
        loop.run(() -> sender.sequenceNumber(0xFFFF - MORE_THAN_THE_WINDOW));
        assertFlows(publisher, viewer);
        byte[] old = sealedPicture(publisher);
        for (int i = 0; i < 2 * MORE_THAN_THE_WINDOW; i++) {
            sendPicture(sender);
        }
        assertFlows(publisher, viewer);
        publisher.sendDatagram(old);
        awaitTurn(publisher);
        awaitTurn(viewer);
        assertThat(duplicates(viewer)).isZero();
        assertDropped("publisher", "srtp-drop.too-old", 1);
        assertFlows(publisher, viewer);
    }

    private long duplicates(RawPeer viewer) {
        return loop.ask(
                () ->
                        viewer.reception()
                                .ofPayloadType(RawCodec.VP8.payloadType())
                                .map(ReceivedStream::duplicates)
                                .orElse(0L));
    }

    @Test
    void aFloodOfForgedTagsChangesNothing() throws Exception {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        byte[] packet = sealedPicture(publisher);
        SplittableRandom random = new SplittableRandom(1);
        quietly(
                () -> {
                    for (int i = 0; i < FLOOD; i++) {
                        byte[] forged = packet.clone();
                        // Number, time, SSRC, payload or tag, and any payload type but of RTCP.
                        int at = random.nextInt(2, forged.length);
                        forged[at] = (byte) (forged[at] ^ 1 << random.nextInt(8));
                        publisher.sendDatagram(forged);
                    }
                    awaitTurn(publisher);
                });
        assertDropped("publisher", "srtp-drop.bad-tag", FLOOD / 10);
        long before = pictures(viewer);
        publisher.sendDatagram(packet);
        Eventually.within(LIMIT, viewer::toString, () -> pictures(viewer) == before + 1);
        assertFlows(publisher, viewer);
    }

    @Test
    void forgedSourcesTakeNoPlacesFromRealOnes() {
        RawPeer publisher = publisher("publisher");
        byte[] packet = sealedPicture(publisher);
        for (int ssrc = 0; ssrc < 1_000; ssrc++) {
            byte[] forged = packet.clone();
            forged[10] = (byte) (ssrc >> 8);
            forged[11] = (byte) ssrc;
            publisher.sendDatagram(forged);
        }
        awaitTurn(publisher);
        assertFlows(publisher, viewer("viewer", "publisher"));
    }

    @Test
    void replayedFeedbackIsHeardOnce() {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        ReceivedStream stream =
                loop.ask(
                        () ->
                                viewer.reception()
                                        .ofPayloadType(RawCodec.VP8.payloadType())
                                        .orElseThrow());
        byte[] nack =
                viewer.protectRtcp(
                        Rtcp.nack(stream.ssrc(), loop.ask(stream::highestSequenceNumber)));
        viewer.sendDatagram(nack);
        Eventually.within(LIMIT, viewer::toString, () -> loop.ask(stream::redundant) == 1);
        // Longer than a round trip each: without protection each would be answered.
        for (int i = 0; i < 30; i++) {
            viewer.sendDatagram(nack);
            awaitTurn(viewer);
            assertFlows(publisher, viewer);
        }
        assertThat(loop.ask(stream::redundant)).isEqualTo(1);
        assertDropped("viewer", "srtp-drop.replayed", 30);
    }

    @Test
    void packetsOfAnotherProfileAndOfAnothersKeysAreDropped() {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        for (SrtpProfile profile : SrtpProfile.values()) {
            RawPeer other =
                    connected(
                            publisher(
                                    "other-" + profile.id(),
                                    RawOptions.DEFAULT.withProfiles(profile),
                                    RawListener.NONE));
            byte[] foreign = sealedPicture(other);
            long before = pictures(viewer);
            for (int i = 0; i < 100; i++) {
                publisher.sendDatagram(foreign);
            }
            awaitTurn(publisher);
            awaitTurn(viewer);
            assertThat(pictures(viewer)).isEqualTo(before);
        }
        assertFlows(publisher, viewer);
    }
}
