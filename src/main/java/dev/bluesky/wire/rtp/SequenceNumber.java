package dev.bluesky.wire.rtp;

/** Arithmetic on 16-bit sequence numbers that wrap (RFC 3550 section 5.1, RFC 1982). */
public final class SequenceNumber {
    /** One more than the largest sequence number. */
    public static final int MODULUS = 1 << 16;

    private static final int HALF = MODULUS / 2;

    private SequenceNumber() {}

    /**
     * Whether {@code a} comes after {@code b}. Exactly half the number space apart there is no
     * telling; then the larger number counts as newer, so that the order stays antisymmetric.
     */
    public static boolean isNewer(int a, int b) {
        int ahead = (a - b) & 0xFFFF;
        return ahead == HALF ? a > b : ahead != 0 && ahead < HALF;
    }

    /** The steps from {@code from} to {@code to} by the shorter way: -32768 to 32767. */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }

    /** The number {@code steps} (which may be negative) further. */
    public static int plus(int sequenceNumber, int steps) {
        return (sequenceNumber + steps) & 0xFFFF;
    }

    /**
     * The number without wrapping: the one nearest to {@code reference}, which is the last
     * unwrapped one, or the first sequence number itself. Its low 16 bits are the sequence number,
     * also when reordering around the start makes it negative.
     */
    public static long unwrap(int sequenceNumber, long reference) {
        return reference + (short) (sequenceNumber - (int) reference);
    }

    /** What {@link #unwrap} came from. */
    public static int wrap(long unwrapped) {
        return (int) unwrapped & 0xFFFF;
    }
}
