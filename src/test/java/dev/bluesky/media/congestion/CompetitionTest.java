package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompetitionTest {
    private final Competition competition = new Competition();
    private long nowNs = 10_000 * MS;

    /** The queue grows, less is sent, and a second passes in which it is at least so long. */
    private void decrease(long queueMs, long leastAfterwardsMs, double arrivingPart) {
        competition.growing(queueMs * MS, arrivingPart, nowNs);
        for (int i = 0; i < 10; i++) {
            nowNs += 100 * MS;
            long queue = i == 5 ? leastAfterwardsMs : Math.max(queueMs, leastAfterwardsMs);
            competition.queue(queue * MS, nowNs - 50 * MS, nowNs);
        }
    }

    @Test
    void aQueueThatShrinksWhenLessIsSentIsOurs() {
        for (int i = 0; i < 10; i++) {
            decrease(80, 40, 0.95);
        }
        assertThat(competition.isLikely()).isFalse();
    }

    @Test
    void aQueueThatDoesNotIsSomebodyElses() {
        for (int i = 0; i < 5; i++) {
            decrease(40 + 20 * i, 60 + 20 * i, 0.95);
        }
        assertThat(competition.isLikely()).isTrue();
    }

    @Test
    void aQueueInWhichMostOfOursIsStuckIsOurs() {
        for (int i = 0; i < 5; i++) {
            decrease(40 + 20 * i, 60 + 20 * i, 0.3);
        }
        assertThat(competition.isLikely()).isFalse();
    }

    @Test
    void itEndsOnceTheQueueStaysShort() {
        for (int i = 0; i < 5; i++) {
            decrease(40 + 20 * i, 60 + 20 * i, 0.95);
        }
        competition.queue(10 * MS, nowNs, nowNs + 1_000 * MS);
        assertThat(competition.isLikely()).as("for a moment").isTrue();
        competition.queue(10 * MS, nowNs, nowNs + 2_500 * MS);
        assertThat(competition.isLikely()).isFalse();
    }
}
