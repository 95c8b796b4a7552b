package dev.bluesky.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The goals of the whole, over a simulated bottleneck; congestion.md has more figures. */
class BottleneckTest {
    private static final double GOAL = 0.85;

    @ParameterizedTest
    @CsvSource({"1,500", "2,500", "1,1000", "2,1000", "1,3000", "2,3000", "1,10000", "2,10000"})
    void aSteadyBottleneckIsUsedWithoutAStandingQueueOrLoss(long seed, int kbps) {
        Scenario scenario = new Scenario(seed, kbps * 1e3, 60);
        scenario.elastic(0, 25);
        scenario.run();
        Trace trace = scenario.media.get(0);

        assertThat(scenario.utilization(10, 60)).isGreaterThan(GOAL);
        assertThat(trace.meanDelayMs(10, 60)).isLessThan(50);
        assertThat(trace.delay95Ms(10, 60)).isLessThan(100);
        assertThat(trace.loss(10, 60)).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mostOfTheBottleneckIsUsedWithinTenSeconds(long seed) {
        Scenario scenario = new Scenario(seed, 3e6, 15);
        scenario.elastic(0, 25);
        scenario.run();

        assertThat(scenario.media.get(0).reachedAfter(0, GOAL * 3e6)).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFallIsFollowedAndARiseIsFound(long seed) {
        Scenario scenario = new Scenario(seed, 3e6, 60);
        scenario.layers(0, 25, 150_000, 500_000, 1_500_000);
        scenario.there.at(20, 0.5e6).at(40, 3e6);
        scenario.run();
        Trace trace = scenario.media.get(0);

        assertThat(trace.sentBps(21, 40)).as("at once, and for good").isLessThan(0.5e6);
        assertThat(trace.sentBps(21, 21.5)).isLessThan(0.5e6);
        assertThat(trace.settledAfter(20, 200)).isLessThan(2);
        assertThat(trace.longestAudioGapMs(19, 60)).isLessThan(200);
        assertThat(trace.reachedAfter(40, 1.5e6)).as("the largest layer").isLessThan(10);
    }

    @ParameterizedTest
    @CsvSource({"1,0.02", "2,0.02", "3,0.02", "1,0.05", "2,0.05", "3,0.05"})
    void lossThatDoesNotDependOnTheRateIsLivedWith(long seed, double loss) {
        Scenario scenario = new Scenario(seed, 3e6, 60);
        scenario.there.loss(loss);
        scenario.elastic(0, 25);
        scenario.run();

        assertThat(scenario.utilization(10, 60)).isGreaterThan(0.75);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void jitterStarvesNobody(long seed) {
        Scenario scenario = new Scenario(seed, 3e6, 60);
        scenario.there.jitterMs(30);
        scenario.elastic(0, 25);
        scenario.run();

        assertThat(scenario.utilization(10, 60)).isGreaterThan(0.75);
        assertThat(scenario.media.get(0).loss(10, 60)).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aQueueTooShortToShowInTheDelayIsKnownByItsLoss(long seed) {
        Scenario scenario = new Scenario(seed, 3e6, 60);
        scenario.there.queueMs(15);
        scenario.elastic(0, 25);
        scenario.run();

        assertThat(scenario.utilization(10, 60)).isGreaterThan(0.75);
        assertThat(scenario.media.get(0).loss(10, 60)).isLessThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void twoFlowsShareFairlyWhateverThePathCarries(long seed) {
        Scenario scenario = Evaluation.RFC_5_2.run(seed);

        assertThat(scenario.fairness(10, scenario.seconds)).isGreaterThan(0.95);
        assertThat(scenario.utilization(10, scenario.seconds)).isGreaterThan(GOAL);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPausedFlowGetsItsShareAgain(long seed) {
        Scenario scenario = Evaluation.RFC_5_8.run(seed);

        assertThat(scenario.media.get(1).receivedBps(80, 120)).isGreaterThan(3.5e6 / 3 / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLongDownloadStarvesNobodyAndIsNotStarved(long seed) {
        Scenario scenario = Evaluation.RFC_5_6.run(seed);

        assertThat(scenario.utilization(10, 120)).isBetween(0.25, 0.75);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lostFeedbackIsNotTakenForALostPath(long seed) {
        Scenario scenario = new Scenario(seed, 2e6, 60);
        scenario.back.loss(0.2);
        scenario.elastic(0, 25);
        scenario.run();

        assertThat(scenario.utilization(10, 60)).isGreaterThan(0.75);
        assertThat(scenario.media.get(0).delay95Ms(10, 60)).isLessThan(150);
    }
}
