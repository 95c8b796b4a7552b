package dev.bluesky.media.congestion;

import dev.bluesky.wire.rtp.SequenceNumber;

/**
 * What was sent lately, by transport-wide sequence number. A packet is found by its place, which is
 * valid until the next {@link #sent}. Memory is taken for as many packets as leave in {@link
 * #KEPT_NS}: of many viewers little of it fits into a processor's caches.
 */
final class SendHistory {
    /** Twice the longest wait for feedback. */
    static final long KEPT_NS = 2_000_000_000L;

    /** So many at most are kept, which is as long as that at 1000 packets a second. */
    static final int SIZE = 2048;

    private static final int FIRST_SIZE = 64;

    static final int UNKNOWN = -1;

    /** Of each packet its sending time, and beside it all the rest: both are in one cache line. */
    private static final int WORDS = 2;

    /**
     * The rest, from the lowest bit on: the state, the length, the probe, the number's low bits.
     */
    private static final int STATE_BITS = 2;

    private static final int BYTES_BITS = 16;
    private static final int PROBE_BITS = 16;
    private static final int PROBE_SHIFT = STATE_BITS + BYTES_BITS;
    private static final int NUMBER_SHIFT = PROBE_SHIFT + PROBE_BITS;
    private static final long STATE_MASK = (1 << STATE_BITS) - 1L;

    /** The greatest id of a probe that is kept. */
    static final int PROBE_ID_MAX = (1 << PROBE_BITS) - 1;

    private static final long NOTHING = 0;
    private static final long IN_FLIGHT = 1;
    private static final long LOST = 2;
    private static final long ARRIVED = 3;

    private long[] words = new long[WORDS * FIRST_SIZE];
    private long highest;
    private boolean started;

    /**
     * A packet leaves.
     *
     * @param length in bytes, 16 bits
     * @param probeId at most {@link #PROBE_ID_MAX}
     */
    void sent(int transportSequence, int length, int probeId, long nowNs) {
        highest = unwrap(transportSequence);
        started = true;
        int place = place(highest);
        while (isWanted(place, nowNs) && words.length < WORDS * SIZE) {
            grow();
            place = place(highest);
        }
        words[place] = nowNs;
        words[place + 1] =
                (highest << NUMBER_SHIFT)
                        | ((long) probeId << PROBE_SHIFT)
                        | ((long) length << STATE_BITS)
                        | IN_FLIGHT;
    }

    private boolean isWanted(int place, long nowNs) {
        return state(place) != NOTHING && nowNs - words[place] < KEPT_NS;
    }

    private void grow() {
        long[] before = words;
        words = new long[2 * before.length];
        for (int i = 0; i < before.length; i += WORDS) {
            if ((before[i + 1] & STATE_MASK) != NOTHING) {
                int place = place(before[i + 1] >>> NUMBER_SHIFT);
                System.arraycopy(before, i, words, place, WORDS);
            }
        }
    }

    /** How many packets there is memory for. */
    int capacity() {
        return words.length / WORDS;
    }

    private long unwrap(int sequence) {
        return started ? SequenceNumber.unwrap(sequence, highest) : sequence;
    }

    private int place(long number) {
        return (int) number * WORDS & words.length - 1;
    }

    /** Where that packet is kept, or {@link #UNKNOWN} if it was never sent or too long ago. */
    int find(int transportSequence) {
        long number = unwrap(transportSequence);
        int place = place(number);
        long rest = words[place + 1];
        boolean isThat = (rest ^ (number << NUMBER_SHIFT)) >>> NUMBER_SHIFT == 0;
        return isThat && state(place) != NOTHING ? place : UNKNOWN;
    }

    private long state(int place) {
        return words[place + 1] & STATE_MASK;
    }

    private void become(int place, long state) {
        words[place + 1] = (words[place + 1] & ~STATE_MASK) | state;
    }

    /**
     * It arrived.
     *
     * @return false if that was known
     */
    boolean arrived(int place) {
        boolean news = state(place) != ARRIVED;
        become(place, ARRIVED);
        return news;
    }

    /**
     * It did not arrive, so far.
     *
     * @return false if that was known, or it has arrived meanwhile
     */
    boolean lost(int place) {
        boolean news = state(place) == IN_FLIGHT;
        if (news) {
            become(place, LOST);
        }
        return news;
    }

    boolean isLost(int place) {
        return state(place) == LOST;
    }

    long sentNs(int place) {
        return words[place];
    }

    int bytes(int place) {
        return (int) (words[place + 1] >>> STATE_BITS) & (1 << BYTES_BITS) - 1;
    }

    /** 0 for a packet that is part of no probe. */
    int probeId(int place) {
        return (int) (words[place + 1] >>> PROBE_SHIFT) & PROBE_ID_MAX;
    }
}
