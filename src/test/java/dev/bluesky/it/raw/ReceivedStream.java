package dev.bluesky.it.raw;

import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.RtpTimestamp;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.SequenceNumber;

/** What arrived of one SSRC, and in which order. On the loop. */
public final class ReceivedStream {
    /** Duplicates further back than this count as new; nobody sends them by accident. */
    private static final int WINDOW = 4096;

    private final long[] seen = new long[WINDOW / Long.SIZE];
    private final int ssrc;
    private final int clockRate;
    private final long firstArrivalNs;
    private int payloadType;
    private long first;
    private long highest;
    private long distinct;
    private long bytes;
    private long duplicates;
    private long reordered;
    private long recovered;
    private long redundant;
    private int lastTimestamp;
    private long lastArrivalNs;
    private double jitterTicks;
    private int lastSenderReport;
    private long lastSenderReportNs;
    private long senderReports;
    private long expectedAtReport;
    private long distinctAtReport;

    ReceivedStream(RtpView packet, int clockRate, long nowNs) {
        ssrc = packet.ssrc();
        this.clockRate = clockRate;
        firstArrivalNs = nowNs;
        first = packet.sequenceNumber();
        highest = first - 1;
        lastTimestamp = packet.timestamp();
        lastArrivalNs = nowNs;
    }

    Arrived packet(RtpView packet, boolean retransmitted, long nowNs) {
        payloadType = packet.payloadType();
        bytes += packet.length();
        long number = SequenceNumber.unwrap(packet.sequenceNumber(), highest);
        if (isSeen(number)) {
            redundant += retransmitted ? 1 : 0;
            duplicates += retransmitted ? 0 : 1;
            return retransmitted ? Arrived.REDUNDANT : Arrived.DUPLICATE;
        }
        order(number, retransmitted);
        distinct++;
        recovered += retransmitted ? 1 : 0;
        if (!retransmitted) {
            measure(packet, nowNs);
        }
        return retransmitted ? Arrived.RECOVERED : Arrived.FIRST;
    }

    private void order(long number, boolean retransmitted) {
        if (number > highest) {
            forgetBetween(number);
            highest = number;
        } else if (!retransmitted) {
            reordered++;
        }
        first = Math.min(first, number);
        seen[word(number)] |= 1L << number;
    }

    private void forgetBetween(long number) {
        for (long n = Math.max(highest + 1, number - WINDOW + 1); n <= number; n++) {
            seen[word(n)] &= ~(1L << n);
        }
    }

    private boolean isSeen(long number) {
        return number <= highest
                && number > highest - WINDOW
                && (seen[word(number)] & (1L << number)) != 0;
    }

    private static int word(long number) {
        return Math.floorMod(number, WINDOW) / Long.SIZE;
    }

    /** RFC 3550 section 6.4.1 and appendix A.8. */
    private void measure(RtpView packet, long nowNs) {
        long arrivalTicks = RtpTimestamp.ticks(nowNs - lastArrivalNs, clockRate);
        long difference = arrivalTicks - (packet.timestamp() - lastTimestamp);
        jitterTicks += (Math.abs(difference) - jitterTicks) / 16;
        lastTimestamp = packet.timestamp();
        lastArrivalNs = nowNs;
    }

    void senderReport(long ntpTime, long nowNs) {
        senderReports++;
        lastSenderReport = NtpClock.middle(ntpTime);
        lastSenderReportNs = nowNs;
    }

    /** Adds a block about it to a receiver report. */
    void report(RtcpWriter writer, long nowNs) {
        long expectedNow = expected() - expectedAtReport;
        long lostNow = expectedNow - (distinct - distinctAtReport);
        expectedAtReport = expected();
        distinctAtReport = distinct;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) (lostNow * 255 / expectedNow);
        long sinceReportNs = lastSenderReport == 0 ? 0 : nowNs - lastSenderReportNs;
        writer.reportBlock(
                ssrc,
                fraction,
                lost(),
                (int) highest,
                (int) jitterTicks,
                lastSenderReport,
                (int) RtpTimestamp.ticks(sinceReportNs, 1 << 16));
    }

    private long expected() {
        return highest - first + 1;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Of the latest packet; of the original if that was a retransmission. */
    public int payloadType() {
        return payloadType;
    }

    /** Packets, each number once. */
    public long packets() {
        return distinct;
    }

    /** Bytes of plain RTP, duplicates included. */
    public long bytes() {
        return bytes;
    }

    /** Numbers between the first and the highest that have not come. */
    public long lost() {
        return expected() - distinct;
    }

    /** Packets that came again under their number. */
    public long duplicates() {
        return duplicates;
    }

    /** Packets that came after one with a higher number, and not as a retransmission. */
    public long reordered() {
        return reordered;
    }

    /** Packets that came as a retransmission only. */
    public long recovered() {
        return recovered;
    }

    /** Retransmissions of what had come. */
    public long redundant() {
        return redundant;
    }

    /** The highest sequence number, 0 to 65535. */
    public int highestSequenceNumber() {
        return SequenceNumber.wrap(highest);
    }

    public int lastTimestamp() {
        return lastTimestamp;
    }

    public long firstArrivalNs() {
        return firstArrivalNs;
    }

    public long lastArrivalNs() {
        return lastArrivalNs;
    }

    public long senderReports() {
        return senderReports;
    }

    @Override
    public String toString() {
        return "%08x pt=%d packets=%d lost=%d duplicates=%d reordered=%d recovered=%d reports=%d"
                .formatted(
                        ssrc,
                        payloadType,
                        distinct,
                        lost(),
                        duplicates,
                        reordered,
                        recovered,
                        senderReports);
    }
}
