package dev.bluesky.bench.load;

/**
 * A histogram of durations from a microsecond to some minutes, each within three percent. Belongs
 * to one thread.
 */
public final class Latencies {
    private static final int STEPS_BITS = 5;
    private static final int STEPS = 1 << STEPS_BITS;
    private static final int BUCKETS = (Integer.SIZE - STEPS_BITS) * STEPS;

    private final long[] counts = new long[BUCKETS];
    private long total;

    void add(long ns) {
        counts[bucket((int) Math.min(Integer.MAX_VALUE, Math.max(0, ns / 1000)))]++;
        total++;
    }

    /** Below 32 µs one each; above, 32 for each doubling. */
    private static int bucket(int micros) {
        int doublings =
                Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(micros) - STEPS_BITS - 1);
        return doublings * STEPS + (micros >> doublings);
    }

    private static long micros(int bucket) {
        if (bucket < 2 * STEPS) {
            return bucket;
        }
        int doublings = bucket / STEPS - 1;
        return (long) (bucket - doublings * STEPS) << doublings;
    }

    /** How many were added. */
    public long count() {
        return total;
    }

    /** The duration that a share of all stay below, in milliseconds; NaN if there are none. */
    public double millis(double share) {
        long left = (long) Math.ceil(share * total);
        for (int i = 0; i < BUCKETS; i++) {
            left -= counts[i];
            if (left <= 0 && total > 0) {
                return micros(i) / 1000.0;
            }
        }
        return Double.NaN;
    }

    /** What was added until now. */
    Latencies copy() {
        Latencies copy = new Latencies();
        System.arraycopy(counts, 0, copy.counts, 0, BUCKETS);
        copy.total = total;
        return copy;
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
        total = 0;
    }
}
