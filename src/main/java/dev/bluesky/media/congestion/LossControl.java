package dev.bluesky.media.congestion;

/**
 * What loss says (draft-ietf-rmcat-gcc-02 section 6): up to 2 % is nothing, up to 10 % is a reason
 * not to grow, and more is a reason to send less. Unlike there, loss that stays the same when less
 * is sent is taken to be the path's own, such as that of a radio link, and is not counted: a cut is
 * an experiment, and {@link LossExperiment} says how it ended.
 */
final class LossControl {
    static final double LITTLE = 0.02;
    static final double MUCH = 0.10;

    /** So much loss that what arrives is the best guess at what the path carries. */
    private static final double MOST = 0.25;

    /** Of a few packets some may be lost by chance: so many standard deviations. */
    private static final double DOUBT = 1.5;

    private static final long WINDOW_NS = 300_000_000L;
    private static final int WINDOW_PACKETS = 30;
    private static final long LONGEST_WINDOW_NS = 1_000_000_000L;

    /** Of the newest window in the average. */
    private static final double WEIGHT = 0.3;

    /** So many windows of some loss are worth a small cut to see what becomes of it. */
    private static final int WINDOWS_TO_TRY = 4;

    private static final double TRY = 0.85;

    /** More than that is more likely a queue that others keep full. */
    private static final double MOST_INHERENT = 0.06;

    private static final double COMPETITORS_LOSS = 0.01;
    private static final double COMPETING = 0.8;

    private final LossExperiment experiment = new LossExperiment();
    private long windowStartNs;
    private int lost;
    private int arrived;
    private double average;
    private double inherent;
    private double excess;
    private int windowsOfLoss;
    private boolean much;

    LossControl(long nowNs) {
        windowStartNs = nowNs;
    }

    /** Packets told of for the first time; those told lost earlier may arrive after all. */
    void told(int lostPackets, int arrivedPackets, int arrivedAfterAll) {
        lost = Math.max(0, lost + lostPackets - arrivedAfterAll);
        arrived += arrivedPackets;
        experiment.told(lostPackets - arrivedAfterAll, arrivedPackets);
    }

    /** What a receiver report says of an interval: no more than a fraction is known. */
    double report(double fraction, double sentBps, long nowNs) {
        int packets = WINDOW_PACKETS * 4;
        int missing = (int) Math.round(fraction * packets);
        told(missing, packets - missing, 0);
        windowStartNs = nowNs - LONGEST_WINDOW_NS;
        return keep(sentBps, false, nowNs);
    }

    /**
     * Judges once enough is known.
     *
     * @param sentBps what is really sent
     * @param competing others fill the queue until it loses: what they do at a loss is done here
     * @return what part of the rate to keep: 1, or less because too much is lost
     */
    double keep(double sentBps, boolean competing, long nowNs) {
        if (experiment.isOver(nowNs)) {
            double own = experiment.inherentLoss(sentBps);
            inherent = Math.min(MOST_INHERENT, Math.max(inherent, own));
        }
        long lengthNs = nowNs - windowStartNs;
        boolean enough = lengthNs >= WINDOW_NS && lost + arrived >= WINDOW_PACKETS;
        if (lost + arrived == 0 || (!enough && lengthNs < LONGEST_WINDOW_NS)) {
            return 1;
        }
        double fraction = (double) lost / (lost + arrived);
        double doubt = DOUBT * Math.sqrt(fraction * (1 - fraction) / (lost + arrived));
        windowStartNs = nowNs;
        lost = 0;
        arrived = 0;
        double kept = judge(fraction, doubt, sentBps, nowNs);
        return competing && fraction > COMPETITORS_LOSS ? Math.min(kept, COMPETING) : kept;
    }

    /** There is a long queue, so loss is what it has no place for, and none the path's own. */
    void queueIsLong() {
        inherent = 0;
        experiment.cancel();
    }

    private double judge(double fraction, double doubt, double sentBps, long nowNs) {
        average += WEIGHT * (fraction - average);
        inherent = Math.min(inherent, average + LITTLE);
        excess = Math.max(0, (average - inherent) / (1 - inherent));
        double now = Math.max(0, (fraction - inherent) / (1 - inherent));
        windowsOfLoss = excess > LITTLE ? windowsOfLoss + 1 : 0;
        much = now - doubt > MUCH;
        if (experiment.isRunning() || (!much && windowsOfLoss < WINDOWS_TO_TRY)) {
            return 1;
        }
        experiment.start(much ? fraction : average, sentBps, nowNs);
        windowsOfLoss = 0;
        if (!much) {
            return TRY;
        }
        return now > MOST ? 1 - now : 1 - now / 2;
    }

    /** Whether so much was lost last that it must be because of what is sent. */
    boolean isMuch() {
        return much;
    }

    boolean allowsGrowth() {
        return excess <= LITTLE && !experiment.isRunning();
    }
}
