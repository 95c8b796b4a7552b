package dev.bluesky.media.send;

import java.util.Arrays;

/**
 * How the newest packets to one viewer were rewritten, by their numbers. A packet is found by its
 * place, which is valid until the next {@link #put}. Memory is taken for as many as are sent in
 * {@link #KEPT}, in one array: of many viewers little of it fits into a processor's caches.
 */
final class SentPackets {

    /** Where a packet is that is not kept. */
    static final int NOWHERE = -1;

    /** In units of a video stream's clock: two seconds, after which no source is kept either. */
    static final int KEPT = 180_000;

    private static final int FIRST_SIZE = 64;

    /** The numbers and the timestamp; how it was patched; when it was sent again. */
    private static final int WORDS = 3;

    private static final int NUMBER_SHIFT = 48;
    private static final int SOURCE_SHIFT = 32;
    private static final long EMPTY_NS = Long.MIN_VALUE;
    private static final long NEVER_NS = Long.MIN_VALUE + 1;

    private final int most;
    private int mask;
    private long[] words;

    /**
     * @param most how many are kept at most, a power of two
     */
    SentPackets(int most) {
        this.most = most;
        int size = Math.min(most, FIRST_SIZE);
        mask = size - 1;
        words = empty(size);
    }

    private static long[] empty(int size) {
        long[] words = new long[size * WORDS];
        Arrays.fill(words, EMPTY_NS);
        return words;
    }

    void clear() {
        Arrays.fill(words, EMPTY_NS);
    }

    /**
     * @param number 16 bits, as its viewer knows it
     * @param source 16 bits, as its source numbered it
     * @param patch a {@link dev.bluesky.media.codec.PayloadPatch}
     */
    void put(int number, int source, int timestamp, long patch) {
        int place = place(number);
        while (isWanted(place, timestamp) && mask + 1 < most) {
            grow();
            place = place(number);
        }
        words[place] =
                (long) number << NUMBER_SHIFT
                        | (long) source << SOURCE_SHIFT
                        | Integer.toUnsignedLong(timestamp);
        words[place + 1] = patch;
        words[place + 2] = NEVER_NS;
    }

    private int place(int number) {
        return (number & mask) * WORDS;
    }

    private boolean isWanted(int place, int timestamp) {
        return isTaken(place) && timestamp - timestamp(place) < KEPT;
    }

    private boolean isTaken(int place) {
        return words[place + 2] != EMPTY_NS;
    }

    private void grow() {
        long[] before = words;
        mask = 2 * mask + 1;
        words = empty(mask + 1);
        for (int i = 0; i < before.length; i += WORDS) {
            if (before[i + 2] != EMPTY_NS) {
                int place = place((int) (before[i] >>> NUMBER_SHIFT));
                System.arraycopy(before, i, words, place, WORDS);
            }
        }
    }

    /** Where the packet is, or {@link #NOWHERE}. */
    int find(int number) {
        int place = place(number);
        return isTaken(place) && number(place) == number ? place : NOWHERE;
    }

    int number(int place) {
        return (int) (words[place] >>> NUMBER_SHIFT);
    }

    int source(int place) {
        return (int) (words[place] >>> SOURCE_SHIFT) & 0xFFFF;
    }

    int timestamp(int place) {
        return (int) words[place];
    }

    long patch(int place) {
        return words[place + 1];
    }

    boolean wasResent(int place) {
        return words[place + 2] != NEVER_NS;
    }

    long resentNs(int place) {
        return words[place + 2];
    }

    void resent(int place, long nowNs) {
        words[place + 2] = nowNs;
    }

    /** How many there is memory for. */
    int capacity() {
        return mask + 1;
    }
}
