package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

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

    /** A tenth of a second of 1000-byte packets, 20 ms away; every so manyth is lost. */
    private void tenth(int packets, int lostEach) {
        Feedbacks feedback = feedbacks.from(sequence);
        for (int i = 0; i < packets; i++) {
            estimator.sent(sequence & 0xFFFF, 1000, 0, nowNs);
            if (lostEach == 0 || i % lostEach != lostEach - 1) {
                feedback.arrived(sequence, nowNs + 10 * MS);
            }
            sequence++;
            nowNs += 100 * MS / packets;
        }
        nowNs += 10 * MS;
        estimator.feedback(feedback.read(), nowNs);
        nowNs -= 10 * MS;
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
            tenth(8, 0);
        }
        assertThat(estimator.targetBps()).isBetween(600_000L, 970_000L);
    }

    @Test
    void fallsWhileAQuarterIsLost() {
        for (int i = 0; i < 50; i++) {
            tenth(12, 4);
        }
        assertThat(estimator.targetBps()).isLessThan(400_000L);
    }

    @Test
    void staysWithinItsBounds() {
        for (int i = 0; i < 400; i++) {
            tenth(60, 0);
        }
        assertThat(estimator.targetBps()).isEqualTo(2_000_000);
        for (int i = 0; i < 300; i++) {
            tenth(12, 2);
        }
        assertThat(estimator.targetBps()).isGreaterThanOrEqualTo(30_000);
    }

    @Test
    void aViewersRembIsNotExceeded() {
        estimator.remb(100_000, nowNs);
        assertThat(estimator.targetBps()).isEqualTo(100_000);
    }
}
