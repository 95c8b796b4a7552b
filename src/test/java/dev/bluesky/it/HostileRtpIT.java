package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.raw.MediaSender;
import dev.bluesky.it.raw.RawCodec;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.RawSection;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.sdp.MediaDirection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RTP that is authentic and lies all the same. */
class HostileRtpIT extends UnderMediaAttack {
    private static final int TAG_BYTES = 16;
    private static final int VP8 = RawCodec.VP8.payloadType();

    /** More than the server takes of one peer. */
    private static final int SSRCS = 3_000;

    private int sequenceNumber = 1;

    /** A packet of VP8 on an SSRC of its own: what follows the first 12 bytes is the caller's. */
    private byte[] packet(int firstByte, int payloadType, int ssrc, byte... rest) {
        byte[] packet = new byte[RtpView.FIXED_HEADER_BYTES + rest.length];
        RtpView.writeHeader(packet, 0, payloadType, sequenceNumber++, 1000, ssrc);
        packet[0] = (byte) firstByte;
        System.arraycopy(rest, 0, packet, RtpView.FIXED_HEADER_BYTES, rest.length);
        return packet;
    }

    /** With a header extension block of these bytes, padded to words, and a key frame. */
    private byte[] extended(int ssrc, int profile, int... elements) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        int words = (elements.length + 3) / 4;
        rest.writeBytes(ByteBuffer.allocate(4).putInt(profile << 16 | words).array());
        for (int i = 0; i < 4 * words; i++) {
            rest.write(i < elements.length ? elements[i] : 0);
        }
        rest.writeBytes(keyFrame());
        return packet(0x90, VP8, ssrc, rest.toByteArray());
    }

    private List<byte[]> lies(int ssrc) {
        byte[] big = Arrays.copyOf(keyFrame(), 1_900);
        List<byte[]> lies = new ArrayList<>();
        for (int length = 0; length < RtpView.FIXED_HEADER_BYTES; length++) {
            lies.add(Arrays.copyOf(packet(0x80, VP8, ssrc), length));
        }
        lies.add(packet(0x80, VP8, ssrc));
        lies.add(packet(0x8F, VP8, ssrc, keyFrame()));
        lies.add(packet(0x90, VP8, ssrc, (byte) 0xBE, (byte) 0xDE, (byte) 0xFF, (byte) 0xFF));
        lies.add(packet(0x90, VP8, ssrc, (byte) 0xBE));
        lies.add(packet(0xA0, VP8, ssrc, (byte) 0x10, (byte) 0));
        lies.add(packet(0xA0, VP8, ssrc, (byte) 0x10, (byte) 200));
        lies.add(packet(0xA0, VP8, ssrc, (byte) 2, (byte) 2));
        lies.add(packet(0xA0, VP8, ssrc, (byte) 1));
        lies.add(packet(0x40, VP8, ssrc, keyFrame()));
        lies.add(packet(0xC0, VP8, ssrc, keyFrame()));
        lies.add(packet(0x80, VP8, ssrc, big));
        lies.add(packet(0x80, 127, ssrc, keyFrame()));
        lies.add(packet(0x80, 0, ssrc, keyFrame()));
        // One-byte elements: id 0 with a length, id 15, one that runs over, the same id twice.
        lies.add(extended(ssrc, 0xBEDE, 0x07, 0x32, 0xF3, 1, 2, 3));
        lies.add(extended(ssrc, 0xBEDE, 0xF3, 1, 2, 3, 0x40, '1'));
        lies.add(extended(ssrc, 0xBEDE, 0x4F, '1'));
        lies.add(extended(ssrc, 0xBEDE, 0x40, '1', 0x40, '0', 0x40, '1'));
        lies.add(extended(ssrc, 0xBEDE, 0x30, 1, 0x31, 1, 2, 0x32, 1, 2, 3));
        // Two-byte elements, right, running over, and of unknown profiles.
        lies.add(extended(ssrc, 0x1000, 4, 1, '1', 3, 2, 0, 9));
        lies.add(extended(ssrc, 0x100F, 4, 0, 3, 0));
        lies.add(extended(ssrc, 0x1000, 4, 255, '1'));
        lies.add(extended(ssrc, 0x1000, 4));
        lies.add(extended(ssrc, 0x1234, 4, 1, '1'));
        return lies;
    }

    @Test
    void headersThatLieGoNowhereAndTheNextPacketPasses() throws Exception {
        RawPeer mallory = publisher("mallory");
        RawPeer viewer = viewer("viewer", "mallory");
        assertFlows(mallory, viewer);
        int ssrc = mallory.sender(VIDEO).ssrc();
        quietly(
                () -> {
                    for (int announced : new int[] {ssrc, 77}) {
                        sequenceNumber = mallory.sender(VIDEO).sequenceNumber() + 1;
                        lies(announced).forEach(lie -> sendAnyhow(mallory, lie));
                        awaitTurn(mallory);
                    }
                });
        MediaSender sender = mallory.sender(VIDEO);
        loop.run(() -> sender.sequenceNumber(sequenceNumber));
        assertFlows(mallory, viewer);
        assertDropped("mallory", "srtp-drop.too-short", 1);
        assertDropped("mallory", "inbound-drop.malformed-rtp", 1);
        assertDropped("mallory", "inbound-drop.unknown-payload-type", 1);
        assertThat(client().participants(room)).contains("mallory", "viewer");
        assertThat(loop.ask(() -> viewer.reception().malformedPackets())).isZero();
    }

    /** What cannot be protected goes out with a tag of nothing. */
    private static void sendAnyhow(RawPeer peer, byte[] plain) {
        try {
            peer.sendDatagram(peer.protectRtp(plain));
        } catch (IllegalStateException notProtected) {
            peer.sendDatagram(Arrays.copyOf(plain, plain.length + TAG_BYTES));
        }
    }

    @Test
    void payloadTypesThatLookLikeRtcpAreTakenForRtcp() {
        RawPeer mallory = publisher("mallory");
        RawPeer viewer = viewer("viewer", "mallory");
        assertFlows(mallory, viewer);
        for (int payloadType = 64; payloadType < 96; payloadType++) {
            sendAnyhow(mallory, packet(0x80, payloadType, 77, keyFrame()));
        }
        awaitTurn(mallory);
        assertFlows(mallory, viewer);
    }

    @Test
    void moreSourcesThanAPeerMayHaveAreDroppedAndTheFirstGoOn() throws Exception {
        RawPeer mallory =
                connected(
                        publisher(
                                "mallory",
                                RawOptions.DEFAULT.withSsrcsMax(SSRCS + 10),
                                RawListener.NONE));
        RawPeer viewer = viewer("viewer", "mallory");
        assertFlows(mallory, viewer);
        double before = process().residentMegabytes();
        quietly(
                () -> {
                    for (int ssrc = 1; ssrc <= SSRCS; ssrc++) {
                        mallory.sendRtp(packet(0x80, 111, ssrc, new byte[20]));
                    }
                    awaitTurn(mallory);
                });
        assertDropped("mallory", "inbound-drop.too-many-streams", 20);
        assertFlows(mallory, viewer);
        assertThat(process().residentMegabytes()).isLessThan(before + 50);
    }

    @Test
    void twoUsersOfOneSsrcDoNotMeet() {
        RawOffer offer = RawOffer.publishing(identity());
        RawSection video = offer.section(VIDEO);
        RawPeer one = connected(publisher("one", offer, RawOptions.DEFAULT, RawListener.NONE));
        RawOffer same =
                RawOffer.of(
                        identity(),
                        offer.section("0"),
                        video.withSsrcs(video.ssrc(), video.rtxSsrc()));
        RawPeer other = connected(publisher("other", same, RawOptions.DEFAULT, RawListener.NONE));
        RawPeer viewerOfOne = viewer("viewer1", "one");
        RawPeer viewerOfOther = viewer("viewer2", "other");
        assertFlows(one, viewerOfOne);
        assertFlows(other, viewerOfOther);
        awaitTurn(viewerOfOther);
        long before = pictures(viewerOfOther);
        assertFlows(one, viewerOfOne);
        awaitTurn(viewerOfOther);
        assertThat(pictures(viewerOfOther)).isEqualTo(before);
    }

    @Test
    void numbersAndTimesMayJumpAnywhere() {
        RawPeer mallory = publisher("mallory");
        RawPeer viewer = viewer("viewer", "mallory");
        MediaSender sender = mallory.sender(VIDEO);
        assertFlows(mallory, viewer);
        SplittableRandom random = new SplittableRandom(3);
        for (int jump : new int[] {0x7FFE, 0x4000, 0x3000, 0x7FFE, 1000}) {
            int start = sender.sequenceNumber();
            loop.run(() -> sender.sequenceNumber(start + jump));
            for (int i = 0; i < 5; i++) {
                int timestamp = random.nextInt();
                byte[] payload = keyFrame();
                loop.run(() -> sender.send(timestamp, true, payload, 0, payload.length));
            }
            assertFlows(mallory, viewer);
        }
    }

    @Test
    void aForgedMidOrRidMovesNoStreamToAnotherSection() {
        RawPeer mallory = publisher("mallory");
        RawPeer viewer = viewer("viewer", "mallory");
        assertFlows(mallory, viewer);
        int ssrc = mallory.sender(VIDEO).ssrc();
        sequenceNumber = 1;
        for (int id = 1; id < 15; id++) {
            int length = id << 4;
            mallory.sendRtp(extended(1000 + id, 0xBEDE, length, '0', 0, 0));
            mallory.sendRtp(extended(2000 + id, 0xBEDE, length | 2, 'x', 'y', 'z'));
            mallory.sendRtp(extended(3000 + id, 0xBEDE, length, 0xFF, 0, 0));
        }
        int next = mallory.sender(VIDEO).sequenceNumber();
        sequenceNumber = next;
        mallory.sendRtp(extended(ssrc, 0xBEDE, 0x40, '0', 0, 0));
        loop.run(() -> mallory.sender(VIDEO).sequenceNumber(next + 1));
        awaitTurn(mallory);
        assertFlows(mallory, viewer);
    }

    static Stream<RawCodec> videoCodecs() {
        return Stream.of(RawCodec.VP8, RawCodec.VP9, RawCodec.AV1, RawCodec.H264);
    }

    @ParameterizedTest
    @MethodSource("videoCodecs")
    void payloadsThatAreCutShortOrLieEndNothing(RawCodec codec) throws Exception {
        RawSection video = RawSection.video(MediaDirection.SENDONLY).withCodecs(codec);
        RawPeer mallory =
                connected(
                        publisher(
                                "mallory",
                                RawOffer.of(
                                        identity(),
                                        RawSection.audio(MediaDirection.SENDONLY),
                                        video),
                                RawOptions.DEFAULT,
                                RawListener.NONE));
        RawSection wanted = RawSection.video(MediaDirection.RECVONLY).withCodecs(codec);
        RawOffer offer = RawOffer.of(identity(), RawSection.audio(MediaDirection.RECVONLY), wanted);
        RawPeer viewer =
                connected(
                        negotiated(
                                new RawPeer(loop, offer),
                                "webrtc/sdp/m/innocent/c/viewer/p/mallory/s/false",
                                offer.sdp()));
        MediaSender sender = mallory.sender(VIDEO);
        quietly(
                () -> {
                    payloads().forEach(payload -> send(sender, payload));
                    awaitTurn(mallory);
                });
        assertThat(client().participants(room)).contains("mallory", "viewer");
        assertDropped("viewer", "send-drop.malformed-payload", 1);
        // Both are still served.
        awaitTurn(viewer);
        assertThat(loop.ask(() -> viewer.reception().malformedPackets())).isZero();
        assertThat(Map.of("mallory", mallory.isConnected())).containsEntry("mallory", true);
    }

    private void send(MediaSender sender, byte[] payload) {
        loop.run(() -> sender.send(sender.sequenceNumber(), true, payload, 0, payload.length));
    }

    /** Every first byte, followed by nothing, by all ones, by all zeros and by noise. */
    private static List<byte[]> payloads() {
        SplittableRandom random = new SplittableRandom(5);
        List<byte[]> payloads = new ArrayList<>();
        for (int first = 0; first < 256; first++) {
            for (int length : new int[] {1, 2, 3, 5, 9}) {
                for (int fill : new int[] {0, 0xFF, -1}) {
                    byte[] payload = new byte[length];
                    if (fill < 0) {
                        random.nextBytes(payload);
                    } else {
                        Arrays.fill(payload, (byte) fill);
                    }
                    payload[0] = (byte) first;
                    payloads.add(payload);
                }
            }
        }
        return payloads;
    }
}
