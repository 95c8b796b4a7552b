package dev.bluesky.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtcp.ReceiverEstimatedMaximumBitrate;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a viewer tells of what was sent to it, the target stays within its bounds. See
 * testing.md for how to search.
 */
class EstimatorFuzzTest {
    private static final EstimatorSettings SETTINGS =
            new EstimatorSettings(300_000, 30_000, 5_000_000);
    private static final long MS = 1_000_000L;

    /** Rows of a byte that says how many packets are sent, one how long it takes, and RTCP. */
    static Stream<byte[]> stories() {
        return Stream.of(
                        "20 40 8fcd0008 00000001 00000002 0000 0020 000003 07"
                                + "2002 a001 d200 04 08 0c 10 14 ffff 000000",
                        "ff ff 8fcd0005 00000001 00000002 0000 0007 fffffe 00 2007 01010101 010101",
                        "10 10 8fce0006 00000001 00000000 52454d42 020bd090 00000002 00000003",
                        "10 10 81c90007 00000001 00000002 80000005 00000001 00000000 00000000 000000")
                .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @MethodSource("stories")
    @FuzzTest(maxDuration = "5m")
    void theTargetStaysWithinItsBounds(byte @NotNull [] story) {
        BandwidthEstimator estimator = new BandwidthEstimator(SETTINGS, 0);
        RtcpCompound compound = new RtcpCompound();
        long nowNs = 0;
        int sequence = 0;
        int at = 0;
        while (at + 6 <= story.length) {
            int packets = story[at] & 0xFF;
            long stepNs = (story[at + 1] & 0xFF) * MS / 16;
            for (int i = 0; i < packets; i++) {
                nowNs += stepNs;
                estimator.sent(sequence++ & 0xFFFF, 40 + 8 * i, i & 1, nowNs);
            }
            int length = 4 + 4 * (NetworkOrder.uint16(story, at + 4) & 0x3FF);
            int end = Math.min(story.length, at + 2 + length);
            if (compound.wrap(story, at + 2, end - at - 2).isSound()) {
                hear(estimator, compound, nowNs);
            }
            estimator.tick(nowNs);
            estimator.probe(nowNs);
            assertThat(estimator.targetBps()).isBetween(30_000L, 5_000_000L);
            assertThat(estimator.roundTripNs()).isNotNegative();
            at = end;
        }
    }

    private static void hear(BandwidthEstimator estimator, RtcpCompound compound, long nowNs) {
        while (compound.next()) {
            RtcpPacket packet = compound.packet();
            if (packet instanceof TransportFeedback feedback) {
                estimator.feedback(feedback, nowNs);
            } else if (packet instanceof ReceiverEstimatedMaximumBitrate remb) {
                estimator.remb(remb.bitrateBps(), nowNs);
            } else {
                estimator.report(255, 10 * MS, nowNs);
            }
        }
    }
}
