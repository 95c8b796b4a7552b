package dev.bluesky.media.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoudnessRankingTest {
    private static final Candidate A = new Candidate("a", "0");
    private static final Candidate B = new Candidate("b", "0");
    private static final Candidate C = new Candidate("c", "0");
    private static final List<Candidate> ALL = List.of(A, B, C);

    private final LoudnessRanking ranking = new LoudnessRanking();

    private void heard(int a, int b, int c, int steps) {
        for (int i = 0; i < steps; i++) {
            ranking.heard(A, a, false);
            ranking.heard(B, b, false);
            ranking.heard(C, c, false);
        }
    }

    private List<Candidate> rank(Candidate... shown) {
        return ranking.rank(ALL, Set.of(shown));
    }

    @Test
    void inSilenceWhoIsShownStaysFirst() {
        heard(0, 0, 0, 10);
        assertThat(rank()).containsExactly(A, B, C);
        assertThat(rank(C)).containsExactly(C, A, B);
    }

    @Test
    void aFirstWordComesThroughAtOnce() {
        heard(5, 5, 5, 20);
        heard(5, 5, 95, 1);
        assertThat(rank(A, B)).first().isEqualTo(C);
        assertThat(ranking.isAudible(C)).isFalse();
        heard(5, 5, 95, 2);
        assertThat(ranking.isAudible(C)).isTrue();
    }

    @Test
    void aPauseCostsNobodyItsPlace() {
        heard(0, 95, 90, 20);
        heard(0, 0, 90, 6);
        assertThat(rank(B)).first().isEqualTo(B);
        heard(0, 0, 90, 20);
        assertThat(rank(B)).first().isEqualTo(C);
    }

    @Test
    void aChallengerMustBeSixDecibelsLouder() {
        heard(0, 90, 95, 60);
        assertThat(rank(B)).containsExactly(B, C, A);
        heard(0, 90, 97, 60);
        assertThat(rank(B)).containsExactly(C, B, A);
    }

    @Test
    void whoSaysNothingIsBehindWhoIsHeardAndBeforeWhoIsSilent() {
        heard(0, LevelMeter.UNKNOWN, 80, 20);
        assertThat(rank()).containsExactly(C, B, A);
        assertThat(rank(A)).containsExactly(C, B, A);
        assertThat(ranking.isAudible(B)).isFalse();
    }

    @Test
    void theMutedAreLastAndKeepNobodyOut() {
        for (int i = 0; i < 20; i++) {
            ranking.heard(A, 100, true);
            ranking.heard(B, 0, false);
        }
        assertThat(ranking.rank(List.of(A, B), Set.of(A))).containsExactly(B, A);
    }

    @Test
    void overtakenIsWhoIsHeardByOneWhoIsClearlyLouderAndNotTheViewer() {
        heard(90, 50, 95, 60);
        assertThat(ranking.isOvertaken(ALL, Set.of(A, C), "x")).isFalse();
        assertThat(ranking.isOvertaken(ALL, Set.of(A, B), "x")).isTrue();
        assertThat(ranking.isOvertaken(ALL, Set.of(A, B), "c")).isFalse();
        assertThat(ranking.isOvertaken(List.of(A, C), Set.of(A), "x")).as("5 dB").isFalse();
        assertThat(ranking.isOvertaken(ALL, Set.of(), "x")).as("no slots").isFalse();
    }

    @Test
    void whoHasGoneIsForgotten() {
        heard(100, 0, 0, 20);
        ranking.keep(List.of(B, C));
        assertThat(rank()).containsExactly(A, B, C);
        assertThat(ranking.isAudible(A)).isFalse();
    }
}
