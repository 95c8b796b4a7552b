package dev.bluesky.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Exceptions of those whom the loop calls: all counted, few logged. */
final class Faults {
    private static final Logger LOG = System.getLogger(Faults.class.getName());

    /** A fault that comes with each datagram would fill a disk. */
    private static final long SILENCE_NS = Duration.ofSeconds(10).toNanos();

    private final Counters counters;
    private boolean logged;
    private long loggedNs;
    private long unlogged;

    Faults(Counters counters) {
        this.counters = counters;
    }

    void report(String during, Throwable fault) {
        report(during, fault, System.nanoTime());
    }

    void report(String during, Throwable fault, long nowNs) {
        counters.increment(LoopCounter.FAULTS);
        if (logged && nowNs - loggedNs < SILENCE_NS) {
            unlogged++;
            return;
        }
        LOG.log(
                Level.ERROR,
                during + " failed; " + unlogged + " faults before it not shown",
                fault);
        logged = true;
        loggedNs = nowNs;
        unlogged = 0;
    }
}
