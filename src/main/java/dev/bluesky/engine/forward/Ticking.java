package dev.bluesky.engine.forward;

/** What a loop reminds of the time, besides its peers. */
@FunctionalInterface
interface Ticking {
    /** Comes every 10 ms, later if the loop is busy. */
    void tick(long nowNs);
}
