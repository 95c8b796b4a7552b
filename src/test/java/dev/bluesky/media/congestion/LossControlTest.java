package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossControlTest {
    private final LossControl loss = new LossControl(0);
    private double bps = 1_000_000;
    private long nowNs;

    /** A source that follows; so much of it is lost, in windows of 300 ms. */
    private void windows(int count, java.util.function.DoubleUnaryOperator lossAt) {
        for (int i = 0; i < count; i++) {
            nowNs += 301 * MS;
            int packets = (int) (bps / 10_000);
            int lost = (int) Math.round(packets * lossAt.applyAsDouble(bps));
            loss.told(lost, packets - lost, 0);
            bps *= loss.keep(bps, false, nowNs);
        }
    }

    @Test
    void aLittleLossIsNothing() {
        windows(100, rate -> 0.02);
        assertThat(bps).isEqualTo(1_000_000);
        assertThat(loss.allowsGrowth()).isTrue();
    }

    @Test
    void someLossIsNoTimeToGrow() {
        windows(3, rate -> 0.05);
        assertThat(bps).isEqualTo(1_000_000);
        assertThat(loss.allowsGrowth()).isFalse();
    }

    @Test
    void muchLossIsAnsweredAtOnce() {
        windows(1, rate -> 0.5);
        assertThat(bps).isBetween(400_000.0, 600_000.0);
    }

    @Test
    void ofAFewPacketsSomeAreLostByChance() {
        nowNs += 301 * MS;
        loss.told(4, 26, 0);
        assertThat(loss.keep(bps, false, nowNs)).isEqualTo(1);
        assertThat(loss.isMuch()).isFalse();

        nowNs += 301 * MS;
        loss.told(10, 20, 0);
        assertThat(loss.keep(bps, false, nowNs)).isLessThan(0.9);
        assertThat(loss.isMuch()).isTrue();
    }

    @Test
    void theLossOfABottleneckEndsWhenTheRateFits() {
        windows(60, rate -> Math.max(0, 1 - 600_000 / rate));
        assertThat(bps).isBetween(450_000.0, 680_000.0);
    }

    @Test
    void lossThatStaysWhenLessIsSentIsThePathsOwn() {
        windows(40, rate -> 0.05);
        assertThat(bps).isGreaterThan(700_000);
        assertThat(loss.allowsGrowth()).isTrue();
    }

    @Test
    void withALongQueueNoLossIsThePathsOwn() {
        windows(40, rate -> 0.05);
        loss.queueIsLong();
        windows(2, rate -> 0.05);
        assertThat(loss.allowsGrowth()).isFalse();
    }

    @Test
    void whatArrivesAfterAllWasNotLost() {
        loss.told(50, 50, 0);
        loss.told(0, 50, 50);
        assertThat(loss.keep(bps, false, 400 * MS)).isEqualTo(1);
    }

    @Test
    void besideADownloadALossIsAnsweredAsItDoes() {
        loss.told(2, 98, 0);
        assertThat(loss.keep(bps, true, 400 * MS)).isLessThan(1);
    }
}
