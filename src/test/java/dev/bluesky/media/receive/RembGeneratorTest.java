package dev.bluesky.media.receive;

import static dev.bluesky.media.receive.Rtcp.MS;
import static dev.bluesky.media.receive.Rtcp.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtcp.ReceiverEstimatedMaximumBitrate;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.SsrcList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RembGeneratorTest {
    private static final int[] SSRCS = {3, 4};

    private final RembGenerator remb = new RembGenerator(300_000, 50_000, 2_000_000, 0);

    private List<RtcpPacket> drain(long nowNs) {
        return Rtcp.written(1500, out -> remb.drain(out, 1, SSRCS, 2, nowNs));
    }

    /** A publisher that sends as much as it is told, for so many seconds. */
    private void run(int fromSecond, int toSecond, int fractionLost) {
        for (int second = fromSecond; second < toSecond; second++) {
            long bytes = remb.bitrateBps() / 8;
            for (int i = 0; i < 100; i++) {
                remb.packet((int) bytes / 100, second * SECOND + i * 10L * MS);
            }
            remb.loss(fractionLost);
        }
    }

    @Test
    void theEstimateNamesTheStreams() {
        assertThat(drain(0))
                .containsExactly(
                        new ReceiverEstimatedMaximumBitrate(
                                1, 300_000 >> 1 << 1, SsrcList.of(3, 4)));
        assertThat(drain(999 * MS)).isEmpty();
        assertThat(drain(SECOND)).hasSize(1);
    }

    @Test
    void itRisesWithoutLossUpToItsLimit() {
        run(0, 10, 0);
        assertThat(remb.bitrateBps()).isGreaterThan(550_000);
        run(10, 60, 0);
        assertThat(remb.bitrateBps()).isEqualTo(2_000_000);
    }

    @Test
    void itHoldsWithSomeLossAndFallsWithMuch() {
        run(0, 10, 0);
        long before = remb.bitrateBps();
        run(10, 20, 15);
        assertThat(remb.bitrateBps()).isEqualTo(before);
        drain(20 * SECOND);
        remb.loss(128);
        assertThat(remb.bitrateBps())
                .isCloseTo(before * 3 / 4, org.assertj.core.data.Offset.offset(1L));
        assertThat(remb.nextDueNs()).isEqualTo(20 * SECOND + 250 * MS);
        run(20, 100, 255);
        assertThat(remb.bitrateBps()).isEqualTo(50_000);
    }

    @Test
    void anIdlePublisherDoesNotDriveItUp() {
        for (int second = 0; second < 300; second++) {
            remb.packet(100, second * SECOND);
            remb.loss(0);
        }
        assertThat(remb.bitrateBps()).isLessThanOrEqualTo(300_000);
    }
}
