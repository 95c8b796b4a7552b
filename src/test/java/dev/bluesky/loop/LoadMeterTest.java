package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoadMeterTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private long nowNs;
    private long cpuNs = 7 * SECOND_NS;
    private final LoadMeter meter = new LoadMeter(() -> cpuNs);

    private void run(int seconds, double cores) {
        for (int i = 0; i < seconds * 100; i++) {
            cpuNs += (long) (cores * SECOND_NS / 100);
            nowNs += SECOND_NS / 100;
            meter.tick(nowNs);
        }
    }

    @Test
    void whatWasUsedBeforeTheFirstTickCountsForNothing() {
        meter.tick(nowNs);
        run(10, 0);

        assertThat(meter.cores()).isZero();
    }

    @Test
    void itFollowsWhatIsUsedWithinSeconds() {
        meter.tick(nowNs);
        run(10, 0.8);
        assertThat(meter.cores()).isCloseTo(0.8, within(0.01));

        run(1, 0.2);
        assertThat(meter.cores()).isBetween(0.3, 0.7);
        run(9, 0.2);
        assertThat(meter.cores()).isCloseTo(0.2, within(0.01));
    }
}
