package dev.bluesky.wire.rtp;

/** Arithmetic on 32-bit RTP timestamps that wrap (RFC 3550 section 5.1). */
public final class RtpTimestamp {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private RtpTimestamp() {}

    /** Whether {@code a} comes after {@code b}; half the space apart the larger one, unsigned. */
    public static boolean isNewer(int a, int b) {
        int ahead = a - b;
        return ahead == Integer.MIN_VALUE ? Integer.compareUnsigned(a, b) > 0 : ahead > 0;
    }

    /** The ticks from {@code from} to {@code to} by the shorter way. */
    public static int distance(int from, int to) {
        return to - from;
    }

    /** The timestamp without wrapping: the one nearest to {@code reference}. */
    public static long unwrap(int timestamp, long reference) {
        return reference + (timestamp - (int) reference);
    }

    /**
     * A time as ticks of a clock, for any time since the epoch without overflow.
     *
     * @param ns nanoseconds, any sign
     * @param clockRate ticks per second, such as 90000
     */
    public static long ticks(long ns, int clockRate) {
        long seconds = Math.floorDiv(ns, NS_PER_SECOND);
        return seconds * clockRate + Math.floorMod(ns, NS_PER_SECOND) * clockRate / NS_PER_SECOND;
    }

    /** A number of ticks as nanoseconds. */
    public static long ns(long ticks, int clockRate) {
        long seconds = Math.floorDiv(ticks, (long) clockRate);
        return seconds * NS_PER_SECOND
                + Math.floorMod(ticks, (long) clockRate) * NS_PER_SECOND / clockRate;
    }
}
