package dev.bluesky.media.congestion;

import java.util.Arrays;
import java.util.List;

/**
 * Divides a budget once, without memory.
 *
 * <ol>
 *   <li>Who comes first gets the least rendition each, as long as there is anything: theirs are the
 *       last pictures that stop.
 *   <li>Of what is left, up to a quarter of the budget is kept for the least renditions of the
 *       others, so that nobody's picture stops for a better one of somebody else; a least rendition
 *       that is large does not count.
 *   <li>Who comes first is raised in turn.
 *   <li>The others get the least each, then all are raised in turn.
 * </ol>
 *
 * <p>What does not fit is left out, and what is smaller may follow. More budget never gives those
 * who come first less.
 */
final class Division {

    /** What is kept for the least renditions of others: one part in so many. */
    private static final int KEPT_PART = 4;

    /** A picture of stamp size, and some more. */
    private static final long SMALL_BPS = 300_000;

    private final List<Share> shares;
    private final int[] renditions;
    private long leftBps;

    private Division(List<Share> shares) {
        this.shares = shares;
        renditions = new int[shares.size()];
        Arrays.fill(renditions, Share.NOTHING);
    }

    /** Which rendition each gets, in the order of the shares. */
    static int[] of(long budgetBps, List<Share> shares) {
        Division division = new Division(shares);
        division.leftBps = budgetBps;
        division.raiseAll(true, 0);
        long most = Math.min(budgetBps / KEPT_PART, division.leftBps);
        long kept = Math.min(most, leastOfOthers(shares));
        division.leftBps -= kept;
        division.give(true, 1);
        division.leftBps += kept;
        division.give(false, 0);
        return division.renditions;
    }

    private static long leastOfOthers(List<Share> shares) {
        long sum = 0;
        for (Share share : shares) {
            long leastBps = share.leastBps();
            sum += !share.isForemost() && leastBps <= SMALL_BPS ? leastBps : 0;
        }
        return sum;
    }

    /** To each of them one step after the other, from that rendition on. */
    private void give(boolean foremost, int from) {
        int rendition = from;
        while (raiseAll(foremost, rendition)) {
            rendition++;
        }
    }

    private boolean raiseAll(boolean foremost, int rendition) {
        boolean raised = false;
        for (int i = 0; i < renditions.length; i++) {
            Share share = shares.get(i);
            if (share.isForemost() == foremost) {
                raised |= raise(share, i, rendition);
            }
        }
        return raised;
    }

    private boolean raise(Share share, int index, int rendition) {
        if (rendition >= share.renditions() || renditions[index] != rendition - 1) {
            return false;
        }
        long more = share.bitrateBps(rendition) - share.bitrateBps(rendition - 1);
        if (more > leftBps) {
            return false;
        }
        leftBps -= more;
        renditions[index] = rendition;
        return true;
    }
}
