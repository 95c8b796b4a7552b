package dev.bluesky.media.congestion;

/**
 * What the path carried each time that its queue grew: near it one grows carefully, and far above
 * or below it the memory is worth nothing.
 */
final class LinkCapacity {
    private static final double WEIGHT = 0.1;
    private static final double LEAST_DEVIATION = 0.03;
    private static final double DEVIATIONS = 3;

    private double meanBps;
    private double deviationBps;

    boolean isKnown() {
        return meanBps > 0;
    }

    void measured(double bps) {
        if (!isKnown() || !isNear(bps)) {
            meanBps = bps;
            deviationBps = LEAST_DEVIATION * bps;
            return;
        }
        double off = Math.abs(bps - meanBps);
        meanBps += WEIGHT * (bps - meanBps);
        deviationBps += WEIGHT * (off - deviationBps);
        deviationBps = Math.max(deviationBps, LEAST_DEVIATION * meanBps);
    }

    void forget() {
        meanBps = 0;
    }

    boolean isNear(double bps) {
        return Math.abs(bps - meanBps) <= DEVIATIONS * deviationBps;
    }

    boolean isExceededBy(double bps) {
        return isKnown() && bps > meanBps + DEVIATIONS * deviationBps;
    }
}
