package dev.bluesky.media.congestion;

/**
 * What loss says (draft-ietf-rmcat-gcc-02 section 6): up to 2 % is nothing, up to 10 % is a reason
 * not to grow, and more is a reason to send less.
 */
final class LossControl {
    static final double LITTLE = 0.02;
    static final double MUCH = 0.10;

    static final long WINDOW_NS = 300_000_000L;
    static final int WINDOW_PACKETS = 30;
    static final long LONGEST_WINDOW_NS = 1_000_000_000L;

    private long windowStartNs;
    private int lost;
    private int arrived;
    private double fraction;

    LossControl(long nowNs) {
        windowStartNs = nowNs;
    }

    /**
     * Packets that were told of for the first time; those told lost earlier may arrive after all.
     */
    void told(int lostPackets, int arrivedPackets, int arrivedAfterAll) {
        lost = Math.max(0, lost + lostPackets - arrivedAfterAll);
        arrived += arrivedPackets;
    }

    /**
     * Judges once enough is known.
     *
     * @return what part of the rate to keep: 1, or less because too much is lost
     */
    double keep(long nowNs) {
        long lengthNs = nowNs - windowStartNs;
        boolean enough = lengthNs >= WINDOW_NS && lost + arrived >= WINDOW_PACKETS;
        if (!enough && lengthNs < LONGEST_WINDOW_NS) {
            return 1;
        }
        fraction = lost == 0 ? 0 : (double) lost / (lost + arrived);
        windowStartNs = nowNs;
        lost = 0;
        arrived = 0;
        return fraction > MUCH ? 1 - fraction / 2 : 1;
    }

    boolean allowsGrowth() {
        return fraction <= LITTLE;
    }
}
