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
    private static final long NEVER = Long.MIN_VALUE;

    /** A viewer that means its REMB repeats it every second. */
    private static final long REMB_VALID_NS = 10_000_000_000L;

    /** The cut below what arrives empties a queue in so long; longer ones need a deeper cut. */
    private static final long SHORT_QUEUE_NS = 100_000_000L;

    /** Longer than what a picture's own packets wait for each other on a path that carries it. */
    private static final long SUDDEN_QUEUE_NS = 60_000_000L;

    /** On a path that is wide packets wait for each other a few milliseconds at most. */
    private static final long WIDE_QUEUE_NS = 15_000_000L;

    /** Of what is sent: if less than that comes, the path is another one than before. */
    private static final double NARROW = 0.35;

    private static final double STILL_ARRIVES = 0.8;
    private static final double DRAIN_NS = 0.6e9;
    private static final double LEAST_WHILE_DRAINING = 0.2;
    private static final long LONGEST_DRAIN_NS = 2_000_000_000L;

    private final EstimatorSettings settings;
    private final SendHistory history = new SendHistory();
    private final ArrivalClock clock = new ArrivalClock();
    private final RateMeter acknowledged = new RateMeter();
    private final RateMeter sent = new RateMeter();
    private final DelayTrend trend = new DelayTrend();
    private final ArrivalGroups groups = new ArrivalGroups(trend::delta);
    private final QueueDelay queue = new QueueDelay();
    private final ProbeResults probeResults = new ProbeResults();
    private final ProbePlan probes;
    private final RateControl rate;
    private final LossControl loss;
    private final FeedbackTimeout timeout = new FeedbackTimeout();
    private final RoundTrip roundTrip = new RoundTrip();
    private final TransportFeedback.Statuses statuses = this::status;
    private boolean starves;
    private double demandBps = Double.MAX_VALUE;
    private double rembBps = Double.MAX_VALUE;
    private long rembNs;
    private long calmSinceNs;
    private long provenBps;
    private long provenNs;
    private boolean hasFeedback;
    private boolean hasMetLimit;
    private boolean hasQueued;

    /** What was lost of what was sent before the last cut has been answered by it. */
    private long countLossFromNs;

    private long nowNs;

    /** Of the feedback that is being read. */
    private long latestSentNs;

    private long leastDelayNs;

    /** Of the packet that was sent last. */
    private long latestDelayNs;

    /** By how much a packet took longer than the one that was sent before it, at most. */
    private long longestStepNs;

    public BandwidthEstimator(EstimatorSettings settings, long nowNs) {
        this.settings = settings;
        this.nowNs = nowNs;
        probes = new ProbePlan(settings);
        rate = new RateControl(settings, acknowledged, sent, queue, roundTrip, nowNs);
        loss = new LossControl(nowNs);
        calmSinceNs = nowNs;
        countLossFromNs = nowNs;
        provenNs = nowNs;
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
        this.nowNs = nowNs;
        history.sent(transportSequence, bytes, probeId, nowNs);
        sent.packet(nowNs, bytes);
        timeout.sent(hasFeedback, nowNs);
    }

    /** The viewer tells which packets arrived, and when. */
    public void feedback(TransportFeedback feedback, long nowNs) {
        this.nowNs = nowNs;
        latestSentNs = NEVER;
        leastDelayNs = Long.MAX_VALUE;
        longestStepNs = 0;
        feedback.forEach(statuses);
        if (latestSentNs != NEVER) {
            hasFeedback = true;
            timeout.told();
            roundTrip.feedback(nowNs - latestSentNs, nowNs);
            queue.delay(leastDelayNs, nowNs);
            queue.latest(latestDelayNs);
            hasQueued |= queue.usualNs() > WIDE_QUEUE_NS;
            judge();
        }
    }

    private void status(int sequence, boolean received, long arrivalTicks) {
        int place = history.find(sequence);
        if (place == SendHistory.UNKNOWN) {
            return;
        }
        boolean counts = history.sentNs(place) - countLossFromNs >= 0;
        if (!received) {
            loss.told(history.lost(place) && counts ? 1 : 0, 0, 0);
            return;
        }
        boolean wasLost = history.isLost(place);
        if (history.arrived(place)) {
            loss.told(0, counts ? 1 : 0, wasLost && counts ? 1 : 0);
            arrived(place, clock.unwrapNs(arrivalTicks));
        }
    }

    private void arrived(int place, long arrivalNs) {
        long sentNs = history.sentNs(place);
        int bytes = history.bytes(place);
        acknowledged.packet(arrivalNs, bytes);
        if (history.probeId(place) != 0) {
            probeResults.arrived(history.probeId(place), bytes, sentNs, arrivalNs);
            groups.restart();
            trend.restart();
        } else {
            groups.packet(sentNs, arrivalNs);
        }
        long delayNs = arrivalNs - sentNs;
        if (sentNs >= latestSentNs) {
            longestStepNs = Math.max(longestStepNs, delayNs - latestDelayNs);
            latestSentNs = sentNs;
            latestDelayNs = delayNs;
        }
        leastDelayNs = Math.min(leastDelayNs, delayNs);
    }

    private void judge() {
        rate.queueMeasured(latestSentNs, nowNs);
        if (rate.isCompeting() || queue.ns() > SHORT_QUEUE_NS) {
            loss.queueIsLong();
        }
        lost(loss.keep(sent.bps(), rate.isCompeting(), nowNs));
        if (hasNarrowed()) {
            rate.narrowed(nowNs);
            limited();
        } else if (usage() == Usage.OVER) {
            rate.over(nowNs);
            limited();
        } else if (usage() == Usage.NORMAL && loss.allowsGrowth()) {
            rate.grow(acknowledged, nowNs);
        } else {
            rate.hold(nowNs);
        }
        if (probeResults.isComplete()) {
            double provenBps = probeResults.provenBps();
            probes.result(provenBps, probeResults.isLimit());
            rate.proven(provenBps, probeResults.isLimit());
            proven((long) provenBps);
        }
    }

    private void limited() {
        calmSinceNs = nowNs;
        hasMetLimit = true;
        countLossFromNs = Math.max(countLossFromNs, rate.lastDecreaseNs());
    }

    /**
     * Whether the latest packets took long and came slowly. The line through the delays says so
     * only after many groups, of which hardly any pass a path that has just become narrow. What
     * something on the way held back comes quickly once it comes; and if only the first of it has
     * come, the wait is that one's alone, not the sum of many waits that were each a little longer.
     */
    private boolean hasNarrowed() {
        long waitedNs = queue.waited(latestDelayNs);
        return waitedNs > SUDDEN_QUEUE_NS
                && longestStepNs <= waitedNs / 2
                && acknowledged.latestBps() < NARROW * sent.bps();
    }

    private void proven(long bps) {
        if (bps > 0) {
            provenBps = bps;
            provenNs = nowNs;
        }
    }

    /** As long as there is no line through the delays, the delay itself must do. */
    private Usage usage() {
        boolean full = !trend.isKnown() && queue.ns() > SHORT_QUEUE_NS && queue.isGrowing();
        return full ? Usage.OVER : trend.usage();
    }

    /** Too much is lost: less is sent, but not far less than what arrives. */
    private void lost(double part) {
        if (part < 1) {
            calmSinceNs = nowNs;
            hasMetLimit = true;
            countLossFromNs = nowNs;
            double from = loss.isMuch() || rate.isCompeting() ? sent.bps() : rate.bps();
            rate.keep(part, from, STILL_ARRIVES * acknowledged.bps());
        }
    }

    /**
     * The viewer says how much may be sent altogether (draft-alvestrand-rmcat-remb-03). Never more
     * is sent; and if it gives no transport-wide feedback, its estimate is ours.
     */
    public void remb(long bps, long nowNs) {
        this.nowNs = nowNs;
        rembBps = (double) bps;
        rembNs = nowNs;
        hasMetLimit = true;
        if (!hasFeedback) {
            timeout.told();
            rate.proven(loss.allowsGrowth() ? rembBps : 0, false);
        }
    }

    /**
     * What a receiver report says (RFC 3550 section 6.4.1), the worst of its blocks. Its loss
     * counts where there is no transport-wide feedback; the round trip is taken in any case.
     *
     * @param fractionLost256 in 256ths
     * @param roundTripNs 0 if the report has none
     */
    public void report(int fractionLost256, long roundTripNs, long nowNs) {
        this.nowNs = nowNs;
        if (roundTripNs > 0) {
            roundTrip.report(roundTripNs, nowNs);
        }
        if (!hasFeedback) {
            timeout.told();
            lost(loss.report(fractionLost256 / 256.0, sent.bps(), nowNs));
            if (loss.allowsGrowth()) {
                rate.grow(sent, nowNs);
            }
        }
    }

    /**
     * What would be sent if the path carried everything: the largest renditions that the viewer
     * wants, with sound. Beyond it, and some reserve, nothing is probed for.
     *
     * @param starves whether so little is allowed that no picture is sent at all
     */
    public void demand(long bps, boolean starves) {
        demandBps = (double) bps;
        this.starves = starves;
    }

    /** To be called every 5 to 100 ms: notices that feedback fails to come. */
    public void tick(long nowNs) {
        this.nowNs = nowNs;
        double part = timeout.keep(nowNs);
        if (part < 1) {
            calmSinceNs = nowNs;
            hasMetLimit = true;
            rate.keep(part, sent.bps(), 0);
        }
    }

    /** What may be sent in a second, everything included. */
    public long targetBps() {
        double remb = nowNs - rembNs < REMB_VALID_NS ? rembBps : Double.MAX_VALUE;
        return (long) settings.bounded(Math.min(rate.bps() * draining(), remb));
    }

    /**
     * What the latest probe has proven, unless something has spoken against it since; 0 if there is
     * nothing. An estimate that has only grown to there knows less.
     */
    public long provenBps() {
        return calmSinceNs - provenNs < 0 ? Math.min(provenBps, targetBps()) : 0;
    }

    /**
     * Whether anything has ever shown that the path carries no more: a queue, loss, silence, a
     * REMB. Before, {@link #targetBps} is what was proved so far, and the path may carry far more.
     */
    public boolean hasMetLimit() {
        return hasMetLimit;
    }

    /**
     * Whether the path has taken everything as fast as it was sent, so far: it has met no limit,
     * and what left in a burst did not wait there.
     */
    public boolean isWide() {
        return !hasMetLimit && !hasQueued;
    }

    /** Less for a moment, while a long queue drains. */
    private double draining() {
        boolean recent = nowNs - rate.lastDecreaseNs() < LONGEST_DRAIN_NS;
        if (!recent || queue.ns() < SHORT_QUEUE_NS) {
            return 1;
        }
        return Math.max(LEAST_WHILE_DRAINING, 1 - (double) queue.ns() / DRAIN_NS);
    }

    /** To the viewer and back; 0 as long as it is not known. */
    public long roundTripNs() {
        return roundTrip.ns();
    }

    /**
     * A probe to send now, each only once; null as long as none is due, and where nobody would tell
     * what became of it. To be asked only while there is something to send or to send again.
     */
    public @Nullable Probe probe(long nowNs) {
        this.nowNs = nowNs;
        if (!hasFeedback) {
            return null;
        }
        Probe probe = probes.next(rate.bps(), demandBps, starves, calmSinceNs, nowNs);
        if (probe != null) {
            probeResults.expect(probe);
        }
        return probe;
    }
}
