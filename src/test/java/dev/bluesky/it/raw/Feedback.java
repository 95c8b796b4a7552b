package dev.bluesky.it.raw;

import dev.bluesky.wire.rtcp.GenericNack;
import dev.bluesky.wire.rtcp.ReceiverEstimatedMaximumBitrate;
import dev.bluesky.wire.rtcp.ReportBlock;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the server says about what we publish. On the loop. */
public final class Feedback {
    private final Map<Integer, ReportBlock> latest = new HashMap<>();
    private long reportBlocks;
    private long nacks;
    private long packetsMissed;
    private long pictureLosses;
    private long fullIntraRequests;
    private long transportFeedbacks;
    private long transportReceived;
    private long transportMissed;
    private long rembs;
    private long rembBps;

    void block(ReportBlock block) {
        reportBlocks++;
        latest.put(block.ssrc(), block);
    }

    void nack(GenericNack nack) {
        nacks++;
        packetsMissed += nack.lostCount();
    }

    void fullIntraRequest() {
        fullIntraRequests++;
    }

    void pictureLoss() {
        pictureLosses++;
    }

    void transport(TransportFeedback feedback) {
        transportFeedbacks++;
        feedback.forEach(
                (sequenceNumber, received, ticks) -> {
                    transportReceived += received ? 1 : 0;
                    transportMissed += received ? 0 : 1;
                });
    }

    void remb(ReceiverEstimatedMaximumBitrate remb) {
        rembs++;
        rembBps = remb.bitrateBps();
    }

    /** The latest block of a receiver (or sender) report about that SSRC. */
    public Optional<ReportBlock> latestReport(int ssrc) {
        return Optional.ofNullable(latest.get(ssrc));
    }

    public long reportBlocks() {
        return reportBlocks;
    }

    public long nacks() {
        return nacks;
    }

    /** Packets that NACKs asked for, repetitions counted. */
    public long packetsMissed() {
        return packetsMissed;
    }

    public long pictureLosses() {
        return pictureLosses;
    }

    public long fullIntraRequests() {
        return fullIntraRequests;
    }

    public long transportFeedbacks() {
        return transportFeedbacks;
    }

    /** Packets that transport-wide feedback says have arrived. */
    public long transportReceived() {
        return transportReceived;
    }

    /** Packets that transport-wide feedback says have not arrived. */
    public long transportMissed() {
        return transportMissed;
    }

    public long rembs() {
        return rembs;
    }

    /** Bits per second of the latest REMB, 0 before. */
    public long rembBps() {
        return rembBps;
    }

    @Override
    public String toString() {
        return ("blocks=%d nacks=%d missed=%d pli=%d fir=%d transport-cc=%d (%d arrived, %d not)"
                        + " remb=%d (%d bit/s)")
                .formatted(
                        reportBlocks,
                        nacks,
                        packetsMissed,
                        pictureLosses,
                        fullIntraRequests,
                        transportFeedbacks,
                        transportReceived,
                        transportMissed,
                        rembs,
                        rembBps);
    }
}
