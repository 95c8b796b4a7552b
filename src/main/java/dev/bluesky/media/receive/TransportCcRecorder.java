package dev.bluesky.media.receive;

import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtcp.TransportFeedback;
import dev.bluesky.wire.rtcp.TransportFeedbackBuilder;
import dev.bluesky.wire.rtp.SequenceNumber;
import java.util.Arrays;

/**
 * Records when a transport's packets came, by transport-wide sequence number, and tells the sender
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01). Feedback is due 100 ms after the last one,
 * or 50 ms when there is much to tell. A packet that comes after it was told lost is told again,
 * with those after it. One drain writes one feedback packet: drain until it says false.
 */
public final class TransportCcRecorder {
    static final long SLOW_INTERVAL_NS = 100_000_000L;
    static final long FAST_INTERVAL_NS = 50_000_000L;
    static final int MANY_PACKETS = 20;

    /** How many packets it remembers; a sender would need 80,000 a second to overrun it. */
    static final int WINDOW = 4096;

    /** How far back a late packet is told again. */
    static final int MAX_REORDERING = 256;

    /** Reports are at most that long, so that they fit where other RTCP is in the datagram too. */
    static final int MAX_FEEDBACK_BYTES = 1000;

    /** So many in a row that are too old mean that the sender began anew. */
    static final int MAX_STRAYS = 64;

    private static final long NOT_RECEIVED = Long.MIN_VALUE;

    private final long[] arrivalTicks = new long[WINDOW];
    private final TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
    private boolean started;
    private long highest;

    /** The first packet that the next feedback tells of. */
    private long next;

    private int mediaSsrc;
    private int untold;
    private int strays;
    private int feedbackCount;
    private long lastFeedbackNs;

    /** A packet with that number came, of any of the transport's streams. */
    public void packet(int transportSequenceNumber, int ssrc, long nowNs) {
        mediaSsrc = ssrc;
        if (!started) {
            start(transportSequenceNumber, nowNs);
        }
        long number = SequenceNumber.unwrap(transportSequenceNumber, highest);
        if (number <= highest - WINDOW || number < next - MAX_REORDERING) {
            strays++;
            started = strays < MAX_STRAYS;
            return;
        }
        strays = 0;
        if (number > highest) {
            advance(number);
        }
        record(number, Math.floorDiv(nowNs, TransportFeedback.TICK_NS));
    }

    private void record(long number, long ticks) {
        if (arrivalTicks[slot(number)] == NOT_RECEIVED) {
            arrivalTicks[slot(number)] = ticks;
            next = Math.min(next, number);
            untold++;
        }
    }

    private void start(int first, long nowNs) {
        started = true;
        strays = 0;
        untold = 0;
        highest = first - 1L;
        next = first;
        lastFeedbackNs = nowNs;
        Arrays.fill(arrivalTicks, NOT_RECEIVED);
    }

    /** Makes room; what a jump pushes out of the window is never told. */
    private void advance(long number) {
        long from = Math.max(highest + 1, number - WINDOW + 1);
        for (long each = from; each <= number; each++) {
            arrivalTicks[slot(each)] = NOT_RECEIVED;
        }
        highest = number;
        next = Math.max(next, number - WINDOW + 1);
    }

    /** When the next feedback is due; {@link Long#MAX_VALUE} when there is nothing to tell. */
    public long nextDueNs() {
        if (untold == 0) {
            return Long.MAX_VALUE;
        }
        return lastFeedbackNs + (untold >= MANY_PACKETS ? FAST_INTERVAL_NS : SLOW_INTERVAL_NS);
    }

    /**
     * Writes one feedback packet if one is due.
     *
     * @return false if nothing was written: nothing is due, or there is no room
     */
    public boolean drain(RtcpWriter out, int senderSsrc, long nowNs) {
        if (untold == 0 || nowNs - nextDueNs() < 0) {
            return false;
        }
        long told = fill(Math.min(MAX_FEEDBACK_BYTES, out.remaining()));
        if (!out.transportFeedback(senderSsrc, mediaSsrc, feedbackCount, builder)) {
            return false;
        }
        feedbackCount++;
        next = told + 1;
        if (next > highest) {
            untold = 0;
            lastFeedbackNs = nowNs;
        }
        return true;
    }

    /** Puts what fits into the builder; returns the last number that is in. */
    private long fill(int maxBytes) {
        long first = next;
        while (highest - first >= TransportFeedbackBuilder.MAX_STATUSES && isGap(first)) {
            first += TransportFeedbackBuilder.MAX_STATUSES;
        }
        builder.begin(SequenceNumber.wrap(first), maxBytes);
        long last = first - 1;
        for (long number = first; number <= highest; number++) {
            long ticks = arrivalTicks[slot(number)];
            if (ticks == NOT_RECEIVED) {
                continue;
            }
            if (!builder.received(SequenceNumber.wrap(number), ticks)) {
                break;
            }
            last = number;
        }
        return last;
    }

    /** Whether so many packets are missing from there on that no feedback could hold the gap. */
    private boolean isGap(long first) {
        for (int i = 0; i < TransportFeedbackBuilder.MAX_STATUSES; i++) {
            if (arrivalTicks[slot(first + i)] != NOT_RECEIVED) {
                return false;
            }
        }
        return true;
    }

    private static int slot(long number) {
        return (int) number & WINDOW - 1;
    }
}
