package dev.bluesky.media.receive;

import java.util.Arrays;

/** Which of the last {@link #WINDOW} packets arrived, by unwrapped sequence number. */
final class LossLog {
    static final int WINDOW = 2048;

    private final long[] bits = new long[WINDOW / Long.SIZE];

    void clear() {
        Arrays.fill(bits, 0);
    }

    /** Forgets what lies a window back, to make room for the numbers up to {@code newest}. */
    void advance(long previous, long newest) {
        if (newest - previous >= WINDOW) {
            clear();
            return;
        }
        for (long number = previous + 1; number <= newest; number++) {
            bits[word(number)] &= ~(1L << number);
        }
    }

    void add(long number) {
        bits[word(number)] |= 1L << number;
    }

    boolean contains(long number) {
        return (bits[word(number)] & 1L << number) != 0;
    }

    private static int word(long number) {
        return (int) (number >> 6) & WINDOW / Long.SIZE - 1;
    }
}
