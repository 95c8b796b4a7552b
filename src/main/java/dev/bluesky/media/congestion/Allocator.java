package dev.bluesky.media.congestion;

import java.util.ArrayList;
import java.util.List;

/**
 * Shares a viewer's budget over its video tracks. Sound has been taken off the budget before:
 * whatever happens, it flows. Pictures get smaller or slower before one stops, and those that come
 * first (pinned, speaking) keep more ({@link Division}). It goes down at once, and up only with
 * something to spare and a while after it went down; the longer, the more often that was in vain.
 *
 * <p>Never more is granted than the budget. Pure: {@code nowNs} is a monotonic time. Belongs to one
 * thread.
 */
public final class Allocator {

    /** To rise, so much must be left: 1/8. */
    private static final int SPARE_PART = 8;

    /** The same of what was just proven: an encoder's swing is left to be feared, 1/16. */
    private static final int PROVEN_SPARE_PART = 16;

    private final List<Share> shares = new ArrayList<>();

    /** A further track, which wants nothing yet. Those that came first are given first. */
    public Share open() {
        Share share = new Share();
        shares.add(share);
        return share;
    }

    /** Its track is gone. */
    public void close(Share share) {
        shares.remove(share);
    }

    /**
     * Grants each share what it may have from now on.
     *
     * @param budgetBps for all of them together
     * @param provenBps what of it was proven, rather than estimated; 0 if nothing
     */
    public void allocate(long budgetBps, long provenBps, long nowNs) {
        long budget = Math.max(0, budgetBps);
        int[] most = Division.of(budget, shares);
        int[] careful = Division.of(careful(budget, Math.min(budget, provenBps)), shares);
        for (int i = 0; i < most.length; i++) {
            shares.get(i).grant(most[i], careful[i], nowNs);
        }
    }

    private static long careful(long budget, long proven) {
        return Math.max(budget - budget / SPARE_PART, proven - proven / PROVEN_SPARE_PART);
    }

    /** What all of them would take of the smallest. */
    public long leastBps() {
        long sum = 0;
        for (Share share : shares) {
            sum += share.leastBps();
        }
        return sum;
    }

    /** What they take as granted. */
    public long grantedBps() {
        long sum = 0;
        for (Share share : shares) {
            sum += share.bitrateBps(share.granted());
        }
        return sum;
    }
}
