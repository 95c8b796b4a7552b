package dev.bluesky.media.send;

import dev.bluesky.wire.rtp.RtpTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps of an outbound stream: a source's own, shifted; at a switch the shift is chosen so
 * that as much time passes in timestamps as passed at the publisher if both sources told it by
 * sender reports, and else by our clock.
 */
public final class TimestampRewriter {

    /** How far timestamps may leave the clock before they count as a source that began anew. */
    private static final int TOLERANCE_SECONDS = 10;

    /** How far a switch may be from what arrival says before reports count as wrong. */
    private static final int ABSURD_SECONDS = 2;

    private final int clockRateHz;
    private final long smallestStep;
    private final long tolerance;
    private int shift;
    private int newest;
    private long newestNs;
    private boolean started;
    private @Nullable SourceTiming present;

    /** How much later than due the present source began, because it must not go back. */
    private int tooMuch;

    /**
     * @param first the first timestamp that comes out
     */
    public TimestampRewriter(int clockRateHz, int first) {
        this.clockRateHz = clockRateHz;
        smallestStep = clockRateHz / 1000;
        tolerance = (long) TOLERANCE_SECONDS * clockRateHz;
        newest = first;
    }

    /** Goes on with another source, whose packet of this timestamp arrived now. */
    public void switchTo(int source, SourceTiming timing, long nowNs) {
        if (started) {
            long elapsed = RtpTimestamp.ticks(nowNs - newestNs, clockRateHz);
            int byArrival = newest + (int) Math.max(smallestStep, elapsed);
            newest = aligned(source, timing, byArrival);
        }
        started = true;
        present = timing;
        newestNs = nowNs;
        shift = newest - source;
    }

    /**
     * What the timestamp would be if the present source had gone on, when both told their timing.
     * It may have been passed already, by another size of the same picture: then a little more.
     */
    private int aligned(int source, SourceTiming timing, int byArrival) {
        int ahead = tooMuch;
        tooMuch = 0;
        SourceTiming before = present;
        if (before == null || !timing.isComparable(before)) {
            return byArrival;
        }
        int due = before.timestampOf(source, timing) + shift - ahead;
        int apart = Math.abs(RtpTimestamp.distance(byArrival, due));
        if (apart < 0 || apart > ABSURD_SECONDS * clockRateHz) {
            return byArrival;
        }
        int earliest = newest + (int) smallestStep;
        tooMuch = Math.max(0, RtpTimestamp.distance(due, earliest));
        return due + tooMuch;
    }

    /** The timestamp to send. */
    public int rewrite(int source, long nowNs) {
        long step = RtpTimestamp.distance(newest, source + shift);
        long elapsed = RtpTimestamp.ticks(nowNs - newestNs, clockRateHz);
        if (present != null && Math.abs(step - Math.max(0, elapsed)) > tolerance) {
            switchTo(source, present, nowNs);
        } else if (step > 0) {
            newest = source + shift;
            newestNs = nowNs;
        }
        return source + shift;
    }

    /** The timestamp that stands for the source's, of a packet or of a moment between packets. */
    public int shifted(int source) {
        return source + shift;
    }
}
