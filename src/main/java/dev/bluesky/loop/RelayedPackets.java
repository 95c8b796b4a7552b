package dev.bluesky.loop;

import dev.bluesky.peer.Relayed;
import org.jspecify.annotations.Nullable;

/**
 * Decrypted packets that other loops relay to this one, for viewers who live here: a {@link Ring}
 * of its own, so that a flood of them takes no room of what peers send. Places keep their memory.
 */
final class RelayedPackets {
    /** A power of two: some tenth of a second of 10,000 packets a second. */
    static final int PACKETS_MAX = 1024;

    /** Who takes what is there. */
    interface Taker {
        /** The bytes are valid during the call and may be changed in place. */
        void take(Relayed to, byte[] buffer, int length);
    }

    private static final class Place {
        private byte[] bytes = new byte[0];
        private int length;
        private @Nullable Relayed to;

        private void fill(Relayed taker, byte[] buffer, int offset, int count) {
            if (bytes.length == 0) {
                bytes = new byte[UdpLink.DATAGRAM_BYTES_MAX + UdpLink.SPARE_BYTES];
            }
            System.arraycopy(buffer, offset, bytes, 0, count);
            length = count;
            to = taker;
        }

        private void empty(Taker taker) {
            Relayed meant = to;
            to = null;
            if (meant != null) {
                taker.take(meant, bytes, length);
            }
        }
    }

    private final Ring ring = new Ring(PACKETS_MAX);
    private final Place[] places = new Place[PACKETS_MAX];

    RelayedPackets() {
        for (int i = 0; i < PACKETS_MAX; i++) {
            places[i] = new Place();
        }
    }

    /**
     * Puts a copy there; from any thread.
     *
     * @param length {@link UdpLink#DATAGRAM_BYTES_MAX} at most
     * @return false if it is full
     */
    boolean put(Relayed to, byte[] buffer, int offset, int length) {
        long position = ring.claim();
        if (position == Ring.FULL) {
            return false;
        }
        places[ring.place(position)].fill(to, buffer, offset, length);
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
            places[at].empty(taker);
        } finally {
            ring.emptied();
        }
        return true;
    }
}
