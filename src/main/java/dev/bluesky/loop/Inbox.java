package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that other loops have read for this one: a ring of a fixed size, filled by many threads
 * and emptied by one, without a lock. A slot is claimed by moving the tail; its number then tells
 * whose turn it is (D. Vyukov's bounded queue). Slots keep their memory, so nothing is allocated
 * once each was used.
 */
final class Inbox {
    /** A power of two. As much as the system's socket buffer holds in an ordinary setting. */
    static final int DATAGRAMS_MAX = 1024;

    private static final int MASK = DATAGRAMS_MAX - 1;

    /** Who takes what is there. */
    interface Taker {
        /** The bytes are valid during the call and may be changed in place. */
        void take(Link link, InetSocketAddress source, byte[] buffer, int length);
    }

    private static final class Slot {
        private byte[] bytes = new byte[0];
        private int length;
        private @Nullable Link link;
        private @Nullable InetSocketAddress source;

        private void fill(Link by, InetSocketAddress from, byte[] buffer, int offset, int count) {
            if (bytes.length == 0) {
                bytes = new byte[UdpLink.DATAGRAM_BYTES_MAX + UdpLink.SPARE_BYTES];
            }
            System.arraycopy(buffer, offset, bytes, 0, count);
            length = count;
            link = by;
            source = from;
        }

        private void empty(Taker taker) {
            Link by = link;
            InetSocketAddress from = source;
            link = null;
            source = null;
            if (by != null && from != null) {
                taker.take(by, from, bytes, length);
            }
        }
    }

    private final Slot[] slots = new Slot[DATAGRAMS_MAX];

    /** Of slot i: i + n × size when it may be filled for the n-th time, one more when it is. */
    private final AtomicLongArray turns = new AtomicLongArray(DATAGRAMS_MAX);

    private final AtomicLong tail = new AtomicLong();
    private long head;

    Inbox() {
        for (int i = 0; i < DATAGRAMS_MAX; i++) {
            slots[i] = new Slot();
            turns.set(i, i);
        }
    }

    /**
     * Puts a copy there; from any thread.
     *
     * @param link the reader's own
     * @param length {@link UdpLink#DATAGRAM_BYTES_MAX} at most
     * @return false if it is full
     */
    boolean put(Link link, InetSocketAddress source, byte[] buffer, int offset, int length) {
        long position = claim();
        if (position < 0) {
            return false;
        }
        int at = (int) position & MASK;
        slots[at].fill(link, source, buffer, offset, length);
        turns.setRelease(at, position + 1);
        return true;
    }

    private long claim() {
        while (true) {
            long position = tail.get();
            long turn = turns.getAcquire((int) position & MASK);
            if (turn < position) {
                return -1;
            }
            if (turn == position && tail.compareAndSet(position, position + 1)) {
                return position;
            }
        }
    }

    /**
     * Takes the oldest; on the loop's thread.
     *
     * @return false if there is none, or the oldest is just being written
     */
    boolean take(Taker taker) {
        int at = (int) head & MASK;
        if (turns.getAcquire(at) != head + 1) {
            return false;
        }
        try {
            slots[at].empty(taker);
        } finally {
            turns.setRelease(at, head + DATAGRAMS_MAX);
            head++;
        }
        return true;
    }
}
