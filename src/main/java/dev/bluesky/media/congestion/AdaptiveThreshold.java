package dev.bluesky.media.congestion;

/**
 * How steep a trend must be to count: it follows what is usual on the path, upward quickly and
 * downward slowly (draft-ietf-rmcat-gcc-02 section 5.4).
 */
final class AdaptiveThreshold {
    private static final double START_MS = 12.5;
    private static final double LEAST_MS = 6;
    private static final double MOST_MS = 600;
    private static final double UP_PER_MS = 0.0087;
    private static final double DOWN_PER_MS = 0.039;

    /** A trend that is further above is an event, nothing to get used to. */
    private static final double OUTLIER_MS = 15;

    private static final double LONGEST_STEP_MS = 100;

    private double ms = START_MS;

    double ms() {
        return ms;
    }

    void adapt(double trendMs, double sinceMs) {
        double size = Math.abs(trendMs);
        if (size > ms + OUTLIER_MS) {
            return;
        }
        double speed = size < ms ? DOWN_PER_MS : UP_PER_MS;
        double step = Math.max(0, Math.min(sinceMs, LONGEST_STEP_MS));
        ms = Math.max(LEAST_MS, Math.min(MOST_MS, ms + speed * (size - ms) * step));
    }
}
