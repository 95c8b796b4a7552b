package dev.bluesky.loop;

/**
 * For how long a socket that was read empty is left alone. Never while there is little to do; the
 * more there is, the longer, up to a limit: then a turn begins less often and has more of each
 * frame, which leaves in longer runs.
 */
final class Hold {
    /** Datagrams in a second; below it a core has next to nothing to do. */
    static final double LITTLE = 2_000;

    /** From here on the wait is as long as it may be: two percent of a core are sending. */
    static final double MUCH = 8_000;

    private static final double SECOND_NS = 1e9;

    /** How much of the average a tenth of a second renews. */
    private static final double RENEWAL_NS = 1e8;

    private final long longestNs;
    private long datagrams;
    private double perSecond;
    private long sinceNs;
    private boolean started;

    /**
     * @param longestNs 0 for none
     */
    Hold(long longestNs) {
        this.longestNs = longestNs;
    }

    /** A datagram is sent. */
    void count() {
        datagrams++;
    }

    /** Some time has passed. */
    void tick(long nowNs) {
        long passed = nowNs - sinceNs;
        if (started && passed > 0) {
            double renewed = Math.min(1, passed / RENEWAL_NS);
            perSecond += renewed * (datagrams * SECOND_NS / passed - perSecond);
        }
        started = true;
        sinceNs = nowNs;
        datagrams = 0;
    }

    /** How long to wait now, 0 for not at all. */
    long lengthNs() {
        double part = (perSecond - LITTLE) / (MUCH - LITTLE);
        return (long) (longestNs * Math.max(0, Math.min(1, part)));
    }
}
