package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateMeterTest {
    private final RateMeter meter = new RateMeter();

    /** 1000 bytes each so many milliseconds; returns the end. */
    private long packets(long fromNs, long forMs, long eachMs) {
        for (long at = 0; at < forMs; at += eachMs) {
            meter.packet(fromNs + at * MS, 1000);
        }
        return fromNs + forMs * MS;
    }

    @Test
    void isKnownAfterAWhile() {
        assertThat(meter.isKnown()).isFalse();
        long at = packets(0, 100, 10);
        assertThat(meter.isKnown()).isFalse();
        packets(at, 400, 10);
        assertThat(meter.isKnown()).isTrue();
    }

    @Test
    void measuresASteadyRate() {
        packets(123_456_789L, 5000, 4);
        assertThat(meter.bps()).isCloseTo(2_000_000, within(60_000.0));
        assertThat(meter.latestBps()).isCloseTo(2_000_000, within(200_000.0));
    }

    @Test
    void theLatestPacketsShowAFallBeforeTheWindowDoes() {
        long at = packets(0, 2000, 4);
        packets(at, 160, 20);
        assertThat(meter.latestBps()).isLessThan(700_000);
        assertThat(meter.bps()).isGreaterThan(1_200_000);
    }

    @Test
    void aClockThatJumpsBeginsAnew() {
        long at = packets(0, 2000, 4);
        for (long jump : new long[] {3_600_000 * MS, -7_200_000 * MS}) {
            packets(at + jump, 600, 20);
            assertThat(meter.bps()).isCloseTo(400_000, within(40_000.0));
        }
    }

    @Test
    void aPacketThatComesLateCountsWhereItBelongs() {
        long at = packets(0, 600, 10);
        double before = meter.bps();
        meter.packet(at - 100 * MS, 1000);
        assertThat(meter.bps()).isGreaterThan(before);
        meter.packet(at - 599 * MS, 1000);
        assertThat(meter.bps()).isCloseTo(800_000, within(80_000.0));
    }
}
