package dev.bluesky.sfu;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How HTTP threads wait: with a limit, for a turn of their user's and for an engine; while others
 * compute ({@link RequestTurns}).
 *
 * @param limit the longest wait of each kind
 */
record Turns(Duration limit) {
    private static final Duration SOON = Duration.ofMillis(50);

    /** Runs the step while holding the turn. */
    <T> T take(ReentrantLock turn, Supplier<T> step) {
        if (!acquire(turn)) {
            throw timedOut("An earlier call for the same user has not ended yet; try again.");
        }
        try {
            return step.get();
        } finally {
            turn.unlock();
        }
    }

    /** The same for a step without a result. */
    void run(ReentrantLock turn, Runnable step) {
        boolean unused =
                take(
                        turn,
                        () -> {
                            step.run();
                            return true;
                        });
    }

    private boolean acquire(ReentrantLock turn) {
        try {
            if (turn.tryLock()) {
                return true;
            }
            RequestTurns.giveBack();
            return turn.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What the engine answers. */
    <T> T await(CompletionStage<T> answer) {
        try {
            return get(answer.toCompletableFuture());
        } catch (TimeoutException e) {
            throw timedOut("The media engine did not answer in time; try again.");
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw refused(e.getCause());
        }
    }

    /**
     * An engine that answers soon is waited for with the request's turn, so that it is given no
     * more at a time than requests have turns.
     */
    private <T> T get(CompletableFuture<T> answer)
            throws TimeoutException, InterruptedException, ExecutionException {
        long soonMs = Math.min(SOON.toMillis(), limit.toMillis());
        try {
            return answer.get(soonMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            RequestTurns.giveBack();
            return answer.get(limit.toMillis() - soonMs, TimeUnit.MILLISECONDS);
        }
    }

    /** A refusal as it is; anything else is a defect of the engine. */
    static SfuException refused(@Nullable Throwable cause) {
        return cause instanceof SfuException refusal
                ? refusal
                : new SfuException(Refusal.FAILED, "The media engine failed.", cause);
    }

    private static SfuException timedOut(String message) {
        return new SfuException(Refusal.TIMED_OUT, message);
    }

    /** The server interrupts those who wait when it stops. */
    static SfuException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SfuException(Refusal.STOPPING, "The server is stopping.", e);
    }
}
