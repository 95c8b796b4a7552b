package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateControlTest {
    private static final long START_NS = 5_000 * MS;
    private static final int BYTES = 1250;
    private static final EstimatorSettings SETTINGS =
            new EstimatorSettings(3_000_000, 30_000, 10_000_000);

    private final RateMeter acknowledged = new RateMeter();
    private final RateMeter sent = new RateMeter();
    private final QueueDelay queue = new QueueDelay();
    private final RateControl rate =
            new RateControl(
                    SETTINGS, acknowledged, sent, queue, new RoundTrip(), START_NS - 5_000 * MS);
    private long nowNs = START_NS;

    /** A packet each so many milliseconds. */
    private void packets(RateMeter meter, int count, int everyMs) {
        for (int i = 0; i < count; i++) {
            meter.packet(nowNs, BYTES);
            nowNs += everyMs * MS;
        }
    }

    private void waits(int milliseconds) {
        queue.delay(0, nowNs);
        queue.delay(milliseconds * MS, nowNs);
    }

    /** So many packets are sent, and as many arrive, and the line through the delays rises. */
    private void over(int count, int sentEveryMs, int arrivingEveryMs, int waitMs) {
        packets(sent, count, sentEveryMs);
        nowNs = START_NS;
        packets(acknowledged, count, arrivingEveryMs);
        waits(waitMs);
        rate.over(nowNs);
    }

    @Test
    void fallsBelowWhatArrivesWhenTheQueueGrows() {
        over(100, 4, 5, 50);
        assertThat(rate.bps()).isBetween(1_700_000.0, 1_900_000.0);
    }

    /** A larger picture begins; feedback comes later, and much of what it tells of was small. */
    @Test
    void whatBeganToArriveJustNowSaysMoreThanTheTimeBefore() {
        packets(sent, 5, 50);
        packets(sent, 100, 4);
        nowNs = START_NS;
        packets(acknowledged, 8, 50);
        packets(acknowledged, 62, 4);
        waits(50);
        rate.over(nowNs);
        assertThat(rate.bps()).isBetween(2_000_000.0, 2_600_000.0);
    }

    /** A picture of somewhat less than the path carries: its bursts fill the queue for a moment. */
    @Test
    void whatIsSentAndArrivesIsNotCutIfMoreWasAllowed() {
        over(150, 4, 4, 30);
        assertThat(rate.bps()).isBetween(2_600_000.0, 2_800_000.0);
        packets(acknowledged, 100, 4);
        rate.over(nowNs);
        assertThat(rate.bps()).as("since that was no help").isLessThan(2_400_000);
    }

    @Test
    void aQueueThatHasDrainedIsNoReasonToSendLess() {
        over(100, 4, 4, 3);
        assertThat(rate.bps()).isEqualTo(3_000_000);
    }

    /** A machine that stood still for a moment has held it back, and a part has not come yet. */
    @Test
    void norIfMuchLessIsSentThanMayBe() {
        over(100, 16, 20, 3);
        assertThat(rate.bps()).isEqualTo(3_000_000);
    }

    @Test
    void butWhatDoesNotComeIsAReason() {
        over(100, 8, 20, 3);
        assertThat(rate.bps()).isLessThan(500_000);
    }
}
