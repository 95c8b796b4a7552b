package dev.bluesky.engine.forward;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * On which loop a new room lives: the one whose thread uses the least CPU time, since that counts
 * whatever packets cost there. A room that is new uses nothing yet, so it is taken to need some for
 * a while; loops that are about as busy are told apart by how many rooms they have. A room stays
 * where it is. For any thread.
 */
final class Placement {
    /** Until a room's people have joined, about. */
    private static final long YOUTH_NS = Duration.ofSeconds(10).toNanos();

    /** What a young room is taken to need, in cores; smaller differences decide nothing. */
    private static final double STEP = 0.05;

    private final List<? extends DoubleSupplier> loads;
    private final int[] rooms;
    private final List<Deque<Long>> youngNs;

    /**
     * @param loads of each loop the cores that it uses, 0 to 1
     */
    Placement(List<? extends DoubleSupplier> loads) {
        this.loads = List.copyOf(loads);
        rooms = new int[loads.size()];
        youngNs = loads.stream().<Deque<Long>>map(load -> new ArrayDeque<>()).toList();
    }

    /** The index of the loop of a new room. */
    synchronized int place(long nowNs) {
        int best = 0;
        for (int loop = 1; loop < rooms.length; loop++) {
            if (isBetter(loop, best, nowNs)) {
                best = loop;
            }
        }
        rooms[best]++;
        youngNs.get(best).add(nowNs);
        return best;
    }

    private boolean isBetter(int loop, int than, long nowNs) {
        long steps = steps(loop, nowNs);
        long thanSteps = steps(than, nowNs);
        return steps == thanSteps ? rooms[loop] < rooms[than] : steps < thanSteps;
    }

    private long steps(int loop, long nowNs) {
        Deque<Long> young = youngNs.get(loop);
        while (!young.isEmpty() && nowNs - young.peek() >= YOUTH_NS) {
            young.remove();
        }
        return young.size() + Math.round(loads.get(loop).getAsDouble() / STEP);
    }

    /** A room there is closed. */
    synchronized void closed(int loop) {
        rooms[loop]--;
    }

    /** How many rooms each loop has. */
    synchronized int[] rooms() {
        return Arrays.copyOf(rooms, rooms.length);
    }
}
