package dev.bluesky.engine.nativertc;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The rooms whose connections are not all closed yet. */
final class OpenRooms {

    private final Set<NativeRoom> rooms = new HashSet<>();

    synchronized void add(NativeRoom room) {
        rooms.add(room);
    }

    synchronized void remove(NativeRoom room) {
        rooms.remove(room);
        notifyAll();
    }

    /** Returns whether all rooms are closed, after waiting for it at most so long. */
    synchronized boolean awaitNone(Duration atMost) {
        long endNs = System.nanoTime() + atMost.toNanos();
        try {
            while (!rooms.isEmpty() && endNs - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, endNs - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return rooms.isEmpty();
    }
}
