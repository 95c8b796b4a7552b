package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampRewriterTest {

    private static final long MS = 1_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, Integer.MAX_VALUE, Integer.MIN_VALUE, -2, -1})
    void aSwitchAdvancesTimestampsByTheTimeThatPassed(int start) {
        TimestampRewriter timestamps = new TimestampRewriter(90_000, start);
        timestamps.switchTo(123_456, 0);
        assertThat(timestamps.rewrite(123_456, 0)).isEqualTo(start);
        assertThat(timestamps.rewrite(126_456, 33 * MS)).isEqualTo(start + 3_000);
        timestamps.switchTo(-5, 133 * MS);
        assertThat(timestamps.rewrite(-5, 133 * MS)).isEqualTo(start + 12_000);
        assertThat(timestamps.rewrite(2_995, 166 * MS)).isEqualTo(start + 15_000);
    }

    @Test
    void aSwitchWithinTheSameMomentStillGoesForward() {
        TimestampRewriter timestamps = new TimestampRewriter(48_000, 0);
        timestamps.switchTo(10, 5);
        timestamps.rewrite(10, 5);
        timestamps.switchTo(99, 5);
        assertThat(timestamps.rewrite(99, 5)).isEqualTo(48);
    }

    @Test
    void aLatePacketKeepsItsOlderTimestamp() {
        TimestampRewriter timestamps = new TimestampRewriter(90_000, 0);
        timestamps.switchTo(0, 0);
        timestamps.rewrite(6_000, 66 * MS);
        assertThat(timestamps.rewrite(3_000, 70 * MS)).isEqualTo(3_000);
        assertThat(timestamps.rewrite(9_000, 99 * MS)).isEqualTo(9_000);
    }

    @Test
    void aLeapOfTheSourceBecomesTheTimeThatPassed() {
        TimestampRewriter timestamps = new TimestampRewriter(90_000, 0);
        timestamps.switchTo(0, 0);
        assertThat(timestamps.rewrite(0x4000_0000, 100 * MS)).isEqualTo(9_000);
        assertThat(timestamps.rewrite(0x4000_0000 + 3_000, 133 * MS)).isEqualTo(12_000);
        assertThat(timestamps.rewrite(5, 200 * MS)).isEqualTo(12_000 + 6_030);
    }

    @Test
    void aLongPauseIsNoLeap() {
        TimestampRewriter timestamps = new TimestampRewriter(48_000, 0);
        timestamps.switchTo(0, 0);
        assertThat(timestamps.rewrite(60 * 48_000, 60_000 * MS)).isEqualTo(60 * 48_000);
    }
}
