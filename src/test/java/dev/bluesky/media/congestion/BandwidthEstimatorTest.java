package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthEstimatorTest {
    private static final long START_NS = 5_000_000_000L;

    private final Feedbacks feedbacks = new Feedbacks();
    private final BandwidthEstimator estimator =
            new BandwidthEstimator(new EstimatorSettings(500_000, 30_000, 2_000_000), START_NS);
    private long nowNs = START_NS;
    private int sequence;

    /** A tenth of a second of 250-byte packets, 20 ms away, of which so many arrive at most. */
    private void tenth(int packets, int mostArriving) {
        Feedbacks feedback = feedbacks.from(sequence);
        for (int i = 0; i < packets; i++) {
            estimator.sent(sequence & 0xFFFF, 250, 0, nowNs);
            if ((i + 1) * mostArriving / packets > i * mostArriving / packets
                    || mostArriving >= packets) {
                feedback.arrived(sequence, nowNs + 10 * MS);
            }
            sequence++;
            nowNs += 100 * MS / packets;
        }
        nowNs += 10 * MS;
        estimator.feedback(feedback.read(), nowNs);
        nowNs -= 10 * MS;
    }

    /**
     * A tenth of a second of 20 packets that arrive with so much between them, the first of them so
     * late.
     */
    private void tenthWithDelay(double firstMs, double betweenMs) {
        Feedbacks feedback = feedbacks.from(sequence);
        for (int i = 0; i < 20; i++) {
            estimator.sent(sequence & 0xFFFF, 250, 0, nowNs);
            double arrivalMs = firstMs + i * betweenMs;
            feedback.arrived(sequence, nowNs - i * 5L * MS + 10 * MS + (long) (arrivalMs * 1e6));
            sequence++;
            nowNs += 5 * MS;
        }
        estimator.feedback(feedback.read(), nowNs + (long) ((firstMs + 20 * betweenMs) * 1e6));
    }

    private void tenthOfWhichTheLastIsLateBy(int lateMs) {
        Feedbacks feedback = feedbacks.from(sequence);
        for (int i = 0; i < 20; i++) {
            estimator.sent(sequence & 0xFFFF, 250, 0, nowNs);
            feedback.arrived(sequence, nowNs + (i < 19 ? 10 : 10 + lateMs) * MS);
            sequence++;
            nowNs += 5 * MS;
        }
        estimator.feedback(feedback.read(), nowNs + lateMs * MS);
    }

    /** A tenth of a second with 20 packets at its beginning, which arrive so much apart. */
    private void burst(double betweenMs) {
        Feedbacks feedback = feedbacks.from(sequence);
        for (int i = 0; i < 20; i++) {
            estimator.sent(sequence & 0xFFFF, 250, 0, nowNs);
            feedback.arrived(sequence, nowNs + 10 * MS + (long) (i * betweenMs * 1e6));
            sequence++;
        }
        nowNs += 100 * MS;
        estimator.feedback(feedback.read(), nowNs);
    }

    private int allowed() {
        return (int) (estimator.targetBps() / 20_000);
    }

    @Test
    void startsWhereItIsTold() {
        assertThat(estimator.targetBps()).isEqualTo(500_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 32767, 65535})
    void growsWhileEverythingArrives(int firstSequence) {
        sequence = firstSequence;
        for (int i = 0; i < 50; i++) {
            tenth(allowed(), 1000);
        }
        assertThat(estimator.targetBps()).isBetween(600_000L, 2_000_000L);
    }

    @Test
    void growsNotFarBeyondWhatIsProvenToArrive() {
        for (int i = 0; i < 300; i++) {
            tenth(20, 1000);
        }
        assertThat(estimator.targetBps()).isBetween(500_000L, 620_000L);
    }

    @Test
    void meetsNoLimitWhileEverythingArrives() {
        for (int i = 0; i < 50; i++) {
            tenth(allowed(), 1000);
        }
        assertThat(estimator.hasMetLimit()).isFalse();
    }

    @Test
    void meetsItsLimitWithLossAndWithWhatTheViewerSays() {
        for (int i = 0; i < 50; i++) {
            tenth(allowed(), 15);
        }
        assertThat(estimator.hasMetLimit()).isTrue();

        BandwidthEstimator told = new BandwidthEstimator(EstimatorSettings.DEFAULT, START_NS);
        told.remb(300_000, START_NS);
        assertThat(told.hasMetLimit()).isTrue();
    }

    @Test
    void fallsToWhatArrives() {
        for (int i = 0; i < 100; i++) {
            tenth(allowed(), 15);
        }
        assertThat(estimator.targetBps()).isBetween(240_000L, 360_000L);
    }

    @Test
    void aPathThatBecomesNarrowIsSeenByTheFirstFeedback() {
        for (int i = 0; i < 20; i++) {
            tenth(20, 1000);
        }
        assertThat(estimator.hasMetLimit()).isFalse();
        tenthWithDelay(0, 20);
        assertThat(estimator.targetBps()).isBetween(60_000L, 130_000L);
        assertThat(estimator.hasMetLimit()).isTrue();
    }

    @Test
    void aPathWhereBurstsWaitIsNotWide() {
        for (int i = 0; i < 60; i++) {
            tenth(20, 1000);
        }
        assertThat(estimator.isWide()).isTrue();
        for (int i = 0; i < 60; i++) {
            burst(1.5);
        }
        assertThat(estimator.hasMetLimit()).isFalse();
        assertThat(estimator.isWide()).isFalse();
    }

    @Test
    void whatSomethingHeldBackAndLetGoAtOnceMakesNoPathNarrow() {
        for (int i = 0; i < 20; i++) {
            tenth(20, 1000);
        }
        tenthWithDelay(100, 0.5);
        tenthWithDelay(0, 5);
        assertThat(estimator.targetBps()).isGreaterThan(490_000);
        assertThat(estimator.hasMetLimit()).isFalse();
    }

    /** Feedback is sent when the first of what was held back has come. */
    @Test
    void norIfOnlyTheFirstOfItHasCome() {
        for (int i = 0; i < 20; i++) {
            tenth(20, 1000);
        }
        tenthOfWhichTheLastIsLateBy(120);
        assertThat(estimator.targetBps()).isGreaterThan(490_000);
        assertThat(estimator.hasMetLimit()).isFalse();
    }

    @Test
    void staysWithinItsBounds() {
        for (int i = 0; i < 400; i++) {
            tenth(allowed(), 1000);
        }
        assertThat(estimator.targetBps()).isEqualTo(2_000_000);
        for (int i = 0; i < 300; i++) {
            tenth(4, 1);
        }
        assertThat(estimator.targetBps()).isBetween(30_000L, 100_000L);
    }

    @Test
    void whatIsSentLessThanAllowedDoesNotPullTheEstimateDown() {
        for (int i = 0; i < 600; i++) {
            tenth(2, 1000);
        }
        assertThat(estimator.targetBps()).isEqualTo(500_000);
    }

    @Test
    void lessAndLessIsSentWhileNothingIsTold() {
        tenth(25, 1000);
        for (int i = 0; i < 40; i++) {
            estimator.sent(sequence++, 1000, 0, nowNs);
            nowNs += 100 * MS;
            estimator.tick(nowNs);
            if (i == 5) {
                assertThat(estimator.targetBps()).as("a feedback may be lost").isEqualTo(500_000);
            }
        }
        assertThat(estimator.targetBps()).isLessThan(60_000);
    }

    @Test
    void aViewerWithReportsAloneMaySendThemEveryFewSeconds() {
        for (int i = 0; i < 60; i++) {
            estimator.sent(sequence++, 1000, 0, nowNs);
            nowNs += 100 * MS;
            estimator.tick(nowNs);
        }
        assertThat(estimator.targetBps()).isEqualTo(500_000);
    }

    @Test
    void theLossOfReportsCountsWhereThereIsNothingBetter() {
        for (int i = 0; i < 30; i++) {
            for (int each = 0; each < 50; each++) {
                estimator.sent(sequence++ & 0xFFFF, 1200, 0, nowNs);
                nowNs += 20 * MS;
            }
            estimator.report(64, 80 * MS, nowNs);
        }
        assertThat(estimator.targetBps()).isLessThan(250_000);
        assertThat(estimator.roundTripNs()).isEqualTo(80 * MS);
    }

    @Test
    void aViewersRembIsTakenWhereThereIsNothingBetter() {
        estimator.remb(1_200_000, nowNs);
        assertThat(estimator.targetBps()).isEqualTo(1_200_000);
        estimator.remb(400_000, nowNs);
        assertThat(estimator.targetBps()).isEqualTo(400_000);
    }

    @Test
    void aRembThatIsNotRepeatedIsForgotten() {
        estimator.remb(100_000, nowNs);
        estimator.tick(nowNs + 11_000 * MS);
        assertThat(estimator.targetBps()).isEqualTo(500_000);
    }

    @Test
    void aViewersRembIsNotExceeded() {
        estimator.remb(100_000, nowNs);
        assertThat(estimator.targetBps()).isEqualTo(100_000);
    }

    @Test
    void aProbeThatArrivesRaisesTheEstimateAtOnce() {
        estimator.demand(1_500_000, false);
        tenth(20, 1000);
        Probe probe = Objects.requireNonNull(estimator.probe(nowNs));
        assertThat(probe.rateBps()).isGreaterThan(1_000_000);
        assertThat(estimator.probe(nowNs)).as("one at a time").isNull();
        probe(probe);
        assertThat(estimator.targetBps()).isGreaterThan(1_000_000);
    }

    private void probe(Probe probe) {
        Feedbacks feedback = feedbacks.from(sequence);
        int packets = Math.max(probe.packets(), probe.bytes() / 500 + 1);
        for (int i = 0; i < packets; i++) {
            estimator.sent(sequence & 0xFFFF, 500, probe.id(), nowNs);
            feedback.arrived(sequence++, nowNs + 10 * MS);
            nowNs += 500L * 8 * 1_000_000_000 / probe.rateBps();
        }
        nowNs += 20 * MS;
        estimator.feedback(feedback.read(), nowNs);
    }

    @Test
    void nothingIsProbedForThatNobodyWants() {
        estimator.demand(400_000, false);
        for (int i = 0; i < 300; i++) {
            tenth(10, 1000);
            assertThat(estimator.probe(nowNs)).isNull();
        }
    }

    @Test
    void nothingIsProbedThatNobodyWouldTellOf() {
        estimator.demand(5_000_000, false);
        assertThat(estimator.probe(nowNs)).isNull();
    }

    @Test
    void feedbackOnWhatWasNeverSentChangesNothing() {
        tenth(20, 1000);
        long before = estimator.targetBps();
        Feedbacks feedback = feedbacks.from(30_000);
        for (int i = 0; i < 200; i++) {
            feedback.arrived(30_000 + i, nowNs + i * MS);
        }
        estimator.feedback(feedback.read(), nowNs);
        assertThat(estimator.targetBps()).isEqualTo(before);
    }
}
