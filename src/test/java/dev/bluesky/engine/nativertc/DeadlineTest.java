package dev.bluesky.engine.nativertc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Deadline deadline = new Deadline(timer);

    DeadlineTest() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void theActionRunsAfterTheDelay() throws InterruptedException {
        CountDownLatch run = new CountDownLatch(1);
        deadline.arm(Duration.ofMillis(1), run::countDown);
        assertThat(run.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void onlyOneIsPendingHoweverOftenItIsArmed() {
        deadline.arm(NEVER, () -> {});
        deadline.arm(NEVER, () -> {});
        assertThat(timer.getQueue()).hasSize(1);
    }

    @Test
    void disarmedItIsGoneAndMayBeArmedAgain() {
        deadline.disarm();
        deadline.arm(NEVER, () -> {});
        deadline.disarm();
        assertThat(timer.getQueue()).isEmpty();
        deadline.arm(NEVER, () -> {});
        assertThat(timer.getQueue()).hasSize(1);
    }
}
