package dev.bluesky.media.receive;

import dev.bluesky.wire.rtcp.RtcpWriter;

/**
 * Reports to a publisher about its streams, once a second: receiver reports and the canonical name
 * (RFC 3550 section 6.1). Draining it first makes what is written after it a proper compound.
 *
 * <p>The schedule is the local SSRC's alone: it spreads the transports over the second, as the
 * random delay of RFC 3550 section 6.2 does, and every run is the same.
 */
public final class ReceiverReporter {
    public static final long INTERVAL_NS = 1_000_000_000L;
    private static final long FIRST_DELAY_NS = 500_000_000L;
    private static final int SPREAD = 500;
    private static final long SPREAD_STEP_NS = FIRST_DELAY_NS / SPREAD;

    private final int localSsrc;
    private final byte[] cname;
    private final ReceiveStreams streams;
    private long nextDueNs;

    /** The stream that the next report begins with, when not all fit into one. */
    private int turn;

    /**
     * @param localSsrc who reports
     * @param cname its canonical name, 1 to 255 bytes
     * @param streams those to report about, as they come and go
     */
    public ReceiverReporter(int localSsrc, byte[] cname, ReceiveStreams streams, long nowNs) {
        this.localSsrc = localSsrc;
        this.cname = cname.clone();
        this.streams = streams;
        nextDueNs =
                nowNs
                        + FIRST_DELAY_NS
                        + Integer.remainderUnsigned(mix(localSsrc), SPREAD) * SPREAD_STEP_NS;
    }

    private static int mix(int ssrc) {
        int mixed = ssrc * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    public long nextDueNs() {
        return nextDueNs;
    }

    /**
     * Writes the report if it is due: blocks for the streams of which something came, the name.
     *
     * @return false if nothing was written: it is not due, or there is no room for a report
     */
    public boolean drain(RtcpWriter out, long nowNs) {
        if (nowNs - nextDueNs < 0 || !write(out, nowNs)) {
            return false;
        }
        nextDueNs += INTERVAL_NS;
        if (nowNs - nextDueNs >= 0) {
            nextDueNs = nowNs + INTERVAL_NS;
        }
        return true;
    }

    /** Writes a report now, due or not: a compound of whatever follows needs one in front. */
    public boolean write(RtcpWriter out, long nowNs) {
        if (!out.receiverReport(localSsrc)) {
            return false;
        }
        writeBlocks(out, nowNs);
        out.canonicalName(localSsrc, cname);
        return true;
    }

    private void writeBlocks(RtcpWriter out, long nowNs) {
        int size = streams.size();
        int first = turn < size ? turn : 0;
        turn = 0;
        for (int i = 0; i < size; i++) {
            int index = (first + i) % size;
            ReceiveStream stream = streams.at(index);
            if (stream.hasNews() && !writeBlock(stream, out, nowNs)) {
                turn = index;
                return;
            }
        }
    }

    /** Leaves room for the name; begins another report when one has its 31 blocks. */
    private boolean writeBlock(ReceiveStream stream, RtcpWriter out, long nowNs) {
        int room = out.remaining() - RtcpWriter.canonicalNameLength(cname);
        if (room < RtcpWriter.REPORT_BLOCK_BYTES) {
            return false;
        }
        if (stream.writeReportBlock(out, nowNs)) {
            return true;
        }
        return room >= RtcpWriter.REPORT_BLOCK_BYTES + RtcpWriter.EMPTY_REPORT_BYTES
                && out.receiverReport(localSsrc)
                && stream.writeReportBlock(out, nowNs);
    }
}
