package dev.bluesky.sim;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** A clock that moves from event to event; what happens at the same time happens in order. */
public final class VirtualTime {
    public static final long MS = 1_000_000L;
    public static final long SECOND = 1_000 * MS;

    private record Event(long atNs, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.signum(atNs - other.atNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNs;
    private long order;

    /** Any time is a good start, as {@link System#nanoTime} may begin anywhere. */
    public VirtualTime(long startNs) {
        nowNs = startNs;
    }

    public long nowNs() {
        return nowNs;
    }

    public void after(long delayNs, Runnable action) {
        events.add(new Event(nowNs + Math.max(0, delayNs), order++, action));
    }

    /** Again and again while it says that it wants to. */
    public void every(long intervalNs, BooleanSupplier action) {
        after(
                intervalNs,
                () -> {
                    if (action.getAsBoolean()) {
                        every(intervalNs, action);
                    }
                });
    }

    /** Lets so much time pass. */
    public void pass(long ns) {
        runUntil(() -> false, ns);
    }

    /**
     * Lets time pass until something is so, as far as can be seen between two events.
     *
     * @return whether it is so within that time
     */
    public boolean runUntil(BooleanSupplier reached, long longestNs) {
        long endNs = nowNs + longestNs;
        while (!reached.getAsBoolean()) {
            Event next = events.peek();
            if (next == null || next.atNs - endNs > 0) {
                nowNs = endNs;
                return false;
            }
            events.remove();
            nowNs = next.atNs;
            next.action.run();
        }
        return true;
    }
}
