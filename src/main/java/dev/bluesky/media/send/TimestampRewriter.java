package dev.bluesky.media.send;

import dev.bluesky.wire.rtp.RtpTimestamp;

/**
 * Timestamps of an outbound stream: a source's own, shifted; at a switch the shift is chosen so
 * that as much time passes in timestamps as passed by the clock.
 */
public final class TimestampRewriter {

    /** How far timestamps may leave the clock before they count as a source that began anew. */
    private static final int TOLERANCE_SECONDS = 10;

    private final int clockRateHz;
    private final long smallestStep;
    private final long tolerance;
    private int shift;
    private int newest;
    private long newestNs;
    private boolean started;

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
    public void switchTo(int source, long nowNs) {
        if (started) {
            newest +=
                    (int) Math.max(smallestStep, RtpTimestamp.ticks(nowNs - newestNs, clockRateHz));
        }
        started = true;
        newestNs = nowNs;
        shift = newest - source;
    }

    /** The timestamp to send. */
    public int rewrite(int source, long nowNs) {
        long step = RtpTimestamp.distance(newest, source + shift);
        long elapsed = RtpTimestamp.ticks(nowNs - newestNs, clockRateHz);
        if (Math.abs(step - Math.max(0, elapsed)) > tolerance) {
            switchTo(source, nowNs);
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
