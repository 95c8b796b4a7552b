package dev.bluesky.media.send;

import dev.bluesky.wire.rtcp.RtcpWriter;
import java.nio.charset.StandardCharsets;

/**
 * Sender reports of one stream, each with the publisher's CNAME, so that the viewer plays a
 * publisher's audio and video in step (RFC 3550 sections 6.4.1 and 6.5.1).
 *
 * <p>A report is due each second; at once after a switch, because the viewer's mapping is then that
 * of another source; and soon after a correction of the publisher's clock, so that all its streams
 * are corrected together. Nothing is reported of a source that has not told its own timing, unless
 * it keeps silent for {@value #PATIENCE_SECONDS} s: a guess that is corrected later would be heard.
 */
public final class SenderReporter {

    private static final long INTERVAL_NS = 1_000_000_000L;
    private static final int PATIENCE_SECONDS = 5;
    private static final long PATIENCE_NS = PATIENCE_SECONDS * INTERVAL_NS;
    private static final long SHORTEST_NS = INTERVAL_NS / 50;
    private static final int SPREAD = 4096;

    private final SendStream stream;
    private final byte[] cname;
    private final long firstIntervalNs;
    private int reportedSwitch;
    private int seenSwitch;
    private long switchedNs;
    private long reportedNs;
    private long nextNs;
    private int reportedCorrections;

    /**
     * @param cname one for all streams of a publisher; 1 to 255 bytes
     */
    public SenderReporter(SendStream stream, String cname) {
        this.stream = stream;
        this.cname = cname.getBytes(StandardCharsets.UTF_8);
        // Streams that begin together report apart from one another.
        firstIntervalNs =
                INTERVAL_NS / 2
                        + INTERVAL_NS
                                / 2
                                * Math.floorMod(stream.identity().ssrc(), SPREAD)
                                / SPREAD;
    }

    /** Whether to write a report now. */
    public boolean isDue(SourceTiming source, long nowNs) {
        if (stream.switches() != seenSwitch) {
            seenSwitch = stream.switches();
            switchedNs = nowNs;
        }
        if (stream.packets() == 0 || (!source.isReported() && nowNs - switchedNs < PATIENCE_NS)) {
            return false;
        }
        boolean corrected =
                reportedCorrections != source.corrections() && nowNs - reportedNs >= SHORTEST_NS;
        return reportedSwitch != seenSwitch || corrected || nowNs - nextNs >= 0;
    }

    /**
     * Writes a report and the CNAME.
     *
     * @param source that which feeds the stream at present
     * @param ntpTime the present moment
     * @return false if there is no room for both; then nothing is written
     */
    public boolean write(RtcpWriter writer, SourceTiming source, long nowNs, long ntpTime) {
        int report = RtcpWriter.EMPTY_REPORT_BYTES + 20;
        if (writer.remaining() < report + RtcpWriter.canonicalNameLength(cname)) {
            return false;
        }
        int timestamp = stream.timestampOf(source.timestampAt(nowNs, ntpTime));
        int ssrc = stream.identity().ssrc();
        boolean first = reportedSwitch == 0;
        reportedSwitch = seenSwitch;
        reportedCorrections = source.corrections();
        reportedNs = nowNs;
        nextNs = nowNs + (first ? firstIntervalNs : INTERVAL_NS);
        return writer.senderReport(ssrc, ntpTime, timestamp, stream.packets(), stream.octets())
                && writer.canonicalName(ssrc, cname);
    }

    /**
     * Writes the farewell of a stream that ends, in a compound of its own.
     *
     * @return false if there is no room for it
     */
    public boolean writeGoodbye(RtcpWriter writer) {
        int ssrc = stream.identity().ssrc();
        return writer.receiverReport(ssrc)
                && writer.canonicalName(ssrc, cname)
                && writer.goodbye(ssrc);
    }
}
