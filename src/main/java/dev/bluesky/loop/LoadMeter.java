package dev.bluesky.loop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How busy a loop is: the CPU time of its thread. Written by that thread, read by all. */
final class LoadMeter {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    /** A new second counts as much as all before it: half of a change shows after one of them. */
    private static final double WEIGHT = 0.5;

    private final LongSupplier cpuTimeNs;
    private boolean started;
    private long sinceNs;
    private long cpuSinceNs;
    private volatile double cores;

    /**
     * @param cpuTimeNs CPU time used until now by the thread that calls {@link #tick}, in ns
     */
    LoadMeter(LongSupplier cpuTimeNs) {
        this.cpuTimeNs = cpuTimeNs;
    }

    /** Of the thread that calls {@link #tick}; always 0 where the system does not tell. */
    static LoadMeter ofThisThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return new LoadMeter(
                threads.isCurrentThreadCpuTimeSupported()
                        ? threads::getCurrentThreadCpuTime
                        : () -> 0);
    }

    /** Looks once a second. */
    void tick(long nowNs) {
        if (!started) {
            started = true;
            begin(nowNs, cpuTimeNs.getAsLong());
        } else if (nowNs - sinceNs >= INTERVAL_NS) {
            long cpuNs = cpuTimeNs.getAsLong();
            double used = (double) (cpuNs - cpuSinceNs) / (nowNs - sinceNs);
            double before = cores;
            cores = before + (used - before) * WEIGHT;
            begin(nowNs, cpuNs);
        }
    }

    private void begin(long nowNs, long cpuNs) {
        sinceNs = nowNs;
        cpuSinceNs = cpuNs;
    }

    /** Cores used lately, 0 to 1. */
    double cores() {
        return cores;
    }
}
