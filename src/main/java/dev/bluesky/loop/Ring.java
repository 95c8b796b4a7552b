package dev.bluesky.loop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Whose turn it is at the places of a ring that many threads fill and one empties, without a lock.
 * A place is claimed by moving the tail; its number then tells whose turn it is (D. Vyukov's
 * bounded queue).
 */
final class Ring {
    /** In place of a position: it is full. */
    static final long FULL = -1;

    /** In place of a place: it is empty, or the oldest place is just being written. */
    static final int EMPTY = -1;

    private final int size;

    /** Of place i: i + n × size when it may be filled for the n-th time, one more when it is. */
    private final AtomicLongArray turns;

    private final AtomicLong tail = new AtomicLong();
    private long head;

    /**
     * @param size how many places there are, a power of two
     */
    Ring(int size) {
        this.size = size;
        turns = new AtomicLongArray(size);
        for (int i = 0; i < size; i++) {
            turns.set(i, i);
        }
    }

    /** The position of a place that the caller may write, or {@link #FULL}; from any thread. */
    long claim() {
        while (true) {
            long position = tail.get();
            long turn = turns.getAcquire(place(position));
            if (turn < position) {
                return FULL;
            }
            if (turn == position && tail.compareAndSet(position, position + 1)) {
                return position;
            }
        }
    }

    /** Which of the places a position is. */
    int place(long position) {
        return (int) position & size - 1;
    }

    /** What was claimed is written. */
    void filled(long position) {
        turns.setRelease(place(position), position + 1);
    }

    /** The place that was filled first, or {@link #EMPTY}; on the thread that empties it. */
    int oldest() {
        int at = place(head);
        return turns.getAcquire(at) == head + 1 ? at : EMPTY;
    }

    /** The oldest place is read, and may be written again. */
    void emptied() {
        turns.setRelease(place(head), head + size);
        head++;
    }
}
