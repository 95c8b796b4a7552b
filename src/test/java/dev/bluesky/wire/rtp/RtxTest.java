package dev.bluesky.wire.rtp;

import static dev.bluesky.wire.rtp.Packets.bytes;
import static dev.bluesky.wire.rtp.Packets.hex;
import static dev.bluesky.wire.rtp.Packets.view;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtxTest {
    private static final String ORIGINAL =
            "b1 e0 fffe 11223344 0000000a 00000009 bede0001 10aa0000 c0ffee 0002";
    private static final String RTX =
            "b1 e1 0007 11223344 0000000b 00000009 bede0001 10aa0000 fffe c0ffee 0002";

    @Test
    void theOriginalPacketComesBackInPlace() {
        RtpView view = view(RTX);
        int end = view.offset() + view.length();
        assertThat(Rtx.originalSequenceNumber(view)).isEqualTo(0xfffe);
        assertThat(Rtx.unwrap(view, 10, 96)).isTrue();
        assertThat(bytes(view)).isEqualTo(hex(ORIGINAL));
        assertThat(view.offset() + view.length()).isEqualTo(end);
        assertThat(AudioLevel.read(view.extensions(), 1)).isEqualTo(0xaa);
    }

    @Test
    void aRetransmissionIsMadeInPlaceTowardsTheFront() {
        byte[] buffer = new byte[100];
        byte[] original = hex(ORIGINAL);
        System.arraycopy(original, 0, buffer, 7, original.length);
        RtpView view = new RtpView();
        assertThat(view.wrap(buffer, 7, original.length)).isTrue();
        Rtx.wrap(view, 11, 97, 7);
        assertThat(view.offset()).isEqualTo(5);
        assertThat(bytes(view)).isEqualTo(hex(RTX));
        assertThat(Rtx.unwrap(view, 10, 96)).isTrue();
        assertThat(view.offset()).isEqualTo(7);
        assertThat(bytes(view)).isEqualTo(original);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a0 61 0007 11223344 0000000b 00000004", // padding only
                "80 61 0007 11223344 0000000b", // nothing at all
                "80 61 0007 11223344 0000000b ff", // half a sequence number
                "a0 61 0007 11223344 0000000b ff 0002" // and padding behind it
            })
    void whatRepeatsNoPacketIsLeftAlone(String packet) {
        RtpView view = view(packet);
        assertThat(Rtx.originalSequenceNumber(view)).isEqualTo(-1);
        assertThat(Rtx.unwrap(view, 10, 96)).isFalse();
        assertThat(bytes(view)).isEqualTo(hex(packet));
    }

    @Test
    void aRepeatedEmptyPayloadIsAnEmptyPacket() {
        RtpView view = view("80 61 0007 11223344 0000000b 0102");
        assertThat(Rtx.unwrap(view, 10, 96)).isTrue();
        assertThat(bytes(view)).isEqualTo(hex("80 60 0102 11223344 0000000a"));
    }
}
