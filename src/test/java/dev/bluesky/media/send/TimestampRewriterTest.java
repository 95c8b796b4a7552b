package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampRewriterTest {

    private static final long MS = 1_000_000L;

    private final PublisherClock clock = new PublisherClock();

    private SourceTiming untold(int clockRateHz) {
        return new SourceTiming(clockRateHz, clock);
    }

    /** A source whose timestamp was this when its publisher's clock began. */
    private SourceTiming told(int timestampAtZero) {
        SourceTiming timing = untold(90_000);
        int atReport = timestampAtZero + 90_000;
        timing.report(2L << 32, atReport, 7L << 32); // a second after its clock began
        return timing;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, Integer.MAX_VALUE, Integer.MIN_VALUE, -2, -1})
    void aSwitchAdvancesTimestampsByTheTimeThatPassed(int start) {
        TimestampRewriter timestamps = new TimestampRewriter(90_000, start);
        timestamps.switchTo(123_456, untold(90_000), 0);
        assertThat(timestamps.rewrite(123_456, 0)).isEqualTo(start);
        assertThat(timestamps.rewrite(126_456, 33 * MS)).isEqualTo(start + 3_000);
        timestamps.switchTo(-5, untold(90_000), 133 * MS);
        assertThat(timestamps.rewrite(-5, 133 * MS)).isEqualTo(start + 12_000);
        assertThat(timestamps.rewrite(2_995, 166 * MS)).isEqualTo(start + 15_000);
    }

    @Test
    void aSwitchWithinTheSameMomentStillGoesForward() {
        TimestampRewriter timestamps = new TimestampRewriter(48_000, 0);
        timestamps.switchTo(10, untold(90_000), 5);
        timestamps.rewrite(10, 5);
        timestamps.switchTo(99, untold(90_000), 5);
        assertThat(timestamps.rewrite(99, 5)).isEqualTo(48);
    }

    @Test
    void aLatePacketKeepsItsOlderTimestamp() {
        TimestampRewriter timestamps = new TimestampRewriter(90_000, 0);
        timestamps.switchTo(0, untold(90_000), 0);
        timestamps.rewrite(6_000, 66 * MS);
        assertThat(timestamps.rewrite(3_000, 70 * MS)).isEqualTo(3_000);
        assertThat(timestamps.rewrite(9_000, 99 * MS)).isEqualTo(9_000);
    }

    @Test
    void aLeapOfTheSourceBecomesTheTimeThatPassed() {
        TimestampRewriter timestamps = new TimestampRewriter(90_000, 0);
        timestamps.switchTo(0, untold(90_000), 0);
        assertThat(timestamps.rewrite(0x4000_0000, 100 * MS)).isEqualTo(9_000);
        assertThat(timestamps.rewrite(0x4000_0000 + 3_000, 133 * MS)).isEqualTo(12_000);
        assertThat(timestamps.rewrite(5, 200 * MS)).isEqualTo(12_000 + 6_030);
    }

    @Test
    void aLongPauseIsNoLeap() {
        TimestampRewriter timestamps = new TimestampRewriter(48_000, 0);
        timestamps.switchTo(0, untold(90_000), 0);
        assertThat(timestamps.rewrite(60 * 48_000, 60_000 * MS)).isEqualTo(60 * 48_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -2_900, -1})
    void sizesOfOnePictureAreAlignedByTheirReportsHoweverLateOneArrives(int start) {
        SourceTiming small = told(1_000);
        SourceTiming large = told(start);
        TimestampRewriter timestamps = new TimestampRewriter(90_000, 70_000);
        timestamps.switchTo(1_000, small, 0);
        timestamps.rewrite(1_000 + 9_000, 100 * MS);

        // captured 133 ms after the clock began, but a key frame takes its time
        timestamps.switchTo(start + 12_000, large, 190 * MS);
        assertThat(timestamps.rewrite(start + 12_000, 190 * MS)).isEqualTo(70_000 + 12_000);
        timestamps.switchTo(1_000 + 15_000, small, 191 * MS);
        assertThat(timestamps.rewrite(1_000 + 15_000, 191 * MS)).isEqualTo(70_000 + 15_000);
    }

    @Test
    void aPictureThatWasShownInAnotherSizeComesAMillisecondLaterAndThisDoesNotAddUp() {
        SourceTiming small = told(1_000);
        SourceTiming large = told(5_000_000);
        TimestampRewriter timestamps = new TimestampRewriter(90_000, 0);
        timestamps.switchTo(1_000, small, 0);
        for (int frame = 1; frame <= 100; frame++) {
            int captured = 3_000 * frame;
            long nowNs = frame * 33_333_333L;
            if (frame % 2 == 0) { // the small one comes first, in place of the large one
                timestamps.switchTo(1_000 + captured, small, nowNs);
                assertThat(timestamps.rewrite(1_000 + captured, nowNs)).isEqualTo(captured);
            } else {
                int shown = timestamps.rewrite(1_000 + captured, nowNs);
                timestamps.switchTo(5_000_000 + captured, large, nowNs + 2 * MS);
                int again = timestamps.rewrite(5_000_000 + captured, nowNs + 2 * MS);
                assertThat(again).isEqualTo(shown + 90).isEqualTo(captured + 90);
            }
        }
    }

    @Test
    void reportsThatContradictWhatArrivesAreNotBelieved() {
        SourceTiming small = told(1_000);
        SourceTiming large = told(0);
        TimestampRewriter timestamps = new TimestampRewriter(90_000, 0);
        timestamps.switchTo(1_000, small, 0);
        timestamps.switchTo(50_000_000, large, 100 * MS);
        assertThat(timestamps.rewrite(50_000_000, 100 * MS)).isEqualTo(9_000);
    }
}
