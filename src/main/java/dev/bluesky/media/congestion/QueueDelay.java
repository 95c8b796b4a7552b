package dev.bluesky.media.congestion;

/**
 * How long packets wait on the way: the one-way delay above the least of the last 10 to 20 seconds.
 * Neither clock need be right; what they drift in that time is far below a millisecond.
 */
final class QueueDelay {
    private static final long HALF_NS = 10_000_000_000L;

    /** Of the latest feedback; there are 10 to 20 in a second. */
    private static final int USUAL_PART = 32;

    private boolean started;
    private long halfStartNs;
    private long leastNs;
    private long leastBeforeNs;
    private long latestNs;
    private boolean growing;
    private long usualNs;

    /**
     * What one feedback says.
     *
     * @param leastDelayNs the least of its packets' arrival minus sending times, on clocks that
     *     need not agree
     */
    void delay(long leastDelayNs, long nowNs) {
        if (!started) {
            started = true;
            halfStartNs = nowNs;
            leastNs = leastDelayNs;
            leastBeforeNs = leastDelayNs;
            latestNs = leastDelayNs;
        } else if (nowNs - halfStartNs >= HALF_NS) {
            halfStartNs = nowNs;
            leastBeforeNs = leastNs;
            leastNs = leastDelayNs;
        }
        leastNs = Math.min(leastNs, leastDelayNs);
        growing = leastDelayNs > latestNs;
        latestNs = leastDelayNs;
    }

    /** Whether they waited longer than those of the feedback before. */
    boolean isGrowing() {
        return growing;
    }

    /** How long the last packets waited. */
    long ns() {
        return waited(latestNs);
    }

    /** The packet that was sent last took so long: they are the last of their bursts, mostly. */
    void latest(long delayNs) {
        usualNs += (waited(delayNs) - usualNs) / USUAL_PART;
    }

    /** How long the last packets of bursts waited lately, on average over some seconds. */
    long usualNs() {
        return usualNs;
    }

    /** How long a packet waited, by its arrival minus its sending time. */
    long waited(long delayNs) {
        return delayNs - Math.min(leastNs, leastBeforeNs);
    }
}
