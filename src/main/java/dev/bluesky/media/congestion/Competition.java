package dev.bluesky.media.congestion;

/**
 * Whether somebody else fills the queue, such as a download: less was sent, and whatever was sent
 * after that found the queue no shorter, again and again. Sending ever less would not shorten it.
 * So the queue is suffered then, and loss alone says how much may be sent, until the queue is short
 * again. (Who fills a queue cannot be seen but by what becomes of it when less is sent.)
 */
final class Competition {
    /** So many decreases in a row must have been in vain. */
    private static final int IN_VAIN = 3;

    /** What was sent so long after a decrease should find a shorter queue. */
    private static final long EFFECT_NS = 200_000_000L;

    /** A smaller difference is noise. */
    private static final long NOISE_NS = 5_000_000L;

    /** Not longer than that it is short, and nobody fills it. */
    private static final long SHORT_QUEUE_NS = 25_000_000L;

    /** So long; a download that has just lost something makes room for a moment, too. */
    private static final long ALONE_NS = 2_000_000_000L;

    /** So little arrives of what is sent that the queue must be our own. */
    private static final double THROTTLED = 0.6;

    private int inVain;
    private boolean decreased;
    private boolean seen;
    private long decreasedNs;
    private long queueThenNs;
    private long leastSinceNs;
    private long lastLongNs;

    /**
     * How long the last packets waited.
     *
     * @param latestSentNs when the last of them was sent
     */
    void queue(long queueNs, long latestSentNs, long nowNs) {
        if (queueNs >= SHORT_QUEUE_NS) {
            lastLongNs = nowNs;
        } else if (nowNs - lastLongNs >= ALONE_NS) {
            inVain = 0;
            decreased = false;
        }
        if (decreased && latestSentNs - decreasedNs >= EFFECT_NS) {
            leastSinceNs = seen ? Math.min(leastSinceNs, queueNs) : queueNs;
            seen = true;
        }
    }

    /**
     * The queue grows, and less would be sent if it were our own.
     *
     * @param arrivingPart of what is sent
     */
    void growing(long queueNs, double arrivingPart, long nowNs) {
        boolean wasInVain = seen && leastSinceNs >= queueThenNs - NOISE_NS;
        if (arrivingPart < THROTTLED || (seen && !wasInVain && !isLikely())) {
            inVain = 0;
        } else if (wasInVain) {
            inVain++;
        }
        if (seen || !decreased || arrivingPart < THROTTLED) {
            decreased = true;
            seen = false;
            decreasedNs = nowNs;
            queueThenNs = queueNs;
        }
    }

    boolean isLikely() {
        return inVain >= IN_VAIN;
    }
}
