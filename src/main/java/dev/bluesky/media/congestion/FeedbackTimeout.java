package dev.bluesky.media.congestion;

/**
 * Nothing is told though something is sent: the path, or the way back, may be dead. After a while
 * less is sent, and ever less, but a single lost feedback is no reason.
 */
final class FeedbackTimeout {
    private static final long FIRST_NS = 1_000_000_000L;

    /** Receiver reports may be five seconds apart and half as much again (RFC 3550 section 6.2). */
    private static final long FIRST_REPORT_NS = 8_000_000_000L;

    private static final long EACH_NS = 500_000_000L;
    private static final double KEEP = 0.7;

    private long dueNs;
    private boolean waiting;

    /** A packet leaves; with transport-wide feedback it is told of soon, else by reports. */
    void sent(boolean hasFeedback, long nowNs) {
        if (!waiting) {
            waiting = true;
            dueNs = nowNs + (hasFeedback ? FIRST_NS : FIRST_REPORT_NS);
        }
    }

    void told() {
        waiting = false;
    }

    /** What part of the rate to keep. */
    double keep(long nowNs) {
        if (!waiting || nowNs - dueNs < 0) {
            return 1;
        }
        dueNs = nowNs + EACH_NS;
        return KEEP;
    }
}
