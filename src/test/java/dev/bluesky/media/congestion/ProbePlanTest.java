package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbePlanTest {
    private static final double DEMAND_BPS = 10_000_000;
    private static final double ESTIMATE_BPS = 500_000;

    private final ProbePlan plan = new ProbePlan(EstimatorSettings.DEFAULT);
    private long nowNs = 20_000 * MS;

    private @Nullable Probe next(double estimateBps) {
        nowNs += 100 * MS;
        return plan.next(estimateBps, DEMAND_BPS, nowNs - 10_000 * MS, nowNs);
    }

    private Probe probe() {
        Probe probe = next(ESTIMATE_BPS);
        assertThat(probe).isNotNull();
        return probe == null ? new Probe(0, 0, 0, 0) : probe;
    }

    @Test
    void aSuccessIsFollowedByTwiceOfItAtOnce() {
        Probe first = probe();
        plan.result((double) first.rateBps(), false);
        assertThat(probe().rateBps()).isEqualTo(2 * first.rateBps());
    }

    @Test
    void whatSaidTooLittleIsTriedAgainAtOnceButNotForEver() {
        Probe first = probe();
        for (int i = 0; i < 3; i++) {
            plan.result(0.5 * (double) first.rateBps(), false);
            assertThat(probe().rateBps()).isEqualTo(first.rateBps());
        }
        plan.result(0.5 * (double) first.rateBps(), false);
        assertThat(next(ESTIMATE_BPS)).isNull();
    }

    @Test
    void aLimitIsNotTriedAgainAtOnce() {
        Probe first = probe();
        plan.result(0.5 * (double) first.rateBps(), true);
        assertThat(next(ESTIMATE_BPS)).isNull();
    }

    @Test
    void aProbeIsLongEnoughForThePacketsThatAShaperLetsGoAtOnce() {
        assertThat(probe().bytes()).isGreaterThanOrEqualTo(6_000);
    }
}
