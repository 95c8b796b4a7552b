package dev.bluesky.media.congestion;

/**
 * The rate itself: up in small steps while nothing speaks against it, down to below what arrives
 * when the queue grows (draft-ietf-rmcat-gcc-02 section 5.5).
 */
final class RateControl {
    /** Below what the path carries, so that the queue drains. */
    private static final double DECREASE = 0.85;

    /** While the queue is short there is not much to drain. */
    private static final double SMALL_DECREASE = 0.9;

    private static final long SHORT_QUEUE_NS = 40_000_000L;

    /** A shorter one is none: it has drained, whatever the line through older delays says. */
    private static final long NO_QUEUE_NS = 5_000_000L;

    /** Of what is allowed: who sends less has a limit of its own. */
    private static final double ALL = 0.92;

    private static final double GROWTH_PER_SECOND = 0.08;

    /**
     * Near the known capacity: a packet in each response time, which is this and the round trip.
     */
    private static final double PACKET_BITS = 8 * 1200;

    private static final long RESPONSE_NS = 100_000_000L;

    /** But not more of the rate than that in a second, or slow paths would be flooded. */
    private static final double FASTEST_CAREFUL_GROWTH = 0.1;

    /** And not less than that, or fast paths would take minutes. */
    private static final double SLOWEST_CAREFUL_GROWTH = 0.03;

    /** While others fill the queue: a packet more in each round trip, but for no shorter one. */
    private static final double LEAST_ROUND_TRIP_SECONDS = 0.1;

    /** The queue is so long that the latest packets say better what the path carries. */
    private static final long LONG_QUEUE_NS = 80_000_000L;

    /** What arrives proves no more than so much of it. */
    private static final double PROVEN = 1.5;

    private static final double PROVEN_EXTRA_BPS = 10_000;

    /** What a source sends moves so far above its average. */
    private static final double SOURCE_SWING = 1.2;

    /** So much more is sent, or comes, than on average lately that the average says nothing. */
    private static final double RISEN = 1.3;

    private static final double NS_PER_SECOND = 1e9;

    private final EstimatorSettings settings;
    private final RateMeter acknowledged;
    private final RateMeter sent;
    private final QueueDelay queue;
    private final RoundTrip roundTrip;
    private final LinkCapacity capacity = new LinkCapacity();
    private final Competition competition = new Competition();
    private double bps;
    private long lastNs;
    private long lastDecreaseNs;

    RateControl(
            EstimatorSettings settings,
            RateMeter acknowledged,
            RateMeter sent,
            QueueDelay queue,
            RoundTrip roundTrip,
            long nowNs) {
        this.settings = settings;
        this.acknowledged = acknowledged;
        this.sent = sent;
        this.queue = queue;
        this.roundTrip = roundTrip;
        bps = (double) settings.startBps();
        lastNs = nowNs;
        lastDecreaseNs = nowNs - (long) NS_PER_SECOND;
    }

    double bps() {
        return bps;
    }

    /** When it last fell because of the delay. */
    long lastDecreaseNs() {
        return lastDecreaseNs;
    }

    /** The queue grows. */
    void over(long nowNs) {
        over(arrivingBps(), queue.ns() < NO_QUEUE_NS, nowNs);
    }

    /** The path has become so narrow that only the latest packets say what it carries. */
    void narrowed(long nowNs) {
        over(acknowledged.latestBps(), false, nowNs);
    }

    private void over(double arriving, boolean drained, long nowNs) {
        boolean soon = nowNs - lastDecreaseNs < roundTrip.ns() + RESPONSE_NS;
        boolean holds =
                (soon && arriving > bps / 2)
                        || (drained && arriving > Math.min(bps, sent.bps()) / 2);
        if (!acknowledged.isKnown() || holds) {
            lastNs = nowNs;
            return;
        }
        double part = arriving / Math.max(1, sent.bps());
        competition.growing(queue.ns(), part, nowNs);
        if (competition.isLikely()) {
            grow(acknowledged, nowNs);
        } else {
            decrease(arriving, part, nowNs);
        }
    }

    private double arrivingBps() {
        boolean isLong = queue.ns() >= LONG_QUEUE_NS;
        double bpsNow = acknowledged.bps();
        double latest = acknowledged.latestBps();
        if (sent.latestBps() > RISEN * sent.bps() || latest > RISEN * bpsNow) {
            return Math.max(bpsNow, latest); // The mean is of a time in which less was sent.
        }
        return isLong ? Math.min(bpsNow, latest) : bpsNow;
    }

    /**
     * @param part of what is sent arrives
     */
    private void decrease(double arriving, double part, long nowNs) {
        double keep = queue.ns() < SHORT_QUEUE_NS ? SMALL_DECREASE : DECREASE;
        double next = keep * arriving;
        if (sent.bps() < ALL * bps && part >= keep) {
            next = Math.max(next, keep * bps);
        } else {
            capacity.measured(arriving);
        }
        bps = settings.bounded(Math.min(bps, next));
        lastDecreaseNs = nowNs;
        lastNs = nowNs;
    }

    /**
     * Nothing speaks against growing.
     *
     * @param proof what passes; the rate does not grow far beyond it
     */
    void grow(RateMeter proof, long nowNs) {
        double seconds = Math.min(1, (double) (nowNs - lastNs) / NS_PER_SECOND);
        lastNs = nowNs;
        if (proof.isKnown()) {
            double passing = proof.bps();
            if (capacity.isExceededBy(passing)) {
                capacity.forget();
            }
            double proven = PROVEN * passing + PROVEN_EXTRA_BPS;
            bps = settings.bounded(Math.max(bps, Math.min(grown(seconds), proven)));
        }
    }

    private double grown(double seconds) {
        double response = (double) (roundTrip.ns() + RESPONSE_NS) / NS_PER_SECOND;
        double step = Math.min(PACKET_BITS / response, FASTEST_CAREFUL_GROWTH * bps);
        if (isCompeting()) {
            return bps + seconds * step / Math.max(LEAST_ROUND_TRIP_SECONDS, response);
        }
        double known = Math.max(step, SLOWEST_CAREFUL_GROWTH * bps);
        return bps + seconds * (capacity.isKnown() ? known : GROWTH_PER_SECOND * bps);
    }

    /** Somebody else fills the queue, so that only loss says how much may be sent. */
    boolean isCompeting() {
        return competition.isLikely();
    }

    /**
     * How long the queue is was measured.
     *
     * @param latestSentNs when the last packet was sent that it was measured with
     */
    void queueMeasured(long latestSentNs, long nowNs) {
        competition.queue(queue.ns(), latestSentNs, nowNs);
    }

    /** Time passed in which it neither grew nor fell. */
    void hold(long nowNs) {
        lastNs = nowNs;
    }

    /**
     * A probe showed that the path carries so much.
     *
     * @param isLimit no more than that, or a little
     */
    void proven(double probedBps, boolean isLimit) {
        if (probedBps > bps) {
            bps = settings.bounded(probedBps);
            if (isLimit) {
                capacity.measured(probedBps);
            } else if (capacity.isExceededBy(probedBps)) {
                capacity.forget();
            }
        }
    }

    /**
     * Something else than the delay says that less must be sent.
     *
     * @param part to keep of what is sent, if that is less than what might be
     * @param floorBps not to be cut below that
     */
    void keep(double part, double sentBps, double floorBps) {
        double cut = Math.min(bps, SOURCE_SWING * sentBps) * part;
        bps = settings.bounded(Math.min(bps, Math.max(cut, floorBps)));
    }
}
