package dev.bluesky.media.congestion;

/**
 * Whether the one-way delay grows: the slope of a line through the latest smoothed delays, against
 * a threshold that adapts, so that a path with much jitter does not starve, nor a flow that shares
 * with one that fills the queue (draft-ietf-rmcat-gcc-02 section 5.4, with the line in place of its
 * Kalman filter).
 */
final class DelayTrend {
    /** The line goes through so many groups. */
    static final int POINTS = 20;

    private static final double SMOOTHING = 0.9;

    /** The slope is that of a short while; with it the threshold is in milliseconds. */
    private static final double GAIN_MS = 4;

    private static final int MOST_COUNTED = 60;

    /** For so long the slope must be above the threshold. */
    private static final double LEAST_OVER_MS = 10;

    private static final double NS_PER_MS = 1e6;

    private final double[] timesMs = new double[POINTS];
    private final double[] delaysMs = new double[POINTS];
    private final AdaptiveThreshold threshold = new AdaptiveThreshold();
    private int points;
    private int count;
    private long firstArrivalNs;
    private long lastArrivalNs;
    private double accumulatedMs;
    private double smoothedMs;
    private double lastTrendMs;
    private double overMs;
    private int overCount;
    private Usage usage = Usage.NORMAL;

    /** A group took so much longer than the one before. */
    void delta(long deltaNs, long arrivalNs) {
        if (points == 0) {
            firstArrivalNs = arrivalNs;
            lastArrivalNs = arrivalNs;
        }
        double sinceMs = (double) (arrivalNs - lastArrivalNs) / NS_PER_MS;
        lastArrivalNs = arrivalNs;
        accumulatedMs += (double) deltaNs / NS_PER_MS;
        smoothedMs = SMOOTHING * smoothedMs + (1 - SMOOTHING) * accumulatedMs;
        timesMs[points % POINTS] = (double) (arrivalNs - firstArrivalNs) / NS_PER_MS;
        delaysMs[points % POINTS] = smoothedMs;
        points++;
        count++;
        double slope = points < POINTS ? 0 : slope();
        judge(Math.min(count, MOST_COUNTED) * GAIN_MS * slope, sinceMs);
    }

    /** The delay has just changed for a reason that is known; only what comes now counts. */
    void restart() {
        points = 0;
        accumulatedMs = 0;
        smoothedMs = 0;
        lastTrendMs = 0;
        overMs = 0;
        overCount = 0;
        usage = Usage.NORMAL;
    }

    /** Least squares. */
    private double slope() {
        double meanTime = 0;
        double meanDelay = 0;
        for (int i = 0; i < POINTS; i++) {
            meanTime += timesMs[i] / POINTS;
            meanDelay += delaysMs[i] / POINTS;
        }
        double above = 0;
        double below = 0;
        for (int i = 0; i < POINTS; i++) {
            double time = timesMs[i] - meanTime;
            above += time * (delaysMs[i] - meanDelay);
            below += time * time;
        }
        return below == 0 ? 0 : above / below;
    }

    private void judge(double trendMs, double sinceMs) {
        if (trendMs > threshold.ms()) {
            overMs += overCount == 0 ? sinceMs / 2 : sinceMs;
            overCount++;
            if (overMs > LEAST_OVER_MS && overCount > 1 && trendMs >= lastTrendMs) {
                usage = Usage.OVER;
                overMs = 0;
                overCount = 0;
            }
        } else {
            overMs = 0;
            overCount = 0;
            usage = trendMs < -threshold.ms() ? Usage.UNDER : Usage.NORMAL;
        }
        lastTrendMs = trendMs;
        threshold.adapt(trendMs, sinceMs);
    }

    /** Whether there are enough groups for a line. */
    boolean isKnown() {
        return points >= POINTS;
    }

    Usage usage() {
        return usage;
    }
}
