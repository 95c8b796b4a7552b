package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbePlanTest {
    private static final double DEMAND_BPS = 10_000_000;
    private static final double ESTIMATE_BPS = 500_000;

    private final ProbePlan plan = new ProbePlan(EstimatorSettings.DEFAULT);
    private long nowNs = 20_000 * MS;

    private @Nullable Probe next(double estimateBps) {
        return next(estimateBps, DEMAND_BPS, nowNs - 10_000 * MS);
    }

    private @Nullable Probe next(double estimateBps, double demandBps, long calmSinceNs) {
        nowNs += 100 * MS;
        return plan.next(estimateBps, demandBps, false, calmSinceNs, nowNs);
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

    /** Who joins while a publisher's largest picture has not come yet, or wants it only now. */
    @Test
    void afterASuccessMoreIsTriedAtOnceWhenMoreIsWanted() {
        Probe first = probe();
        plan.result((double) first.rateBps(), false);
        assertThat(next(1_500_000, 1_250_000, 0)).isNull();
        assertThat(next(1_500_000, 1_250_000, 0)).isNull();

        Probe more = next(1_500_000, 2_500_000, 0);
        assertThat(more).isNotNull();
    }

    @Test
    void butNotIfSomethingHasSpokenAgainstItSince() {
        Probe first = probe();
        plan.result((double) first.rateBps(), false);
        assertThat(next(1_500_000, 1_250_000, 0)).isNull();

        assertThat(next(1_200_000, 2_500_000, nowNs)).isNull();
    }

    /** What took all pictures may have lasted for a moment, or be for long. */
    @Test
    void whereNoPictureIsAllowedItIsTriedSoonAndThenEverMoreSeldom() {
        long calmSinceNs = nowNs;
        List<Long> triedMs = new ArrayList<>();
        Probe first = probe();
        plan.result(0.5 * (double) first.rateBps(), true);
        long sinceNs = nowNs;
        while (nowNs - sinceNs < 16_000 * MS) {
            nowNs += 100 * MS;
            Probe probe = plan.next(40_000, DEMAND_BPS, true, calmSinceNs, nowNs);
            if (probe != null) {
                triedMs.add((nowNs - sinceNs) / MS);
                assertThat(probe.rateBps()).isEqualTo(160_000);
                plan.result(40_000, true);
            }
        }
        assertThat(triedMs).containsExactly(1_000L, 3_000L, 7_000L, 12_000L);
    }

    @Test
    void butNotBeforeThePathHasBeenCalmForASecond() {
        Probe first = probe();
        plan.result(0.5 * (double) first.rateBps(), true);
        nowNs += 5_000 * MS;
        assertThat(plan.next(40_000, DEMAND_BPS, true, nowNs - 900 * MS, nowNs)).isNull();
        assertThat(plan.next(40_000, DEMAND_BPS, true, nowNs - 1_000 * MS, nowNs)).isNotNull();
    }
}
