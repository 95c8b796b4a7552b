package dev.bluesky.media.congestion;

import java.util.Arrays;

/** What happened to one flow in each tenth of a second. */
final class Trace {
    static final long BIN_NS = 100_000_000L;

    private final long startNs;
    final long[] targetBps;
    final long[] sentBits;
    final long[] receivedBits;
    final int[] sentPackets;
    final int[] lostPackets;
    final long[] longestDelayNs;
    final long[] delaySumNs;
    final int[] received;
    final long[] longestAudioGapNs;
    private long lastAudioNs = Long.MIN_VALUE;

    Trace(long startNs, double seconds) {
        int bins = (int) Math.ceil(seconds * 1e9 / (double) BIN_NS) + 1;
        this.startNs = startNs;
        targetBps = new long[bins];
        sentBits = new long[bins];
        receivedBits = new long[bins];
        sentPackets = new int[bins];
        lostPackets = new int[bins];
        longestDelayNs = new long[bins];
        delaySumNs = new long[bins];
        received = new int[bins];
        longestAudioGapNs = new long[bins];
    }

    private int bin(long nowNs) {
        return (int) Math.min(targetBps.length - 1L, (nowNs - startNs) / BIN_NS);
    }

    void target(long bps, long nowNs) {
        targetBps[bin(nowNs)] = bps;
    }

    void sent(int bytes, long nowNs) {
        sentBits[bin(nowNs)] += 8L * bytes;
        sentPackets[bin(nowNs)]++;
    }

    void lost(long nowNs) {
        lostPackets[bin(nowNs)]++;
    }

    void received(int bytes, long waitedNs, boolean isAudio, long nowNs) {
        int bin = bin(nowNs);
        receivedBits[bin] += 8L * bytes;
        received[bin]++;
        delaySumNs[bin] += waitedNs;
        longestDelayNs[bin] = Math.max(longestDelayNs[bin], waitedNs);
        if (isAudio) {
            long gap = lastAudioNs == Long.MIN_VALUE ? 0 : nowNs - lastAudioNs;
            longestAudioGapNs[bin] = Math.max(longestAudioGapNs[bin], gap);
            lastAudioNs = nowNs;
        }
    }

    static int bin(double seconds) {
        return (int) Math.round(seconds * 1e9 / (double) BIN_NS);
    }

    /** On the link, in bits per second. */
    double receivedBps(double fromSeconds, double toSeconds) {
        return (double) sum(receivedBits, fromSeconds, toSeconds) / (toSeconds - fromSeconds);
    }

    double sentBps(double fromSeconds, double toSeconds) {
        return (double) sum(sentBits, fromSeconds, toSeconds) / (toSeconds - fromSeconds);
    }

    double targetBps(double fromSeconds, double toSeconds) {
        return Arrays.stream(targetBps, bin(fromSeconds), bin(toSeconds)).average().orElse(0);
    }

    double loss(double fromSeconds, double toSeconds) {
        int sent = Arrays.stream(sentPackets, bin(fromSeconds), bin(toSeconds)).sum();
        int lost = Arrays.stream(lostPackets, bin(fromSeconds), bin(toSeconds)).sum();
        return sent == 0 ? 0 : (double) lost / sent;
    }

    double meanDelayMs(double fromSeconds, double toSeconds) {
        long packets = Arrays.stream(received, bin(fromSeconds), bin(toSeconds)).sum();
        return packets == 0 ? 0 : (double) sum(delaySumNs, fromSeconds, toSeconds) / 1e6 / packets;
    }

    /** Nineteen of twenty tenths of a second were better, even in their worst packet. */
    double delay95Ms(double fromSeconds, double toSeconds) {
        long[] sorted = Arrays.copyOfRange(longestDelayNs, bin(fromSeconds), bin(toSeconds));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : (double) sorted[sorted.length * 95 / 100] / 1e6;
    }

    double longestAudioGapMs(double fromSeconds, double toSeconds) {
        return (double)
                        Arrays.stream(longestAudioGapNs, bin(fromSeconds), bin(toSeconds))
                                .max()
                                .orElse(0)
                / 1e6;
    }

    /** From then on nothing is lost or waits longer than that for a second; in seconds after. */
    double settledAfter(double seconds, double longestWaitMs) {
        int calm = 0;
        for (int bin = bin(seconds); bin < targetBps.length; bin++) {
            boolean bad =
                    lostPackets[bin] > 0 || (double) longestDelayNs[bin] > longestWaitMs * 1e6;
            calm = bad ? 0 : calm + 1;
            if (calm == 10) {
                return (double) (bin - 9 - bin(seconds)) * (double) BIN_NS / 1e9;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** When the received rate, over half a second, first reaches that; in seconds after. */
    double reachedAfter(double seconds, double bps) {
        for (int bin = bin(seconds) + 5; bin <= targetBps.length; bin++) {
            double at = (double) bin * (double) BIN_NS / 1e9;
            if (receivedBps(at - 0.5, at) >= bps) {
                return at - seconds;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static long sum(long[] values, double fromSeconds, double toSeconds) {
        return Arrays.stream(values, bin(fromSeconds), bin(toSeconds)).sum();
    }
}
