package dev.bluesky.wire.rtp;

import static dev.bluesky.wire.rtp.Packets.bytes;
import static dev.bluesky.wire.rtp.Packets.hex;
import static dev.bluesky.wire.rtp.Packets.payload;
import static dev.bluesky.wire.rtp.Packets.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.NetworkOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpViewTest {
    /** Two CSRCs, a one-byte extension, padding of four. */
    private static final String FULL =
            "b2 e0 1234 01020304 a1a2a3a4 00000011 00000022" + "bede0001 10ff0000 c0ffee 00000004";

    @Test
    void everyFieldIsReadAtItsPlace() {
        RtpView view = view(FULL);
        assertThat(view.marker()).isTrue();
        assertThat(view.payloadType()).isEqualTo(96);
        assertThat(view.sequenceNumber()).isEqualTo(0x1234);
        assertThat(view.timestamp()).isEqualTo(0x01020304);
        assertThat(view.ssrc()).isEqualTo(0xa1a2a3a4);
        assertThat(view.csrcCount()).isEqualTo(2);
        assertThat(view.csrc(1)).isEqualTo(0x22);
        assertThat(view.hasExtension()).isTrue();
        assertThat(view.payloadOffset()).isEqualTo(100 + 28);
        assertThat(payload(view)).isEqualTo(hex("c0ffee"));
        assertThat(view.paddingLength()).isEqualTo(4);
        assertThat(view.isPaddingOnly()).isFalse();
    }

    @Test
    void settersChangeOnlyTheirField() {
        RtpView view = view(FULL);
        view.payloadType(111);
        view.sequenceNumber(65535);
        view.timestamp(-2);
        view.ssrc(-3);
        assertThat(bytes(view))
                .isEqualTo(
                        hex(
                                "b2 ef ffff fffffffe fffffffd 00000011 00000022"
                                        + "bede0001 10ff0000 c0ffee 00000004"));
        view.marker(false);
        assertThat(view.marker()).isFalse();
        assertThat(view.payloadType()).isEqualTo(111);
    }

    @Test
    void aWrittenHeaderReadsBack() {
        byte[] buffer = new byte[20];
        RtpView.writeHeader(buffer, 3, 127, 65535, -1, 0x80000001);
        RtpView view = new RtpView();
        assertThat(view.wrap(buffer, 3, 12)).isTrue();
        assertThat(view.payloadType()).isEqualTo(127);
        assertThat(view.sequenceNumber()).isEqualTo(65535);
        assertThat(view.timestamp()).isEqualTo(-1);
        assertThat(view.ssrc()).isEqualTo(0x80000001);
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void aPacketThatEndsInsideItsHeaderIsNone() {
        byte[] packet = hex(FULL);
        RtpView view = new RtpView();
        for (int length = 0; length < 28; length++) {
            assertThat(view.wrap(packet, 0, length)).as("length %d", length).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 60 0001 00000000 00000001", // version 0
                "40 60 0001 00000000 00000001", // version 1
                "c0 60 0001 00000000 00000001", // version 3
                "8f 60 0001 00000000 00000001 00000000", // 15 CSRCs that are not there
                "90 60 0001 00000000 00000001", // extension without its header
                "90 60 0001 00000000 00000001 bede0002 00000000", // extension too long
                "90 60 0001 00000000 00000001 bedeffff 00000000", // far too long
                "a0 60 0001 00000000 00000001 aabb00", // padding of none
                "a0 60 0001 00000000 00000001 aabb04", // more padding than payload
                "a0 60 0001 00000000 000000ff", // padding bit, but nothing there
                "b0 60 0001 00000000 00000001 bede0001 00000005", // padding counted in the
                // extension
            })
    void lyingLengthsMakeNoPacket(String packet) {
        byte[] bytes = hex(packet);
        assertThat(new RtpView().wrap(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void paddingAloneIsAValidPacketWithoutPayload() {
        RtpView view = view("a0 60 0001 00000000 00000001 000003");
        assertThat(view.isPaddingOnly()).isTrue();
        assertThat(view.payloadLength()).isZero();
        assertThat(view.paddingLength()).isEqualTo(3);
        assertThat(view("80 60 0001 00000000 00000001").isPaddingOnly()).isTrue();
    }

    @Test
    void aRefusedPacketLeavesNothingOfTheOneBefore() {
        RtpView view = view(FULL);
        assertThat(view.wrap(new byte[40], 0, 40)).isFalse();
        assertThat(view.extensions().first()).isEqualTo(HeaderExtensions.NONE);
        assertThat(view.buffer()).isEmpty();
    }

    @Test
    void paddingMakesPacketsEquallyLongAndComesOffAgain() {
        RtpView view = view("80 60 0001 00000000 00000001 aabbcc");
        assertThat(view.padTo(20)).isTrue();
        assertThat(bytes(view)).isEqualTo(hex("a0 60 0001 00000000 00000001 aabbcc 0000000005"));
        assertThat(new RtpView().wrap(view.buffer(), view.offset(), view.length())).isTrue();
        assertThat(payload(view)).isEqualTo(hex("aabbcc"));
        assertThat(view.padTo(16)).isTrue();
        assertThat(bytes(view)).isEqualTo(hex("a0 60 0001 00000000 00000001 aabbcc 01"));
        view.stripPadding();
        assertThat(bytes(view)).isEqualTo(hex("80 60 0001 00000000 00000001 aabbcc"));
    }

    @Test
    void paddingThatCannotBeIsRefusedWithoutChange() {
        RtpView view = view("80 60 0001 00000000 00000001 aabbcc");
        byte[] before = bytes(view);
        assertThat(view.padTo(14)).isFalse();
        assertThat(view.padTo(15 + 256)).isFalse();
        assertThat(bytes(view)).isEqualTo(before);
        byte[] tight = hex("80 60 0001 00000000 00000001 aabbcc");
        assertThat(view.wrap(tight, 0, tight.length)).isTrue();
        assertThat(view.padTo(16)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomBytesNeverLeadOutOfThePacket(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RtpView view = new RtpView();
        for (int i = 0; i < 50_000; i++) {
            byte[] packet = new byte[random.nextInt(90)];
            random.nextBytes(packet);
            if (packet.length > 12) {
                packet[0] = (byte) (0x80 | (packet[0] & 0x3F));
                disguiseExtension(packet, random);
            }
            if (view.wrap(packet, 0, packet.length)) {
                assertInside(view, packet.length, seed);
            }
        }
    }

    /** Otherwise hardly any packet would have elements. */
    private static void disguiseExtension(byte[] packet, SplittableRandom random) {
        int at = 12 + 4 * (packet[0] & 0x0F);
        if (at + 4 <= packet.length) {
            NetworkOrder.put16(packet, at, random.nextBoolean() ? 0xBEDE : 0x1000);
            NetworkOrder.put16(packet, at + 2, random.nextInt(10));
        }
    }

    private static void assertInside(RtpView view, int length, long seed) {
        assertThat(view.payloadLength()).as("seed %d", seed).isNotNegative();
        assertThat(view.payloadOffset() + view.payloadLength() + view.paddingLength())
                .as("seed %d", seed)
                .isEqualTo(length);
        HeaderExtensions x = view.extensions();
        for (int e = x.first(); e != HeaderExtensions.NONE; e = x.next(e)) {
            assertThat(x.dataOffset(e) + x.dataLength(e))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(view.payloadOffset());
            assertThat(x.id(e)).as("seed %d", seed).isBetween(1, 255);
        }
    }
}
