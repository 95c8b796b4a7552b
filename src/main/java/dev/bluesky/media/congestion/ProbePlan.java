package dev.bluesky.media.congestion;

import org.jspecify.annotations.Nullable;

/**
 * When to try more, and how much: at the start several times the first guess; then, as long as more
 * is wanted than the estimate allows and nothing speaks against it, twice the estimate every few
 * seconds, and at once again after a success. Without probes a source of few large steps would
 * never show that the next step fits, and a path that got wide again would be found at 8 % a
 * second.
 */
final class ProbePlan {
    /** A probe lasts at least that long; at its rate so much is sent more than usual. */
    static final long DURATION_NS = 25_000_000L;

    static final int PACKETS = 5;

    /** Less is not seen among the quarter milliseconds that feedback counts in. */
    static final int LEAST_BYTES = 2_000;

    /**
     * Policers and shapers let a packet or two go at once after a pause: so much is needed to see
     * what they carry, if it takes no longer than {@link #LONG_NS}.
     */
    private static final int MANY_BYTES = 6_000;

    private static final long LONG_NS = 100_000_000L;

    /** What said too little is tried again at once, so often. */
    private static final int REPETITIONS = 3;

    private static final double FIRST = 3;
    private static final double STEP = 2;

    /** Of an estimate that allows no picture: the sound alone, which proves little. */
    private static final double STARVING = 4;

    /** A success that is worth the next step at once. */
    private static final double GOOD = 0.7;

    /** What is as good as all of it. */
    private static final double NEARLY = 0.95;

    /** What is wanted, and some more, since the rate swings about what the path carries. */
    private static final double WANTED = 1.2;

    /** Less more is not worth the next step at once. */
    private static final double NEWS = 1.1;

    private static final long INTERVAL_NS = 5_000_000_000L;

    /** The same where no picture is allowed, at first; it doubles each time. */
    private static final long SHORTEST_INTERVAL_NS = 1_000_000_000L;

    /** The queue must have been quiet so long. */
    private static final long CALM_NS = 3_000_000_000L;

    /** Feedback must have come. */
    private static final long PATIENCE_NS = 1_000_000_000L;

    private static final double BITS_NS_PER_SECOND = 8e9;

    private final EstimatorSettings settings;
    private int lastId;
    private double nextBps;
    private double pendingBps;
    private long pendingSinceNs;
    private double probedBps;
    private int repetitions;
    private boolean again;
    private boolean asked;
    private long intervalNs = SHORTEST_INTERVAL_NS;
    private long lastNs;

    ProbePlan(EstimatorSettings settings) {
        this.settings = settings;
        nextBps = FIRST * (double) settings.startBps();
    }

    /**
     * The probe to send now.
     *
     * @param estimateBps what is allowed now
     * @param demandBps what would be sent if it were allowed
     * @param starves whether no picture at all is allowed
     * @param calmSinceNs when the path last seemed to be full
     */
    @Nullable Probe next(
            double estimateBps, double demandBps, boolean starves, long calmSinceNs, long nowNs) {
        intervalNs = starves ? intervalNs : SHORTEST_INTERVAL_NS;
        if (!asked) {
            asked = true;
            lastNs = nowNs - INTERVAL_NS;
        }
        if (pendingBps > 0 && nowNs - pendingSinceNs < PATIENCE_NS) {
            return null;
        }
        pendingBps = 0;
        double mostBps = Math.min(WANTED * demandBps, (double) settings.maximumBps());
        if (lastId != 0 && calmSinceNs - lastNs > 0) {
            nextBps = 0; // something has spoken against it since
        }
        if (estimateBps >= mostBps) {
            return null;
        }
        // What is wanted was just probed for; it may be more later, when larger pictures come.
        boolean isNews = Math.min(nextBps, mostBps) >= NEWS * probedBps || again;
        if (nextBps > 0 && isNews) {
            return start(Math.min(nextBps, mostBps), nowNs);
        }
        if (!isTime(starves, calmSinceNs, nowNs)) {
            return null;
        }
        intervalNs = Math.min(INTERVAL_NS, 2 * intervalNs);
        return start(Math.min((starves ? STARVING : STEP) * estimateBps, mostBps), nowNs);
    }

    /** What takes all pictures may be gone in a moment; if it is not, looking costs the sound. */
    private boolean isTime(boolean starves, long calmSinceNs, long nowNs) {
        long everyNs = starves ? intervalNs : INTERVAL_NS;
        return nowNs - lastNs >= everyNs && nowNs - calmSinceNs >= Math.min(everyNs, CALM_NS);
    }

    private Probe start(double bps, long nowNs) {
        nextBps = 0;
        pendingBps = bps;
        probedBps = bps;
        pendingSinceNs = nowNs;
        lastNs = nowNs;
        again = false;
        lastId = lastId % SendHistory.PROBE_ID_MAX + 1;
        return new Probe(lastId, (long) bps, bytes(bps), PACKETS);
    }

    private static int bytes(double bps) {
        double many = Math.min(MANY_BYTES, bps * (double) LONG_NS / BITS_NS_PER_SECOND);
        double usual = bps * (double) DURATION_NS / BITS_NS_PER_SECOND;
        return (int) Math.max(LEAST_BYTES, Math.max(many, usual));
    }

    /**
     * What the last probe has proven.
     *
     * @param isLimit and the path carries no more than that; otherwise less than what was probed
     *     for says that it left slowly, or that whoever tells of it was busy
     */
    void result(double provenBps, boolean isLimit) {
        boolean isShort = !isLimit && provenBps < NEARLY * pendingBps;
        again = isShort && repetitions < REPETITIONS;
        repetitions = again ? repetitions + 1 : 0;
        if (provenBps > GOOD * pendingBps) {
            nextBps = STEP * provenBps;
        } else {
            nextBps = again ? pendingBps : 0;
        }
        pendingBps = 0;
    }
}
