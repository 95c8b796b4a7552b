package dev.bluesky.loop;

import java.util.function.DoubleSupplier;

/**
 * For how long a socket that was read empty is left alone. Never while the loop has time left; the
 * busier it is, the longer, up to a limit: then a turn begins less often and has more of each
 * frame, which leaves in longer runs.
 */
final class Hold {
    /** Cores; below it what comes is sent on at once. */
    static final double LITTLE = 0.4;

    /** From here on the wait is as long as it may be. */
    static final double MUCH = 0.8;

    private final long longestNs;
    private final DoubleSupplier load;

    /**
     * @param longestNs 0 for none
     * @param load cores that the loop uses, 0 to 1
     */
    Hold(long longestNs, DoubleSupplier load) {
        this.longestNs = longestNs;
        this.load = load;
    }

    /** How long to wait now, 0 for not at all. */
    long lengthNs() {
        double part = (load.getAsDouble() - LITTLE) / (MUCH - LITTLE);
        return (long) (longestNs * Math.max(0, Math.min(1, part)));
    }
}
