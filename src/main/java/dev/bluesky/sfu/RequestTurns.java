package dev.bluesky.sfu;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many requests compute at a time. A container has some hundred threads; when many people come
 * at once, all of them would compute, and the media of those who are in would wait among them. Who
 * waits for a client, for an earlier call, or for long for an engine has no turn meanwhile: nobody
 * can hold up others by being slow.
 */
public final class RequestTurns {
    /**
     * Whoever computes is done in milliseconds; if not, the others are better off without turns.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final ThreadLocal<@Nullable RequestTurns> HELD = new ThreadLocal<>();

    private final Semaphore free;
    private final Duration patience;

    /**
     * @param atATime how many may compute at a time
     * @param patience after which a request goes on without
     */
    RequestTurns(int atATime, Duration patience) {
        free = new Semaphore(atATime, true);
        this.patience = patience;
    }

    /** As many as the processor has cores. */
    static RequestTurns ofThisMachine() {
        return new RequestTurns(Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    /**
     * Waits for this thread's turn, first come, first served.
     *
     * @return whether it has it; who has waited too long, or was interrupted, has not
     */
    public boolean take() {
        if (HELD.get() == null && acquired()) {
            HELD.set(this);
        }
        return HELD.get() == this;
    }

    private boolean acquired() {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** This thread's turn, if it has one, is another's. */
    public static void giveBack() {
        RequestTurns held = HELD.get();
        if (held != null) {
            HELD.remove();
            held.free.release();
        }
    }
}
