package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SendStreamTest {

    private static final long MS = 1_000_000L;
    private static final long RTT = 100 * MS;
    private static final FirstNumbers START = new FirstNumbers(500, 7_000, 40, 900);
    private static final byte[] NO_IDS = new byte[0];
    private static final OutboundFormat FORMAT = OutboundFormat.of(101).withRtx(102);

    private final FrameInfo info = new FrameInfo();
    private final byte[] out = new byte[1500];
    private final RetransmissionCache cache = new RetransmissionCache(256, 200_000, 1000 * MS);

    private static SendStream stream(int rtxSsrc, OwnExtensions own) {
        StreamIdentity identity = new StreamIdentity(0xABCD, rtxSsrc, 90_000, own);
        return new SendStream(identity, START, new ResendLimits(1024, 1_000_000));
    }

    private StreamSource source(OutboundFormat format, byte[] extensionIds) {
        SourceTiming timing = new SourceTiming(90_000, new PublisherClock());
        return new StreamSource(timing, cache, format, extensionIds, 0);
    }

    private static byte[] vp8(int pictureId, int tl0, boolean key) {
        String hex =
                "90e0%04x%02x20%s"
                        .formatted(0x8000 | pictureId, tl0, key ? "00000000" : "01ffffff");
        return HexFormat.of().parseHex(hex);
    }

    private RtpView packet(int sequenceNumber, int timestamp, byte[] payload) {
        byte[] bytes = new byte[12 + payload.length];
        RtpView.writeHeader(bytes, 0, 96, sequenceNumber, timestamp, 1);
        System.arraycopy(payload, 0, bytes, 12, payload.length);
        RtpView view = new RtpView();
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        Codec.VP8.read(bytes, 12, payload.length, info);
        cache.put(view, 0);
        return view;
    }

    private RtpView written(SendStream stream) {
        RtpView view = new RtpView();
        assertThat(view.wrap(out, 0, stream.length())).isTrue();
        return view;
    }

    private DropReason send(SendStream stream, RtpView packet, long nowNs) {
        return stream.write(packet, info, nowNs, out, 0);
    }

    private void begin(SendStream stream, RtpView first, long nowNs) {
        stream.switchTo(first, info, source(FORMAT, NO_IDS), nowNs);
        assertThat(send(stream, first, nowNs)).isEqualTo(DropReason.NONE);
    }

    private FrameInfo payload(RtpView view) {
        FrameInfo read = new FrameInfo();
        assertThat(Codec.VP8.read(out, view.payloadOffset(), view.payloadLength(), read)).isTrue();
        return read;
    }

    @Test
    void aSwitchContinuesEveryNumber() {
        SendStream stream = stream(0, OwnExtensions.none());
        begin(stream, packet(65_535, 1_000, vp8(0x7FFF, 255, true)), 0);
        RtpView first = written(stream);
        assertThat(first.ssrc()).isEqualTo(0xABCD);
        assertThat(first.payloadType()).isEqualTo(101);
        assertThat(first.sequenceNumber()).isEqualTo(500);
        assertThat(first.timestamp()).isEqualTo(7_000);
        assertThat(payload(first).pictureId()).isEqualTo(40);
        assertThat(payload(first).tl0PicIdx()).isZero();

        send(stream, packet(0, 4_000, vp8(0, 0, false)), 33 * MS);
        assertThat(written(stream).sequenceNumber()).isEqualTo(501);
        assertThat(payload(written(stream)).pictureId()).isEqualTo(41);
        assertThat(payload(written(stream)).tl0PicIdx()).isEqualTo(1);

        begin(stream, packet(30_000, 77, vp8(12_345, 99, true)), 66 * MS);
        assertThat(written(stream).sequenceNumber()).isEqualTo(502);
        assertThat(written(stream).timestamp()).isEqualTo(7_000 + 3_000 + 2_970);
        assertThat(payload(written(stream)).pictureId()).isEqualTo(42);
        assertThat(payload(written(stream)).tl0PicIdx()).isEqualTo(2);
        assertThat(stream.packets()).isEqualTo(3);
        assertThat(stream.octets()).isEqualTo(30);
    }

    @Test
    void lateAndRepeatedPackets() {
        SendStream stream = stream(0, OwnExtensions.none());
        begin(stream, packet(10, 0, vp8(1, 1, true)), 0);
        send(stream, packet(12, 0, vp8(1, 1, false)), 1);
        assertThat(written(stream).sequenceNumber()).isEqualTo(502);
        send(stream, packet(11, 0, vp8(1, 1, false)), 2);
        assertThat(written(stream).sequenceNumber()).isEqualTo(501);
        assertThat(send(stream, packet(11, 0, vp8(1, 1, false)), 3))
                .isEqualTo(DropReason.DUPLICATE);
        assertThat(stream.length()).isZero();
        assertThat(send(stream, packet(9, 0, vp8(1, 1, false)), 3))
                .isEqualTo(DropReason.BEFORE_SWITCH);
        send(stream, packet(1200, 0, vp8(1, 1, false)), 4);
        assertThat(send(stream, packet(13, 0, vp8(1, 1, false)), 5)).isEqualTo(DropReason.TOO_LATE);
    }

    @Test
    void aPacketLeftOutTooLateBecomesPadding() {
        SendStream stream = stream(0, OwnExtensions.none());
        begin(stream, packet(10, 0, vp8(1, 1, true)), 0);
        send(stream, packet(12, 3_000, vp8(3, 1, false)), 1);
        RtpView late = packet(11, 1_500, vp8(2, 1, false));
        assertThat(stream.leaveOut(late, info, 2, out, 0)).isTrue();
        assertThat(written(stream).sequenceNumber()).isEqualTo(501);
        assertThat(written(stream).timestamp()).isEqualTo(8_500);
        assertThat(written(stream).isPaddingOnly()).isTrue();
        assertThat(stream.leaveOut(late, info, 3, out, 0)).as("again").isFalse();
        RtpView early = packet(13, 4_000, vp8(4, 1, false));
        assertThat(stream.leaveOut(early, info, 4, out, 0)).isFalse();
        send(stream, packet(14, 6_000, vp8(5, 1, false)), 5);
        assertThat(written(stream).sequenceNumber()).isEqualTo(503);
        assertThat(payload(written(stream)).pictureId()).isEqualTo(43);
    }

    /** The table of reordering in rewriting.md. */
    @Test
    void numbersOfTheDocumentedExample() {
        StreamIdentity identity = new StreamIdentity(1, 0, 90_000, OwnExtensions.none());
        SendStream stream =
                new SendStream(identity, new FirstNumbers(100, 0, 0, 0), ResendLimits.NOTHING);
        begin(stream, packet(10, 0, vp8(1, 1, true)), 0);
        assertThat(written(stream).sequenceNumber()).isEqualTo(100);
        assertThat(leaveOut(stream, 12)).isFalse();
        assertThat(sequenceNumberOf(stream, 13)).isEqualTo(102);
        assertThat(sequenceNumberOf(stream, 11)).isEqualTo(101);
        assertThat(sequenceNumberOf(stream, 15)).isEqualTo(104);
        assertThat(leaveOut(stream, 14)).isTrue();
        assertThat(written(stream).sequenceNumber()).isEqualTo(103);
        assertThat(send(stream, packet(13, 0, vp8(1, 1, false)), 0))
                .isEqualTo(DropReason.DUPLICATE);
        assertThat(sequenceNumberOf(stream, 17)).isEqualTo(106);
    }

    private boolean leaveOut(SendStream stream, int sequenceNumber) {
        return stream.leaveOut(packet(sequenceNumber, 0, vp8(1, 1, false)), info, 0, out, 0);
    }

    private int sequenceNumberOf(SendStream stream, int sequenceNumber) {
        RtpView packet = packet(sequenceNumber, 0, vp8(1, 1, false));
        assertThat(send(stream, packet, 0)).isEqualTo(DropReason.NONE);
        return written(stream).sequenceNumber();
    }

    @Test
    void aShortPictureIdStaysContinuousInItsSevenBits() {
        SendStream stream = stream(0, OwnExtensions.none());
        begin(stream, packet(1, 0, HexFormat.of().parseHex("90807e00")), 0);
        assertThat(payload(written(stream)).pictureId()).isEqualTo(40);
        for (int i = 1; i <= 300; i++) {
            String hex = "9080%02x01".formatted(0x7E + i & 0x7F);
            send(stream, packet(1 + i, i, HexFormat.of().parseHex(hex)), i);
            assertThat(payload(written(stream)).pictureId()).isEqualTo(40 + i & 0x7F);
        }
        begin(stream, packet(9, 0, vp8(3, 3, true)), 400);
        assertThat(payload(written(stream)).pictureId()).isEqualTo(341);
    }

    @Test
    void extensionsGetTheViewersIdsAndItsMid() {
        SendStream stream = stream(1, new OwnExtensions(4, "v1", 3, 2));
        byte[] source = new byte[100];
        RtpView plain = packet(1, 0, vp8(1, 1, true));
        HeaderExtensionWriter writer = new HeaderExtensionWriter(false);
        writer.add(5, new byte[] {'o', 'l', 'd'}, 0, 3);
        writer.add(7, new byte[] {42}, 0, 1);
        RtpView extended = new RtpView();
        assertThat(extended.wrap(source, 0, writer.write(plain, source, 0))).isTrue();
        stream.switchTo(extended, info, source(FORMAT, new byte[] {0, 0, 0, 0, 0, 0, 0, 9}), 0);
        assertThat(send(stream, extended, 0)).isEqualTo(DropReason.NONE);
        HeaderExtensions got = written(stream).extensions();
        assertThat(out[got.dataOffset(got.find(9))]).isEqualTo((byte) 42);
        assertThat(got.find(5)).isEqualTo(HeaderExtensions.NONE);
        assertThat(got.find(3, 2)).isNotEqualTo(HeaderExtensions.NONE);
        assertThat(got.find(2, 3)).isNotEqualTo(HeaderExtensions.NONE);
        int mid = got.dataOffset(got.find(4, 2));
        assertThat(Arrays.copyOfRange(out, mid, mid + 2)).isEqualTo(new byte[] {'v', '1'});
    }

    @Test
    void aRetransmissionRepeatsTheRewrittenPacketUnderItsOwnNumbers() {
        SendStream stream = stream(0x1234, OwnExtensions.none());
        begin(stream, packet(10, 0, vp8(9, 9, true)), 0);
        byte[] sent = Arrays.copyOf(out, stream.length());
        assertThat(stream.resend(500, 10 * MS, RTT, out, 0)).isEqualTo(DropReason.NONE);
        RtpView rtx = written(stream);
        assertThat(rtx.ssrc()).isEqualTo(0x1234);
        assertThat(rtx.payloadType()).isEqualTo(102);
        assertThat(rtx.sequenceNumber()).isEqualTo(900);
        assertThat(Rtx.originalSequenceNumber(rtx)).isEqualTo(500);
        assertThat(Rtx.unwrap(rtx, 0xABCD, 101)).isTrue();
        assertThat(Arrays.copyOfRange(out, rtx.offset(), rtx.offset() + rtx.length()))
                .isEqualTo(sent);
        assertThat(stream.packets()).as("RTX counts elsewhere").isEqualTo(1);
        assertThat(stream.resend(500, 200 * MS, RTT, out, 0)).isEqualTo(DropReason.NONE);
        assertThat(written(stream).sequenceNumber()).isEqualTo(901);
    }

    @Test
    void withoutRtxTheSameBytesGoOutAgain() {
        SendStream stream = stream(0, new OwnExtensions(4, "v1", 0, 0));
        begin(stream, packet(10, 0, vp8(9, 9, true)), 0);
        byte[] sent = Arrays.copyOf(out, stream.length());
        assertThat(stream.resend(500, 10 * MS, RTT, out, 0)).isEqualTo(DropReason.NONE);
        assertThat(Arrays.copyOf(out, stream.length())).isEqualTo(sent);

        SendStream stamped = stream(0, new OwnExtensions(0, "", 3, 0));
        begin(stamped, packet(10, 0, vp8(9, 9, true)), 0);
        assertThat(stamped.resend(500, 10 * MS, RTT, out, 0)).isEqualTo(DropReason.NOT_REPEATABLE);
    }

    @Test
    void aFloodOfNacksGetsOneCopyInARoundTrip() {
        SendStream stream = stream(1, OwnExtensions.none());
        begin(stream, packet(10, 0, vp8(9, 9, true)), 0);
        int copies = 0;
        for (long now = 0; now < 1000 * MS; now += MS) {
            DropReason reason = stream.resend(500, now, RTT, out, 0);
            copies += reason == DropReason.NONE ? 1 : 0;
            assertThat(reason).isIn(DropReason.NONE, DropReason.RESENT_RECENTLY);
        }
        assertThat(copies).isEqualTo(10);
        assertThat(stream.resend(499, 0, RTT, out, 0)).isEqualTo(DropReason.NOT_CACHED);
        assertThat(stream.resend(501, 0, RTT, out, 0)).isEqualTo(DropReason.NOT_CACHED);
        assertThat(stream.resend(500, 1001 * MS, RTT, out, 0))
                .as("age")
                .isEqualTo(DropReason.NOT_CACHED);
    }

    @Test
    void retransmissionsKeepWithinTheirBudget() {
        SendStream stream = stream(1, OwnExtensions.none());
        byte[] large = new byte[1_000];
        System.arraycopy(vp8(1, 1, true), 0, large, 0, 10);
        begin(stream, packet(0, 0, large), 0);
        for (int i = 1; i < 150; i++) {
            send(stream, packet(i, 0, large), 0);
        }
        long bytes = 0;
        long over = 0;
        for (long now = 0; now < 1000 * MS; now += MS / 4) {
            int number = 500 + (int) (now / (MS / 4) % 150);
            DropReason reason = stream.resend(number, now, MS, out, 0);
            bytes += stream.length();
            over += reason == DropReason.OVER_BUDGET ? 1 : 0;
        }
        assertThat(over).isPositive();
        assertThat(bytes).isBetween(1_400_000L, 1_500_000L);
    }

    @Test
    void afterASwitchTheSourceBeforeIsNotRepeated() {
        SendStream stream = stream(1, OwnExtensions.none());
        begin(stream, packet(10, 0, vp8(9, 9, true)), 0);
        begin(stream, packet(99, 0, vp8(9, 9, true)), 1);
        assertThat(stream.resend(500, 2, RTT, out, 0)).isEqualTo(DropReason.NOT_CACHED);
        assertThat(stream.resend(501, 2, RTT, out, 0)).isEqualTo(DropReason.NONE);
    }

    @Test
    void aSwitchToAnotherFormatKeepsTheNumbersAndChangesThePayloadTypes() {
        SendStream stream = stream(1, OwnExtensions.none());
        begin(stream, packet(10, 0, vp8(9, 9, true)), 0);
        RtpView other = packet(700, 5, vp8(1, 1, true));
        stream.switchTo(other, info, source(OutboundFormat.of(45).withRtx(46), NO_IDS), 10 * MS);
        assertThat(send(stream, other, 10 * MS)).isEqualTo(DropReason.NONE);
        assertThat(written(stream).payloadType()).isEqualTo(45);
        assertThat(written(stream).ssrc()).isEqualTo(0xABCD);
        assertThat(written(stream).sequenceNumber()).isEqualTo(501);
        assertThat(written(stream).timestamp()).isEqualTo(7_900);
        assertThat(stream.resend(500, 11 * MS, RTT, out, 0)).isEqualTo(DropReason.NOT_CACHED);
        assertThat(stream.resend(501, 11 * MS, RTT, out, 0)).isEqualTo(DropReason.NONE);
        assertThat(written(stream).payloadType()).isEqualTo(46);
        assertThat(written(stream).ssrc()).isEqualTo(1);
        assertThat(written(stream).sequenceNumber()).isEqualTo(900);
    }

    @Test
    void aFormatWithoutRtxRepeatsPlain() {
        SendStream stream = stream(1, OwnExtensions.none());
        RtpView first = packet(10, 0, vp8(9, 9, true));
        stream.switchTo(first, info, source(OutboundFormat.of(45), NO_IDS), 0);
        send(stream, first, 0);
        byte[] sent = Arrays.copyOf(out, stream.length());
        assertThat(stream.resend(500, 1, RTT, out, 0)).isEqualTo(DropReason.NONE);
        assertThat(Arrays.copyOf(out, stream.length())).isEqualTo(sent);
        assertThat(stream.packets()).isEqualTo(2);
    }

    @Test
    void nothingIsRepeatedBeforeThereIsASource() {
        SendStream stream = stream(1, OwnExtensions.none());
        assertThat(stream.resend(500, 0, RTT, out, 0)).isEqualTo(DropReason.NOT_CACHED);
    }

    @Test
    void aBufferTooSmallIsADropAndNotAnError() {
        SendStream stream = stream(1, OwnExtensions.none());
        RtpView first = packet(10, 0, vp8(9, 9, true));
        stream.switchTo(first, info, source(FORMAT, NO_IDS), 0);
        assertThat(stream.write(first, info, 0, new byte[15], 0)).isEqualTo(DropReason.NO_ROOM);
        assertThat(stream.resend(500, 0, RTT, new byte[15], 0)).isEqualTo(DropReason.NOT_CACHED);
    }

    @Test
    void firstSequenceNumbersLeaveRoomBeforeTheWrap() {
        for (long seed = 0; seed < 1000; seed++) {
            FirstNumbers numbers = FirstNumbers.random(new SplittableRandom(seed));
            assertThat(numbers.sequenceNumber()).isBetween(0, 0x7FFF);
        }
    }
}
