package dev.bluesky.sim;

/**
 * What a network does to datagrams in one direction. Rates are from 0 to 1.
 *
 * @param delayNs how long each takes
 * @param jitterNs how much longer at most, without overtaking
 * @param loss how many get lost, each by itself
 * @param bursts after how many begins a time in which all get lost
 * @param duplication how many come twice
 * @param reordering how many are overtaken
 * @param bitsPerSecond the most that passes, 0 for no limit; half a second's worth may wait
 */
record Conditions(
        long delayNs,
        long jitterNs,
        double loss,
        double bursts,
        double duplication,
        double reordering,
        long bitsPerSecond) {

    static final long BURST_NS = 60 * VirtualTime.MS;

    /** Ten milliseconds, and nothing else. */
    static final Conditions CLEAN = new Conditions(10 * VirtualTime.MS, 0, 0, 0, 0, 0, 0);

    /** Everything arrives, some of it twice, late or overtaken. */
    static final Conditions UNTIDY =
            new Conditions(10 * VirtualTime.MS, 5 * VirtualTime.MS, 0, 0, 0.05, 0.05, 0);

    /** As a bad wireless network: single losses, runs of losses, and untidy besides. */
    static final Conditions BAD =
            new Conditions(10 * VirtualTime.MS, 5 * VirtualTime.MS, 0.05, 0.003, 0.05, 0.05, 0);

    Conditions withDelay(long ns) {
        return new Conditions(ns, jitterNs, loss, bursts, duplication, reordering, bitsPerSecond);
    }

    Conditions withLoss(double rate) {
        return new Conditions(
                delayNs, jitterNs, rate, bursts, duplication, reordering, bitsPerSecond);
    }

    Conditions withBitsPerSecond(long most) {
        return new Conditions(delayNs, jitterNs, loss, bursts, duplication, reordering, most);
    }
}
