package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that other loops have read for this one, in a {@link Ring}. Slots keep their memory, so
 * nothing is allocated once each was used.
 */
final class Inbox {
    /** A power of two. As much as the system's socket buffer holds in an ordinary setting. */
    static final int DATAGRAMS_MAX = 1024;

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

    private final Ring ring = new Ring(DATAGRAMS_MAX);
    private final Slot[] slots = new Slot[DATAGRAMS_MAX];

    Inbox() {
        for (int i = 0; i < DATAGRAMS_MAX; i++) {
            slots[i] = new Slot();
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
        long position = ring.claim();
        if (position == Ring.FULL) {
            return false;
        }
        slots[ring.place(position)].fill(link, source, buffer, offset, length);
        ring.filled(position);
        return true;
    }

    /**
     * Takes the oldest; on the loop's thread.
     *
     * @return false if there is none, or the oldest is just being written
     */
    boolean take(Taker taker) {
        int at = ring.oldest();
        if (at == Ring.EMPTY) {
            return false;
        }
        try {
            slots[at].empty(taker);
        } finally {
            ring.emptied();
        }
        return true;
    }
}
