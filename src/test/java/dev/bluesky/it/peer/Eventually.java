package dev.bluesky.it.peer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waiting for what other processes and libwebrtc's threads do: a condition, polled until a
 * deadline.
 */
public final class Eventually {
    private static final long POLL_NANOS = 20_000_000;

    private Eventually() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param found describes the state if it never does
     * @throws AssertionError after {@code limit}
     */
    public static void within(Duration limit, Supplier<?> found, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + limit + "; found " + found.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
