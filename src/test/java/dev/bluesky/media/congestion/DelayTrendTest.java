package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTrendTest {
    private final DelayTrend trend = new DelayTrend();
    private final ArrivalGroups groups = new ArrivalGroups(trend::delta);
    private long sentNs = 1_000 * MS;
    private long waitNs;

    /** A packet each 10 ms, each waiting so much longer than the one before. */
    private void packets(int count, long longerNs) {
        for (int i = 0; i < count; i++) {
            waitNs += longerNs;
            groups.packet(sentNs, sentNs + waitNs + 40 * MS);
            sentNs += 10 * MS;
        }
    }

    @Test
    void aSteadyDelayIsNormal() {
        packets(500, 0);
        assertThat(trend.usage()).isEqualTo(Usage.NORMAL);
    }

    @Test
    void aGrowingDelayIsSeenWithinAFifthOfASecondAndADrainingOneToo() {
        packets(100, 0);
        packets(20, 2 * MS);
        assertThat(trend.usage()).isEqualTo(Usage.OVER);
        packets(60, 0);
        assertThat(trend.usage()).isEqualTo(Usage.NORMAL);
        packets(20, -2 * MS);
        assertThat(trend.usage()).isEqualTo(Usage.UNDER);
    }

    @Test
    void afterARestartOnlyWhatComesCounts() {
        packets(100, 2 * MS);
        assertThat(trend.usage()).isEqualTo(Usage.OVER);
        trend.restart();
        groups.restart();
        assertThat(trend.isKnown()).isFalse();
        assertThat(trend.usage()).isEqualTo(Usage.NORMAL);
        packets(60, 0);
        assertThat(trend.isKnown()).isTrue();
        assertThat(trend.usage()).isEqualTo(Usage.NORMAL);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void jitterIsGotUsedTo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int over = 0;
        for (int i = 0; i < 6000; i++) {
            groups.packet(sentNs, sentNs + random.nextLong(20 * MS));
            sentNs += 10 * MS;
            over += i > 3000 && trend.usage() == Usage.OVER ? 1 : 0;
        }
        assertThat(over).as("of 3000").isLessThan(150);
    }

    @Test
    void aJumpOfAClockIsNoDelay() {
        packets(100, 0);
        waitNs += 3_600_000 * MS;
        packets(30, 0);
        assertThat(trend.usage()).isEqualTo(Usage.NORMAL);
        waitNs -= 7_200_000 * MS;
        packets(30, 0);
        assertThat(trend.usage()).isEqualTo(Usage.NORMAL);
    }
}
