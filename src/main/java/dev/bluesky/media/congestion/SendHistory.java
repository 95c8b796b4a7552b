package dev.bluesky.media.congestion;

import dev.bluesky.wire.rtp.SequenceNumber;
import java.util.Arrays;

/**
 * What was sent lately, by transport-wide sequence number. A packet is found by its place, which is
 * valid until the next {@link #sent}.
 */
final class SendHistory {
    /** Two seconds at 1000 packets a second, twice the longest wait for feedback. */
    static final int SIZE = 2048;

    static final int UNKNOWN = -1;

    private static final long NOTHING = Long.MIN_VALUE;

    private enum State {
        IN_FLIGHT,
        LOST,
        ARRIVED
    }

    private final long[] numbers = new long[SIZE];
    private final long[] sentNs = new long[SIZE];
    private final int[] bytes = new int[SIZE];
    private final int[] probeIds = new int[SIZE];
    private final State[] states = new State[SIZE];
    private long highest;
    private boolean started;

    SendHistory() {
        Arrays.fill(numbers, NOTHING);
    }

    void sent(int transportSequence, int length, int probeId, long nowNs) {
        highest = unwrap(transportSequence);
        started = true;
        int place = place(highest);
        numbers[place] = highest;
        sentNs[place] = nowNs;
        bytes[place] = length;
        probeIds[place] = probeId;
        states[place] = State.IN_FLIGHT;
    }

    private long unwrap(int sequence) {
        return started ? SequenceNumber.unwrap(sequence, highest) : sequence;
    }

    private static int place(long number) {
        return (int) number & SIZE - 1;
    }

    /** Where that packet is kept, or {@link #UNKNOWN} if it was never sent or too long ago. */
    int find(int transportSequence) {
        long number = unwrap(transportSequence);
        int place = place(number);
        return started && numbers[place] == number ? place : UNKNOWN;
    }

    /**
     * It arrived.
     *
     * @return false if that was known
     */
    boolean arrived(int place) {
        boolean news = states[place] != State.ARRIVED;
        states[place] = State.ARRIVED;
        return news;
    }

    /**
     * It did not arrive, so far.
     *
     * @return false if that was known, or it has arrived meanwhile
     */
    boolean lost(int place) {
        boolean news = states[place] == State.IN_FLIGHT;
        if (news) {
            states[place] = State.LOST;
        }
        return news;
    }

    boolean isLost(int place) {
        return states[place] == State.LOST;
    }

    long sentNs(int place) {
        return sentNs[place];
    }

    int bytes(int place) {
        return bytes[place];
    }

    /** 0 for a packet that is part of no probe. */
    int probeId(int place) {
        return probeIds[place];
    }
}
