package dev.bluesky.media.congestion;

import dev.bluesky.wire.rtcp.TransportFeedback;
import org.jspecify.annotations.Nullable;

/**
 * How much may be sent toward one viewer. It is told what is sent ({@link #sent}) and what the
 * viewer says of it ({@link #feedback}; {@link #remb} and {@link #report} of viewers who have
 * nothing better), and says how much to send ({@link #targetBps}) and when to try more ({@link
 * #probe}). All lengths and rates are of RTP packets with their headers, without SRTP's tag, UDP
 * and IP. See {@code src/site/markdown/congestion.md}.
 *
 * <p>One for each transport; belongs to one thread; {@code nowNs} never goes backward.
 */
public final class BandwidthEstimator {
    private static final double GROWTH_PER_SECOND = 1.08;
    private static final double NS_PER_SECOND = 1e9;

    private final EstimatorSettings settings;
    private final SendHistory history = new SendHistory();
    private final ArrivalClock clock = new ArrivalClock();
    private final AcknowledgedRate acknowledged = new AcknowledgedRate();
    private final LossControl loss;
    private final TransportFeedback.Statuses statuses = this::status;
    private double estimateBps;
    private double rembBps = Double.MAX_VALUE;
    private long lastGrowthNs;
    private long roundTripNs;
    private long lastSentNs;

    public BandwidthEstimator(EstimatorSettings settings, long nowNs) {
        this.settings = settings;
        estimateBps = (double) settings.startBps();
        loss = new LossControl(nowNs);
        lastGrowthNs = nowNs;
    }

    /**
     * A packet leaves, media, retransmission or padding.
     *
     * @param transportSequence the transport-wide number in its header extension, 16 bits, one more
     *     than that of the packet before
     * @param bytes of the RTP packet with its header
     * @param probeId {@link Probe#id} if it is part of a probe, else 0
     */
    public void sent(int transportSequence, int bytes, int probeId, long nowNs) {
        history.sent(transportSequence, bytes, probeId, nowNs);
    }

    /** The viewer tells which packets arrived, and when. */
    public void feedback(TransportFeedback feedback, long nowNs) {
        lastSentNs = Long.MIN_VALUE;
        feedback.forEach(statuses);
        if (lastSentNs != Long.MIN_VALUE) {
            roundTripNs = nowNs - lastSentNs;
        }
        estimateBps = settings.bounded(estimateBps * loss.keep(nowNs));
        grow(nowNs);
    }

    private void status(int sequence, boolean received, long arrivalTicks) {
        int place = history.find(sequence);
        if (place == SendHistory.UNKNOWN) {
            return;
        }
        if (!received) {
            loss.told(history.lost(place) ? 1 : 0, 0, 0);
            return;
        }
        boolean wasLost = history.isLost(place);
        if (history.arrived(place)) {
            loss.told(0, 1, wasLost ? 1 : 0);
            acknowledged.packet(clock.unwrapNs(arrivalTicks), history.bytes(place));
            lastSentNs = Math.max(lastSentNs, history.sentNs(place));
        }
    }

    /** No further than half above what is proven to arrive. */
    private void grow(long nowNs) {
        double seconds = Math.min(1, (double) (nowNs - lastGrowthNs) / NS_PER_SECOND);
        lastGrowthNs = nowNs;
        if (loss.allowsGrowth() && acknowledged.isKnown()) {
            double proven = 1.5 * acknowledged.bps();
            double grown = estimateBps * Math.pow(GROWTH_PER_SECOND, seconds);
            estimateBps = settings.bounded(Math.max(estimateBps, Math.min(grown, proven)));
        }
    }

    /** The viewer says how much may be sent altogether (draft-alvestrand-rmcat-remb-03). */
    public void remb(long bps, long nowNs) {
        rembBps = (double) bps;
    }

    /**
     * What a receiver report says (RFC 3550 section 6.4.1), the worst of its blocks. It counts
     * where there is no transport-wide feedback; the round trip is taken in any case.
     *
     * @param fractionLost256 in 256ths
     * @param roundTripNs 0 if the report has none
     */
    public void report(int fractionLost256, long roundTripNs, long nowNs) {
        if (roundTripNs > 0) {
            this.roundTripNs = roundTripNs;
        }
    }

    /**
     * What would be sent if the path carried everything: the largest renditions that the viewer
     * wants, sound, and some reserve. Beyond it nothing is probed for.
     */
    public void demand(long bps) {}

    /** To be called every 5 to 100 ms: notices that feedback fails to come. */
    public void tick(long nowNs) {}

    /** What may be sent in a second, everything included. */
    public long targetBps() {
        return (long) settings.bounded(Math.min(estimateBps, rembBps));
    }

    /** To the viewer and back; 0 as long as it is not known. */
    public long roundTripNs() {
        return roundTripNs;
    }

    /** A probe to send now, each only once; null as long as none is due. */
    public @Nullable Probe probe(long nowNs) {
        return null;
    }
}
