package dev.bluesky.media.congestion;

/**
 * Less is sent: is the same part still lost? Behind a bottleneck the arriving rate would stay and
 * the loss shrink; a link that loses at random takes its part of less, too.
 */
final class LossExperiment {
    /** What was on the way at the cut is not counted. */
    private static final long SETTLING_NS = 300_000_000L;

    private static final int PACKETS = 100;
    private static final long LONGEST_NS = 2_000_000_000L;

    /** Less of a difference proves nothing: the source did not follow. */
    private static final double LEAST_CUT = 0.95;

    private boolean running;
    private boolean counting;
    private long startNs;
    private double lossBefore;
    private double sentBeforeBps;
    private int lost;
    private int arrived;

    void start(double loss, double sentBps, long nowNs) {
        running = true;
        counting = false;
        startNs = nowNs;
        lossBefore = loss;
        sentBeforeBps = sentBps;
        lost = 0;
        arrived = 0;
    }

    void cancel() {
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    void told(int lostPackets, int arrivedPackets) {
        if (counting) {
            lost += lostPackets;
            arrived += arrivedPackets;
        }
    }

    /** To be asked with each feedback; true once, and then it is no longer running. */
    boolean isOver(long nowNs) {
        if (!running) {
            return false;
        }
        long sinceNs = nowNs - startNs;
        counting |= sinceNs >= SETTLING_NS;
        running = sinceNs < LONGEST_NS && lost + arrived < PACKETS;
        return !running;
    }

    /** The path's own loss, 0 if it is a bottleneck's or cannot be told. */
    double inherentLoss(double sentBps) {
        if (lost <= 0 || sentBeforeBps <= 0 || sentBps > LEAST_CUT * sentBeforeBps) {
            return 0;
        }
        double loss = (double) lost / (lost + arrived);
        double ofBottleneck = 1 - (1 - lossBefore) * sentBeforeBps / Math.max(1, sentBps);
        double between = (Math.max(0, ofBottleneck) + lossBefore) / 2;
        return loss > between ? Math.min(loss, lossBefore) : 0;
    }
}
