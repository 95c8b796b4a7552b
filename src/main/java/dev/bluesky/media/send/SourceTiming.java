package dev.bluesky.media.send;

import dev.bluesky.wire.rtp.RtpTimestamp;

/**
 * Which timestamp of a source a moment has: by its last sender report, else by the arrival of its
 * newest packet. One for each inbound stream, for all viewers.
 */
public final class SourceTiming {

    /** How far a report may be from what arrives before it counts as absurd. */
    private static final int TOLERANCE_SECONDS = 10;

    private final int clockRateHz;
    private final PublisherClock clock;
    private boolean reported;
    private long reportNtp;
    private int reportTimestamp;
    private boolean seen;
    private int packetTimestamp;
    private long packetNs;

    /**
     * @param clock the same for all streams of one publisher
     */
    public SourceTiming(int clockRateHz, PublisherClock clock) {
        this.clockRateHz = clockRateHz;
        this.clock = clock;
    }

    /** One that goes on from here by itself, by that clock. */
    public SourceTiming copy(PublisherClock by) {
        SourceTiming copy = new SourceTiming(clockRateHz, by);
        copy.reported = reported;
        copy.reportNtp = reportNtp;
        copy.reportTimestamp = reportTimestamp;
        copy.seen = seen;
        copy.packetTimestamp = packetTimestamp;
        copy.packetNs = packetNs;
        return copy;
    }

    /** A sender report of the source; without NTP time (0) it says nothing. */
    public void report(long senderNtp, int timestamp, long arrivalNtp) {
        if (senderNtp == 0) {
            return;
        }
        clock.report(senderNtp, arrivalNtp);
        reported = true;
        reportNtp = senderNtp;
        reportTimestamp = timestamp;
    }

    /** A packet of the source arrived. */
    public void packet(int timestamp, long nowNs) {
        if (!seen || RtpTimestamp.isNewer(timestamp, packetTimestamp)) {
            seen = true;
            packetTimestamp = timestamp;
            packetNs = nowNs;
        }
    }

    /** Whether the source has told its timing, so that its streams can be kept in step. */
    public boolean isReported() {
        return reported;
    }

    /** Whether timestamps of both can be compared: both told theirs, by the same clock. */
    boolean isComparable(SourceTiming other) {
        return reported && other.reported && clock == other.clock;
    }

    /**
     * This source's timestamp of the moment that has that timestamp at a comparable one of the same
     * clock rate.
     */
    int timestampOf(int othersTimestamp, SourceTiming other) {
        int sinceReport = RtpTimestamp.distance(other.reportTimestamp, othersTimestamp);
        return reportTimestamp + ticks(other.reportNtp - reportNtp) + sinceReport;
    }

    /** How often its publisher's clock was corrected. */
    int corrections() {
        return clock.corrections();
    }

    /** The source's timestamp of the present moment. */
    public int timestampAt(long nowNs, long ntpTime) {
        int byPacket = packetTimestamp + (int) RtpTimestamp.ticks(nowNs - packetNs, clockRateHz);
        if (!reported) {
            return byPacket;
        }
        int byReport = reportTimestamp + ticks(clock.publisherNtp(ntpTime) - reportNtp);
        int apart = Math.abs(RtpTimestamp.distance(byPacket, byReport));
        boolean absurd = seen && (apart < 0 || apart > TOLERANCE_SECONDS * clockRateHz);
        return absurd ? byPacket : byReport;
    }

    /** A span of NTP time in units of 2^-32 s as ticks, modulo 2^32 as timestamps are. */
    private int ticks(long ntp) {
        long whole = (ntp >> 32) * clockRateHz;
        return (int) (whole + (((ntp & 0xFFFF_FFFFL) * clockRateHz) >> 32));
    }
}
