package dev.bluesky.dtls;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How long a handshake may still take: so long in all; and while others wait for a thread, so long
 * waiting for its peer. That it had to wait for its own turn to compute, while many came at once,
 * is not the peer's fault.
 *
 * <p>Belongs to the handshake's thread.
 */
final class Patience {
    private final long timeNs;
    private final long crowdedTimeNs;
    private final BooleanSupplier crowded;
    private final LongSupplier clock;
    private long beginNs;
    private long waitedNs;

    /**
     * @param crowded whether others wait for a thread
     * @param clock monotonic, in nanoseconds
     */
    Patience(DtlsLimits limits, BooleanSupplier crowded, LongSupplier clock) {
        timeNs = limits.deadline().toNanos();
        crowdedTimeNs = limits.crowdedDeadline().toNanos();
        this.crowded = crowded;
        this.clock = clock;
        beginNs = clock.getAsLong();
    }

    /** From here it counts. */
    void begin() {
        beginNs = clock.getAsLong();
        waitedNs = 0;
    }

    /** It has waited for the peer, and for nothing else. */
    void waited(long ns) {
        waitedNs += ns;
    }

    /** How much is left now; nothing, or less, if it was too long. */
    long leftNs() {
        long leftNs = leftInAllNs();
        return crowded.getAsBoolean() ? Math.min(leftNs, crowdedTimeNs - waitedNs) : leftNs;
    }

    /** The same if nobody else waits. */
    long leftInAllNs() {
        return timeNs - (clock.getAsLong() - beginNs);
    }
}
