package dev.bluesky.media.congestion;

import java.util.Arrays;

/** How much passes in a second, over the last moments: what is sent, or what arrives. */
final class RateMeter {
    /** Long enough for a picture's bursts to even out, short enough to see a path get narrow. */
    static final long WINDOW_NS = 500_000_000L;

    /** What the latest packets say, once there are {@link #LATEST_PACKETS} in it. */
    static final long LATEST_NS = 100_000_000L;

    static final int LATEST_PACKETS = 8;

    private static final long BUCKET_NS = 20_000_000L;
    private static final int BUCKETS = 32;
    private static final double NS_PER_SECOND = 1e9;

    private final long[] bits = new long[BUCKETS];
    private final int[] packets = new int[BUCKETS];
    private boolean started;
    private long firstBucket;
    private long lastBucket;
    private long lastNs;

    void packet(long atNs, int bytes) {
        long bucket = Math.floorDiv(atNs, BUCKET_NS);
        if (!started || Math.abs(bucket - lastBucket) >= BUCKETS) {
            start(bucket);
        }
        while (lastBucket < bucket) {
            lastBucket++;
            bits[place(lastBucket)] = 0;
            packets[place(lastBucket)] = 0;
        }
        if (bucket >= firstBucket) {
            bits[place(bucket)] += 8L * bytes;
            packets[place(bucket)]++;
            lastNs = Math.max(lastNs, atNs);
        }
    }

    private void start(long bucket) {
        started = true;
        Arrays.fill(bits, 0);
        Arrays.fill(packets, 0);
        firstBucket = bucket;
        lastBucket = bucket;
        lastNs = bucket * BUCKET_NS;
    }

    private static int place(long bucket) {
        return (int) bucket & BUCKETS - 1;
    }

    /** Whether a window has passed, so that {@link #bps} means something. */
    boolean isKnown() {
        return started && lastNs - firstBucket * BUCKET_NS >= WINDOW_NS / 2;
    }

    /** Over the whole window, or what there is of it. */
    double bps() {
        return over(WINDOW_NS, 0);
    }

    /** Over the latest packets: it jumps about, but sees a fall at once. */
    double latestBps() {
        return over(LATEST_NS, LATEST_PACKETS);
    }

    /** Back from the last packet for so long, and then until there are so many packets. */
    private double over(long leastNs, int leastPackets) {
        long sum = 0;
        int count = 0;
        long bucket = lastBucket;
        long oldest = Math.max(firstBucket, lastBucket - BUCKETS + 1);
        long durationNs = 1;
        while (bucket >= oldest && durationNs <= WINDOW_NS) {
            sum += bits[place(bucket)];
            count += packets[place(bucket)];
            durationNs = lastNs - bucket * BUCKET_NS + 1;
            bucket--;
            if (durationNs >= leastNs && count >= leastPackets) {
                break;
            }
        }
        return (double) sum * NS_PER_SECOND / (double) Math.max(durationNs, BUCKET_NS);
    }
}
