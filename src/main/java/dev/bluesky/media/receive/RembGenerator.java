package dev.bluesky.media.receive;

import dev.bluesky.wire.rtcp.RtcpWriter;

/**
 * A simple bandwidth estimate for publishers without transport-wide feedback: up by eight percent a
 * second while hardly anything is lost, down when more than a tenth is (the loss rule of
 * draft-ietf-rmcat-gcc-02 section 6), and never far above what really comes. Told once a second, or
 * at once when it falls.
 */
public final class RembGenerator {
    static final long INTERVAL_NS = 1_000_000_000L;
    private static final long FALL_INTERVAL_NS = 250_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** Loss in 256ths: 2 % and 10 %. */
    private static final int LITTLE_LOSS = 5;

    private static final int MUCH_LOSS = 26;

    /** Room to probe upward from an idle or slow publisher. */
    private static final long HEADROOM_BPS = 200_000;

    private final long minimumBps;
    private final long maximumBps;
    private final long startNs;
    private double estimateBps;
    private long windowStartNs;
    private long windowBytes;
    private long incomingBps;
    private boolean told;
    private boolean fell;
    private long lastTellNs;

    public RembGenerator(long startBps, long minimumBps, long maximumBps, long nowNs) {
        this.minimumBps = minimumBps;
        this.maximumBps = maximumBps;
        this.estimateBps = startBps;
        startNs = nowNs;
        windowStartNs = nowNs;
    }

    /** A packet of any of the transport's streams came. */
    public void packet(int length, long nowNs) {
        windowBytes += length;
        if (nowNs - windowStartNs >= INTERVAL_NS) {
            endWindow(nowNs);
        }
    }

    private void endWindow(long nowNs) {
        double seconds = (double) (nowNs - windowStartNs) / NS_PER_SECOND;
        incomingBps = (long) (windowBytes * 8 / seconds);
        windowBytes = 0;
        windowStartNs = nowNs;
    }

    /**
     * The loss of the last report interval, about a second.
     *
     * @param fractionLost of all streams, in 256ths
     */
    public void loss(int fractionLost) {
        double before = estimateBps;
        if (fractionLost < LITTLE_LOSS) {
            double ceiling = Math.max(before, 1.5 * incomingBps + HEADROOM_BPS);
            estimateBps = Math.min(ceiling, before * 1.08 + 1000);
        } else if (fractionLost > MUCH_LOSS) {
            estimateBps = before * (1 - 0.5 * fractionLost / 256);
        }
        fell |= estimateBps < before;
    }

    /** The estimate now, within the limits. */
    public long bitrateBps() {
        return Math.max(minimumBps, Math.min(maximumBps, (long) estimateBps));
    }

    /** When the estimate is told next. */
    public long nextDueNs() {
        if (!told) {
            return startNs;
        }
        return lastTellNs + (fell ? FALL_INTERVAL_NS : INTERVAL_NS);
    }

    /** Writes the estimate for those streams if it is due; false if nothing was written. */
    public boolean drain(RtcpWriter out, int senderSsrc, int[] ssrcs, int count, long nowNs) {
        if (nowNs - nextDueNs() < 0 || !out.remb(senderSsrc, bitrateBps(), ssrcs, count)) {
            return false;
        }
        told = true;
        fell = false;
        lastTellNs = nowNs;
        return true;
    }
}
