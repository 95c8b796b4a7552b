package dev.bluesky.engine.nativertc;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One timer that is armed, disarmed and armed again. Safe for all threads. */
final class Deadline {

    private final ScheduledExecutorService timer;
    private @Nullable ScheduledFuture<?> pending;

    Deadline(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Runs the action after the delay, unless one is pending already. */
    synchronized void arm(Duration delay, Runnable action) {
        if (pending == null) {
            pending = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    synchronized void disarm() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
    }
}
