package dev.bluesky.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private static int taken(Allowance allowance, long nowNs) {
        for (int count = 0; ; count++) {
            try {
                allowance.take(nowNs);
            } catch (SfuException e) {
                assertThat(e.refusal()).isEqualTo(Refusal.TOO_MANY);
                return count;
            }
        }
    }

    /** The clock may wrap, and an allowance be forgotten for long. */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - SECOND_NS, -SECOND_NS})
    void someComeAtOnceAndThenSoManyASecond(long startNs) {
        Allowance allowance = new Allowance(20, 2, startNs);
        assertThat(taken(allowance, startNs)).isEqualTo(20);
        assertThat(taken(allowance, startNs)).isZero();
        assertThat(taken(allowance, startNs + SECOND_NS / 2 - 1)).isZero();
        assertThat(taken(allowance, startNs + SECOND_NS / 2)).isEqualTo(1);
        assertThat(taken(allowance, startNs + 5 * SECOND_NS)).isEqualTo(9);
        assertThat(taken(allowance, startNs + 3_600 * SECOND_NS)).isEqualTo(20);
        assertThat(taken(allowance, startNs + 3_600L * 24 * 365 * SECOND_NS)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, 1L << 40})
    void aClockThatSeemsToGoBackGivesNothing(long startNs) {
        Allowance allowance = new Allowance(3, 1, startNs);
        assertThat(taken(allowance, startNs)).isEqualTo(3);
        assertThat(taken(allowance, startNs - SECOND_NS)).isZero();
    }
}
