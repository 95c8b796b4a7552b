package dev.bluesky.wire.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are RTCP that can be read to its end, or none. See testing.md for how to search. */
class RtcpFuzzTest {
    static Stream<byte[]> datagrams() {
        return Stream.of(
                        "80c90001 00000007 81ca0003 00000005 0103616263 000000",
                        "81cd0004 00000001 00000002 fffe 8003 0064 0000",
                        "8fce0006 00000001 00000000 52454d42 020bd090 00000002 00000003",
                        "84ce0004 00000001 00000000 00000002 ff000000",
                        "8fcd0008 00000001 00000002 fffe 0013 000003 07"
                                + "2002 a001 d200 04 08 0c 10 14 ffff 000000",
                        "82cb0004 00000001 00000002 05 6c65617665 0000")
                .map(Rtcp::hex);
    }

    @MethodSource("datagrams")
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreReadToTheirEndOrDropped(byte @NotNull [] datagram) {
        RtcpCompound compound = new RtcpCompound();
        if (!compound.wrap(datagram, 0, datagram.length).isSound()) {
            assertThat(compound.next()).isFalse();
            return;
        }
        while (compound.next()) {
            RtcpPacket packet = compound.packet();
            if (packet instanceof TransportFeedback feedback) {
                assertThat(Rtcp.statuses(feedback)).hasSize(feedback.statusCount());
            } else if (packet instanceof GenericNack nack) {
                nack.forEachLost(number -> assertThat(number).isBetween(0, 65535));
            } else if (packet instanceof ReceiverEstimatedMaximumBitrate remb) {
                assertThat(remb.bitrateBps()).isNotNegative();
            }
        }
    }
}
