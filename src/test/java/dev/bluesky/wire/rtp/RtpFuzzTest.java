package dev.bluesky.wire.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are an RTP packet within its bounds, or none. See testing.md for how to search. */
class RtpFuzzTest {
    static Stream<byte[]> packets() {
        return Stream.of(
                        "b2 e0 1234 01020304 a1a2a3a4 00000011 00000022"
                                + "bede0003 10aa 21bbcc 0000 33 ddeeff11 c0ffee 00000004",
                        "90 60 0001 00000000 00000001 10000003 0100 0201bb 00 ff04ddeeff11 00 c0ffee",
                        "a0 61 0007 11223344 0000000b 00000004")
                .map(Packets::hex);
    }

    @MethodSource("packets")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreAPacketWithinItsBoundsOrNone(byte @NotNull [] datagram) {
        PacketKind.of(datagram, 0, datagram.length);
        RtpView view = new RtpView();
        if (!view.wrap(datagram, 0, datagram.length)) {
            return;
        }
        assertThat(view.payloadOffset() + view.payloadLength() + view.paddingLength())
                .isEqualTo(datagram.length);
        assertExtensionsWithin(view);
        assertCopySurvives(view);
        if (Rtx.unwrap(view, 1, 96)) {
            assertThat(view.ssrc()).isEqualTo(1);
        }
    }

    static Stream<byte[]> payloads() {
        return Stream.of("ef0f0003 ef078002 6f a1a2a3 b1b2 c1c2c3c4", "6f c1", "ef0003ff 6f c1")
                .map(Packets::hex);
    }

    @MethodSource("payloads")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreRedundantAudioWithinTheirBoundsOrNone(byte @NotNull [] payload) {
        byte[] buffer = Arrays.copyOf(payload, payload.length + 100);
        int primary = RedPayload.primaryOffset(buffer, 0, payload.length);
        boolean changed = RedPayload.payloadType(buffer, 0, payload.length, 42);
        assertThat(Arrays.copyOfRange(buffer, payload.length, buffer.length))
                .isEqualTo(new byte[100]);
        if (primary == RedPayload.MALFORMED) {
            assertThat(
                            changed
                                    || Arrays.equals(
                                            buffer, 0, payload.length, payload, 0, payload.length))
                    .isTrue();
            return;
        }
        assertThat(changed).isTrue();
        assertThat(primary).isBetween(1, payload.length - 1);
        assertThat(RedPayload.primaryOffset(buffer, 0, payload.length)).isEqualTo(primary);
        assertThat(Arrays.copyOfRange(buffer, primary, payload.length))
                .isEqualTo(Arrays.copyOfRange(payload, primary, payload.length));
    }

    private static void assertExtensionsWithin(RtpView view) {
        HeaderExtensions x = view.extensions();
        for (int e = x.first(); e != HeaderExtensions.NONE; e = x.next(e)) {
            assertThat(x.dataOffset(e) + x.dataLength(e)).isLessThanOrEqualTo(view.payloadOffset());
            SdesText.read(x, x.id(e));
        }
    }

    private static void assertCopySurvives(RtpView view) {
        HeaderExtensionWriter writer = new HeaderExtensionWriter(true);
        writer.clear();
        byte[] ids = new byte[256];
        for (int id = 0; id < ids.length; id++) {
            ids[id] = (byte) id;
        }
        writer.addMapped(view.extensions(), ids);
        byte[] target = new byte[view.length() + 600];
        int length = writer.write(view, target, 0);
        RtpView copy = new RtpView();
        assertThat(copy.wrap(target, 0, length)).isTrue();
        assertThat(Packets.payload(copy)).isEqualTo(Packets.payload(view));
    }
}
