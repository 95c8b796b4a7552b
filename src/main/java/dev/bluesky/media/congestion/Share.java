package dev.bluesky.media.congestion;

/**
 * What one track may have of a viewer's budget: it wants one of several renditions, and is granted
 * one or nothing. Of one {@link Allocator}.
 */
public final class Share {

    /** Of the track nothing can be sent. */
    public static final int NOTHING = -1;

    private static final long HOLD_NS = 2_000_000_000L;
    private static final long LONGEST_HOLD_NS = 8_000_000_000L;

    /** Who is lowered so soon after he was raised was raised too early. */
    private static final long TOO_SOON_NS = 8_000_000_000L;

    private long[] bitratesBps = {};
    private boolean foremost;
    private boolean undecided = true;
    private int granted = NOTHING;
    private int loweredFrom = NOTHING;
    private long loweredNs;
    private long raisedNs;
    private boolean wasLowered;
    private boolean wasRaised;
    private long holdNs = HOLD_NS;

    Share() {}

    /**
     * What is wanted from now on.
     *
     * @param prefers whether it comes before others: pinned, or speaking
     * @param ascendingBps the bitrate of each rendition, the least first; may be empty
     * @param present which of them was granted before, {@link #NOTHING} if none was
     */
    public void want(boolean prefers, long[] ascendingBps, int present) {
        foremost = prefers;
        bitratesBps = ascendingBps.clone();
        granted = Math.min(present, ascendingBps.length - 1);
    }

    /** Which rendition may be sent, or {@link #NOTHING}. */
    public int granted() {
        return granted;
    }

    boolean isForemost() {
        return foremost;
    }

    int renditions() {
        return bitratesBps.length;
    }

    /** Of a rendition, 0 of {@link #NOTHING}. */
    long bitrateBps(int rendition) {
        return rendition == NOTHING ? 0 : bitratesBps[rendition];
    }

    /** Of all the smallest, 0 if there is none. */
    long leastBps() {
        return bitratesBps.length == 0 ? 0 : bitratesBps[0];
    }

    /**
     * Grants what can be granted: less at once; more only if it fits with something to spare, and a
     * while after it was lowered.
     *
     * @param most what fits
     * @param careful what fits with something to spare
     */
    void grant(int most, int careful, long nowNs) {
        if (undecided) {
            undecided = bitratesBps.length == 0;
            granted = most;
        } else if (most < granted) {
            lower(most, nowNs);
        } else {
            int fits = Math.min(most, careful);
            raise(Math.min(highestNow(fits, nowNs), fits), nowNs);
        }
    }

    private void raise(int to, long nowNs) {
        if (to > granted) {
            granted = to;
            wasRaised = true;
            raisedNs = nowNs;
        }
    }

    /**
     * What was in vain waits longer than what is less; unless still more fits: the path has become
     * another.
     */
    private int highestNow(int fits, long nowNs) {
        long sinceNs = nowNs - loweredNs;
        if (!wasLowered || sinceNs >= holdNs) {
            return Integer.MAX_VALUE;
        }
        if (sinceNs < HOLD_NS) {
            return granted;
        }
        return fits > loweredFrom ? Integer.MAX_VALUE : loweredFrom - 1;
    }

    private void lower(int to, long nowNs) {
        if (wasRaised && nowNs - raisedNs < TOO_SOON_NS) {
            holdNs = Math.min(LONGEST_HOLD_NS, 2 * holdNs);
        } else if (!wasLowered || nowNs - loweredNs > LONGEST_HOLD_NS) {
            holdNs = HOLD_NS;
        }
        wasRaised = false;
        loweredFrom = granted;
        granted = to;
        wasLowered = true;
        loweredNs = nowNs;
    }
}
