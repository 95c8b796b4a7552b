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
     */
    public void allocate(long budgetBps, long nowNs) {
        long budget = Math.max(0, budgetBps);
        int[] most = Division.of(budget, shares);
        int[] careful = Division.of(budget - budget / SPARE_PART, shares);
        for (int i = 0; i < most.length; i++) {
            shares.get(i).grant(most[i], careful[i], nowNs);
        }
    }

    /** What all of them would take of the smallest. */
    public long leastBps() {
        return shares.stream().mapToLong(Share::leastBps).sum();
    }

    /** What they take as granted. */
    public long grantedBps() {
        return shares.stream().mapToLong(share -> share.bitrateBps(share.granted())).sum();
    }
}
