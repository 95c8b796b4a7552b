package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtpClockTest {
    private static final long HALF_SECOND = 1L << 31;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, -5_000_000_000L, Long.MAX_VALUE - 1_000_000_000L})
    void itGoesOnFromTheMomentAtWhichItWasRight(long startNs) {
        NtpClock clock = NtpClock.at(Instant.EPOCH.plusMillis(500), startNs);

        assertThat(clock.time(startNs)).isEqualTo((2_208_988_800L << 32) + HALF_SECOND);
        assertThat(clock.time(startNs + 2_500_000_000L) - clock.time(startNs))
                .isEqualTo((2L << 32) + HALF_SECOND);
        assertThat(clock.time(startNs - 500_000_000L) - clock.time(startNs))
                .isEqualTo(-HALF_SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999_999_999, 86_400_000_000_000L, 400L * 86_400 * 1_000_000_000})
    void itLosesNothingHoweverLongItRuns(long elapsedNs) {
        NtpClock clock = NtpClock.at(Instant.parse("2026-01-01T00:00:00.999999999Z"), 7);
        NtpClock later =
                NtpClock.at(
                        Instant.parse("2026-01-01T00:00:00.999999999Z")
                                .plus(Duration.ofNanos(elapsedNs)),
                        0);

        assertThat(clock.time(7 + elapsedNs) - later.time(0)).isBetween(-5L, 5L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 1_000_000})
    void itNeverGoesBack(long stepNs) {
        NtpClock clock = NtpClock.at(Instant.parse("2036-02-07T06:28:15.5Z"), 0);
        for (long now = 0; now < 2_000 * stepNs; now += stepNs) {
            assertThat(clock.time(now + stepNs) - clock.time(now)).isNotNegative();
        }
    }
}
