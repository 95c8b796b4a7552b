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

    private static final double GROWTH_PER_SECOND = 1.08;

    /**
     * Near the known capacity: a packet in each response time, which is this and the round trip.
     */
    private static final double PACKET_BITS = 8 * 1200;

    /** And not less than so much of the rate, or fast paths would take minutes. */
    private static final double CAREFUL_GROWTH_PER_SECOND = 0.03;

    private static final long RESPONSE_NS = 100_000_000L;

    /** The queue is so long that the latest packets say better what the path carries. */
    private static final long LONG_QUEUE_NS = 80_000_000L;

    /** What arrives proves no more than so much of it. */
    private static final double PROVEN = 1.5;

    private static final double PROVEN_EXTRA_BPS = 10_000;
    private static final double NS_PER_SECOND = 1e9;

    private final EstimatorSettings settings;
    private final LinkCapacity capacity = new LinkCapacity();
    private double bps;
    private long lastNs;
    private long lastDecreaseNs;

    RateControl(EstimatorSettings settings, long nowNs) {
        this.settings = settings;
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
    void over(RateMeter acknowledged, RateMeter sent, long queueNs, long roundTripNs, long nowNs) {
        lastNs = nowNs;
        boolean isLong = queueNs >= LONG_QUEUE_NS;
        double arriving =
                isLong
                        ? Math.min(acknowledged.bps(), acknowledged.latestBps())
                        : acknowledged.bps();
        boolean soon = nowNs - lastDecreaseNs < roundTripNs + RESPONSE_NS;
        if (!acknowledged.isKnown() || (soon && arriving > bps / 2)) {
            return;
        }
        boolean throttled = arriving < DECREASE * sent.bps();
        boolean ownLimit = sent.bps() < DECREASE * bps;
        double next = (queueNs < SHORT_QUEUE_NS ? SMALL_DECREASE : DECREASE) * arriving;
        if (ownLimit && !throttled) {
            next = Math.max(next, DECREASE * bps);
        } else {
            capacity.measured(arriving);
        }
        bps = settings.bounded(Math.min(bps, next));
        lastDecreaseNs = nowNs;
    }

    /** Nothing speaks against growing. */
    void grow(RateMeter acknowledged, long roundTripNs, long nowNs) {
        double seconds = Math.min(1, (double) (nowNs - lastNs) / NS_PER_SECOND);
        lastNs = nowNs;
        double arriving = acknowledged.bps();
        if (!acknowledged.isKnown()) {
            return;
        }
        if (capacity.isExceededBy(arriving)) {
            capacity.forget();
        }
        double grown = bps * Math.pow(GROWTH_PER_SECOND, seconds);
        if (capacity.isKnown()) {
            double response = (double) (roundTripNs + RESPONSE_NS) / NS_PER_SECOND;
            double step = Math.max(PACKET_BITS / response, CAREFUL_GROWTH_PER_SECOND * bps);
            grown = bps + seconds * step;
        }
        double proven = PROVEN * arriving + PROVEN_EXTRA_BPS;
        bps = settings.bounded(Math.max(bps, Math.min(grown, proven)));
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

    /** Something else than the delay says that only that part of it arrives. */
    void keep(double part, double ceilingBps) {
        bps = settings.bounded(Math.min(bps, ceilingBps) * part);
    }
}
