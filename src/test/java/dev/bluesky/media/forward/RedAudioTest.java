package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.FirstNumbers;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.OwnExtensions;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.ResendLimits;
import dev.bluesky.media.send.RetransmissionCache;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.media.send.StreamIdentity;
import dev.bluesky.wire.rtp.RtpView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher of Opus (111) and of RED around it (63), which changes between them by packet. */
class RedAudioTest {

    private static final long MS = 1_000_000L;
    private static final int OPUS = 111;
    private static final int RED = 63;

    /** Blocks of 3 and 2 bytes, then the primary one. */
    private static final String REDUNDANT = "ef0f0003 ef078002 6f a1a2a3 b1b2 c1c2c3c4";

    private final Router router =
            new Router(
                    Codec.OPUS,
                    RED,
                    0,
                    new SourceTiming(48_000, new PublisherClock()),
                    new RetransmissionCache(64, 10_000, 1000 * MS));

    /** What a viewer got: payload types and payloads, by packet. */
    private static final class Viewer implements PacketSink {
        final SendStream stream =
                new SendStream(
                        new StreamIdentity(42, 0, 48_000, new OwnExtensions(4, "a", 0, 0)),
                        new FirstNumbers(10, 0, 0, 0),
                        new ResendLimits(64, 1_000_000));
        final List<String> seen = new ArrayList<>();
        final List<DropReason> drops = new ArrayList<>();
        final byte[] buffer = new byte[200];

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 7;
        }

        @Override
        public void send(int length, long nowNs) {
            RtpView view = new RtpView();
            assertThat(view.wrap(buffer, 7, length)).isTrue();
            int from = view.payloadOffset();
            String payload = HexFormat.of().formatHex(buffer, from, from + view.payloadLength());
            seen.add(view.sequenceNumber() + ": " + view.payloadType() + " " + payload);
        }

        @Override
        public void drop(DropReason reason) {
            drops.add(reason);
        }
    }

    private Viewer viewer(OutboundFormat format) {
        Viewer viewer = new Viewer();
        new Subscription(viewer.stream, viewer, (source, nowNs) -> {})
                .select(router, format, new byte[0], 0);
        return viewer;
    }

    private void publish(int sequenceNumber, int payloadType, String hex) {
        byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] bytes = new byte[12 + payload.length];
        RtpView.writeHeader(bytes, 0, payloadType, sequenceNumber, sequenceNumber * 960, 1);
        System.arraycopy(payload, 0, bytes, 12, payload.length);
        RtpView view = new RtpView();
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        router.route(view, sequenceNumber * (20 * MS));
    }

    @Test
    void aViewerWithRedGetsItUnderItsOwnNumbers() {
        Viewer viewer = viewer(OutboundFormat.of(96).withRed(97));
        publish(1, OPUS, "c0c0");
        publish(2, RED, REDUNDANT);
        publish(3, OPUS, "c3c3");
        assertThat(viewer.seen)
                .containsExactly(
                        "10: 96 c0c0",
                        "11: 97 e00f0003e007800260a1a2a3b1b2c1c2c3c4",
                        "12: 96 c3c3");
        assertThat(viewer.stream.octets()).isEqualTo(2 + 18 + 2);
    }

    @Test
    void aViewerWithoutRedGetsThePrimaryBlock() {
        Viewer viewer = viewer(OutboundFormat.of(96));
        publish(1, RED, REDUNDANT);
        publish(2, RED, "6f d1d2");
        publish(3, OPUS, "c3c3");
        assertThat(viewer.seen).containsExactly("10: 96 c1c2c3c4", "11: 96 d1d2", "12: 96 c3c3");
        assertThat(viewer.stream.octets()).isEqualTo(4 + 2 + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {OutboundFormat.NONE, 97})
    void theSameIsSentAgain(int redPayloadType) {
        Viewer viewer = viewer(OutboundFormat.of(96).withRed(redPayloadType));
        publish(1, RED, REDUNDANT);
        byte[] sent = viewer.buffer.clone();
        publish(2, OPUS, "c0");
        Arrays.fill(viewer.buffer, (byte) 0);
        DropReason reason = viewer.stream.resend(10, 40 * MS, MS, viewer.buffer, 7);
        assertThat(reason).isEqualTo(DropReason.NONE);
        assertThat(Arrays.copyOfRange(viewer.buffer, 7, 7 + viewer.stream.length()))
                .isEqualTo(Arrays.copyOfRange(sent, 7, 7 + viewer.stream.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ef", "ef000000", "ef0003ff 6f c1", "6f", "ff ff ff ff ff ff"})
    void malformedRedundancyLeavesNoGap(String payload) {
        Viewer plain = viewer(OutboundFormat.of(96));
        Viewer red = viewer(OutboundFormat.of(96).withRed(97));
        publish(1, RED, payload);
        publish(2, OPUS, "c2");
        publish(3, RED, payload);
        publish(4, OPUS, "c4");
        for (Viewer viewer : List.of(plain, red)) {
            assertThat(viewer.seen).containsExactly("10: 96 c2", "11: 96 c4");
            assertThat(viewer.drops).containsOnly(DropReason.MALFORMED_PAYLOAD);
        }
    }

    @Test
    void aPayloadTypeThatIsNotRedIsNotReadAsRed() {
        Viewer viewer = viewer(OutboundFormat.of(96));
        publish(1, OPUS, REDUNDANT);
        assertThat(viewer.seen.get(0)).endsWith(REDUNDANT.replace(" ", ""));
    }
}
