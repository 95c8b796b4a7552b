package dev.bluesky.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestTurnsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final RequestTurns turns = new RequestTurns(1, LONG);
    private final Turns waits = new Turns(LONG);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        RequestTurns.giveBack();
        threads.shutdownNow();
    }

    @Test
    void whoFindsNoTurnFreeWaitsUntilOneIsGivenBack() throws Exception {
        assertThat(turns.take()).isTrue();
        CompletableFuture<Thread> asking = new CompletableFuture<>();
        Future<Boolean> other =
                threads.submit(
                        () -> {
                            asking.complete(Thread.currentThread());
                            return turns.take();
                        });
        while (asking.join().getState() != Thread.State.TIMED_WAITING) {
            assertThat(other.isDone()).as("has a turn that is taken").isFalse();
            Thread.onSpinWait();
        }
        RequestTurns.giveBack();
        assertThat(other.get()).isTrue();
    }

    @Test
    void aThreadHasOneTurnHoweverOftenItAsks() throws Exception {
        assertThat(turns.take()).isTrue();
        assertThat(turns.take()).isTrue();
        RequestTurns.giveBack();
        RequestTurns.giveBack();
        assertThat(elsewhere(turns::take)).isTrue();
    }

    @Test
    void whoGetsNoTurnInTimeGoesOnWithoutAndTakesNobodys() throws Exception {
        RequestTurns impatient = new RequestTurns(1, Duration.ZERO);
        assertThat(impatient.take()).isTrue();
        assertThat(
                        elsewhere(
                                () -> {
                                    boolean has = impatient.take();
                                    RequestTurns.giveBack();
                                    return has || impatient.take();
                                }))
                .isFalse();
    }

    @Test
    void whoWaitsForAnEngineHasNoTurnMeanwhile() throws Exception {
        CompletableFuture<Boolean> has = new CompletableFuture<>();
        CompletableFuture<String> answer = new CompletableFuture<>();
        Future<String> waiting =
                threads.submit(
                        () -> {
                            has.complete(turns.take());
                            return waits.await(answer);
                        });
        assertThat(has.join()).isTrue();
        assertThat(turns.take()).isTrue();
        answer.complete("answer");
        assertThat(waiting.get()).isEqualTo("answer");
    }

    @Test
    void whoWaitsForAnEarlierCallOfTheSameUserHasNoTurnMeanwhile() throws Exception {
        CompletableFuture<Boolean> has = new CompletableFuture<>();
        ReentrantLock usersTurn = new ReentrantLock();
        Future<String> waiting;
        usersTurn.lock();
        try {
            waiting =
                    threads.submit(
                            () -> {
                                has.complete(turns.take());
                                return waits.take(usersTurn, () -> "done");
                            });
            assertThat(has.join()).isTrue();
            assertThat(turns.take()).isTrue();
        } finally {
            usersTurn.unlock();
        }
        assertThat(waiting.get()).isEqualTo("done");
    }

    @Test
    void anEngineThatAnswersAtOnceIsWaitedForWithTheTurn() throws Exception {
        assertThat(turns.take()).isTrue();
        assertThat(waits.<String>await(CompletableFuture.completedFuture("answer")))
                .isEqualTo("answer");
        RequestTurns impatient = new RequestTurns(1, Duration.ZERO);
        assertThat(impatient.take()).as("still has the other turn").isFalse();
    }

    private boolean elsewhere(Supplier<Boolean> step) throws Exception {
        return threads.submit(step::get).get();
    }
}
