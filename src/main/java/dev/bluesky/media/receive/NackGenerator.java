package dev.bluesky.media.receive;

import dev.bluesky.wire.rtp.SequenceNumber;
import java.util.Arrays;

/**
 * The packets to ask for again (RFC 4585 section 6.2.1): each first after a moment, in which
 * reordering sorts itself out, then about once in a round trip, at most {@link #MAX_TRIES} times.
 * What is given up is remembered until {@link #takeUnrecoverable}: then only a key frame helps.
 */
public final class NackGenerator {
    /** How far back it asks; also how many packets can be missing at a time. */
    public static final int WINDOW = 1024;

    public static final int MAX_TRIES = 10;

    private static final long MS = 1_000_000L;
    static final long FIRST_DELAY_NS = 5 * MS;
    static final long MAX_AGE_NS = 3_000 * MS;
    private static final long MIN_RETRY_NS = 20 * MS;
    private static final long MAX_RETRY_NS = 500 * MS;
    private static final long INITIAL_RETRY_NS = 100 * MS;
    private static final byte NOT_MISSING = -1;
    private static final long NEVER = Long.MAX_VALUE;

    private final byte[] tries = new byte[WINDOW];
    private final long[] missingSinceNs = new long[WINDOW];
    private final long[] dueNs = new long[WINDOW];
    private long oldest;
    private int missing;
    private boolean anyDue;
    private long nextDueNs;
    private long retryNs = INITIAL_RETRY_NS;
    private boolean unrecoverable;

    NackGenerator() {
        Arrays.fill(tries, NOT_MISSING);
    }

    /** The round trip to the publisher; the wait between two requests stays within sane bounds. */
    public void roundTripNs(long ns) {
        retryNs = Math.max(MIN_RETRY_NS, Math.min(MAX_RETRY_NS, ns));
    }

    /** Forgets everything: numbering begins anew. */
    void restart() {
        Arrays.fill(tries, NOT_MISSING);
        missing = 0;
        unrecoverable = false;
    }

    /** The packets from {@code first} to before {@code newest} did not come before it. */
    void gap(long first, long newest, long nowNs) {
        long from = Math.max(first, newest - WINDOW + 1);
        unrecoverable |= from > first;
        forgetBefore(newest - WINDOW + 1);
        if (missing == 0) {
            oldest = from;
        }
        for (long number = from; number < newest; number++) {
            int slot = slot(number);
            tries[slot] = 0;
            missingSinceNs[slot] = nowNs;
            dueNs[slot] = nowNs + FIRST_DELAY_NS;
            missing++;
        }
        dueBy(nowNs + FIRST_DELAY_NS);
    }

    /** A packet came in order: those too far behind it are given up. */
    void newest(long number) {
        if (missing > 0) {
            forgetBefore(number - WINDOW + 1);
        }
    }

    private void forgetBefore(long first) {
        while (missing > 0 && oldest < first) {
            if (tries[slot(oldest)] != NOT_MISSING) {
                clear(oldest);
                unrecoverable = true;
            }
            oldest++;
        }
    }

    /** A packet came late; returns whether it was missing here. */
    boolean late(long number) {
        boolean wasMissing = missing > 0 && number >= oldest && isMissing(number);
        if (wasMissing) {
            clear(number);
        }
        return wasMissing;
    }

    private boolean isMissing(long number) {
        return number < oldest + WINDOW && tries[slot(number)] != NOT_MISSING;
    }

    private void clear(long number) {
        tries[slot(number)] = NOT_MISSING;
        missing--;
    }

    /** How many packets it waits for. */
    public int missing() {
        return missing;
    }

    /** When {@link #drain} has something next; {@link Long#MAX_VALUE} when nothing is missing. */
    public long nextDueNs() {
        return missing > 0 && anyDue ? nextDueNs : NEVER;
    }

    /**
     * Takes the sequence numbers that are due, oldest first, and counts the try.
     *
     * @param max how many to take at most; the others stay due
     * @return how many were written to {@code sequenceNumbers}
     */
    int drain(int[] sequenceNumbers, int max, long nowNs) {
        if (missing == 0 || max <= 0 || (anyDue && nextDueNs - nowNs > 0)) {
            return 0;
        }
        anyDue = false;
        int count = 0;
        int unseen = missing;
        for (long number = oldest; unseen > 0; number++) {
            int slot = slot(number);
            if (tries[slot] == NOT_MISSING) {
                oldest += number == oldest ? 1 : 0;
                continue;
            }
            unseen--;
            if (isHopeless(slot, nowNs)) {
                clear(number);
                unrecoverable = true;
                continue;
            }
            if (dueNs[slot] - nowNs <= 0 && count < max) {
                sequenceNumbers[count++] = SequenceNumber.wrap(number);
                tries[slot]++;
                dueNs[slot] = nowNs + retryNs;
            }
            dueBy(dueNs[slot]);
        }
        return count;
    }

    private boolean isHopeless(int slot, long nowNs) {
        boolean due = dueNs[slot] - nowNs <= 0;
        return (due && tries[slot] >= MAX_TRIES) || nowNs - missingSinceNs[slot] > MAX_AGE_NS;
    }

    private void dueBy(long ns) {
        if (!anyDue || ns - nextDueNs < 0) {
            nextDueNs = ns;
        }
        anyDue = true;
    }

    /** Whether packets were given up since the last call. */
    public boolean takeUnrecoverable() {
        boolean taken = unrecoverable;
        unrecoverable = false;
        return taken;
    }

    private static int slot(long number) {
        return (int) number & WINDOW - 1;
    }
}
