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
 * where it is. So do its viewers, until its loop is busy: then further ones live on another one
 * that is much less so. For any thread.
 */
final class Placement {
    /** Until a room's people have joined, about. */
    private static final long YOUTH_NS = Duration.ofSeconds(10).toNanos();

    /** What a young room is taken to need, in cores; smaller differences decide nothing. */
    private static final double STEP = 0.05;

    /** What a viewer who has just come is taken to need: one 720p picture and its sound. */
    private static final double VIEWER = 0.002;

    /** Of the share: so much less busy a loop must be to be worth the relaying. */
    private static final double MARGIN = 0.25;

    private final List<? extends DoubleSupplier> loads;
    private final int[] rooms;
    private final List<Deque<Long>> youngRoomsNs;
    private final List<Deque<Long>> youngViewersNs;
    private final double share;

    /**
     * @param loads of each loop the cores that it uses, 0 to 1
     * @param share of a core, that a loop may use before viewers of its rooms live elsewhere; 1 or
     *     more for never
     */
    Placement(List<? extends DoubleSupplier> loads, double share) {
        this.loads = List.copyOf(loads);
        this.share = share;
        rooms = new int[loads.size()];
        youngRoomsNs = loads.stream().<Deque<Long>>map(load -> new ArrayDeque<>()).toList();
        youngViewersNs = loads.stream().<Deque<Long>>map(load -> new ArrayDeque<>()).toList();
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
        youngRoomsNs.get(best).add(nowNs);
        return best;
    }

    /** The index of the loop of a further viewer of a room that lives on that loop. */
    synchronized int placeViewer(int home, long nowNs) {
        if (share >= 1 || loads.size() == 1) {
            return home;
        }
        double atHome = load(home, nowNs);
        int best = home;
        double least = atHome - share * MARGIN;
        for (int loop = 0; loop < rooms.length && atHome >= share; loop++) {
            double load = load(loop, nowNs);
            if (loop != home && load < least) {
                best = loop;
                least = load;
            }
        }
        youngViewersNs.get(best).add(nowNs);
        return best;
    }

    private boolean isBetter(int loop, int than, long nowNs) {
        long steps = steps(loop, nowNs);
        long thanSteps = steps(than, nowNs);
        return steps == thanSteps ? rooms[loop] < rooms[than] : steps < thanSteps;
    }

    private long steps(int loop, long nowNs) {
        return Math.round(load(loop, nowNs) / STEP);
    }

    /** In cores: what it uses, and what those are taken to need who have just come. */
    private double load(int loop, long nowNs) {
        return loads.get(loop).getAsDouble()
                + STEP * young(youngRoomsNs.get(loop), nowNs)
                + VIEWER * young(youngViewersNs.get(loop), nowNs);
    }

    private static int young(Deque<Long> sinceNs, long nowNs) {
        while (!sinceNs.isEmpty() && nowNs - sinceNs.peek() >= YOUTH_NS) {
            sinceNs.remove();
        }
        return sinceNs.size();
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
