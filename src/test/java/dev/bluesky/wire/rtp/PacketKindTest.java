package dev.bluesky.wire.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketKindTest {
    private static PacketKind kind(int first, int second, int length) {
        byte[] datagram = new byte[3 + length];
        datagram[1] = (byte) first;
        datagram[2] = (byte) second;
        return PacketKind.of(datagram, 1, length);
    }

    /** RFC 7983 section 7, figure 3; what it assigns to ZRTP and TURN is not spoken here. */
    @Test
    void theFirstByteTellsTheProtocol() {
        for (int first = 0; first < 256; first++) {
            PacketKind expected = PacketKind.UNKNOWN;
            if (first <= 3) {
                expected = PacketKind.STUN;
            } else if (first >= 20 && first <= 63) {
                expected = PacketKind.DTLS;
            } else if (first >= 128 && first <= 191) {
                expected = PacketKind.RTP;
            }
            assertThat(kind(first, 111, 100)).as("first byte %d", first).isEqualTo(expected);
        }
    }

    @Test
    void payloadTypesThatCollideWithRtcpAreRtcp() {
        for (int second = 0; second < 256; second++) {
            int payloadType = second & 0x7F;
            boolean rtcp = payloadType >= 64 && payloadType <= 95;
            assertThat(kind(0x80, second, 100))
                    .as("second byte %d", second)
                    .isEqualTo(rtcp ? PacketKind.RTCP : PacketKind.RTP);
        }
    }

    @Test
    void aDatagramShorterThanItsHeaderIsNothing() {
        assertThat(kind(0x80, 111, 11)).isEqualTo(PacketKind.UNKNOWN);
        assertThat(kind(0x80, 111, 12)).isEqualTo(PacketKind.RTP);
        assertThat(kind(0x80, 200, 7)).isEqualTo(PacketKind.UNKNOWN);
        assertThat(kind(0, 1, 19)).isEqualTo(PacketKind.UNKNOWN);
        assertThat(kind(22, 254, 12)).isEqualTo(PacketKind.UNKNOWN);
        assertThat(kind(0, 0, 1)).isEqualTo(PacketKind.UNKNOWN);
        assertThat(kind(0, 0, 0)).isEqualTo(PacketKind.UNKNOWN);
    }
}
