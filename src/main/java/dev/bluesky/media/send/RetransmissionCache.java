package dev.bluesky.media.send;

import dev.bluesky.wire.rtp.RtpView;
import java.util.Arrays;

/**
 * The newest packets of one source, as they came, for all viewers of it: a viewer's copy is made
 * again when it asks. Bounded by packets, bytes and age; the memory is taken once.
 */
public final class RetransmissionCache {

    private static final int NOTHING = -1;

    private final byte[] bytes;
    private final int[] sequenceNumbers;
    private final long[] positions;
    private final int[] lengths;
    private final long[] storedNs;
    private final long maxAgeNs;

    /** How many bytes have been written since the beginning; the place is that modulo the size. */
    private long end;

    /**
     * @param maxPackets a power of two
     */
    public RetransmissionCache(int maxPackets, int maxBytes, long maxAgeNs) {
        bytes = new byte[maxBytes];
        sequenceNumbers = new int[maxPackets];
        positions = new long[maxPackets];
        lengths = new int[maxPackets];
        storedNs = new long[maxPackets];
        this.maxAgeNs = maxAgeNs;
        Arrays.fill(sequenceNumbers, NOTHING);
    }

    /** Keeps a copy in place of the oldest ones. */
    public void put(RtpView packet, long nowNs) {
        int length = packet.length();
        int slot = slot(packet.sequenceNumber());
        if (length > bytes.length) {
            sequenceNumbers[slot] = NOTHING;
            return;
        }
        int place = (int) (end % bytes.length);
        if (place + length > bytes.length) {
            end += bytes.length - place;
            place = 0;
        }
        System.arraycopy(packet.buffer(), packet.offset(), bytes, place, length);
        sequenceNumbers[slot] = packet.sequenceNumber();
        positions[slot] = end;
        lengths[slot] = length;
        storedNs[slot] = nowNs;
        end += length;
    }

    /**
     * Looks a packet up.
     *
     * @param into wraps the kept bytes, which the next {@link #put} may overwrite
     * @return false if it is not kept, or too old
     */
    public boolean find(int sequenceNumber, long nowNs, RtpView into) {
        int slot = slot(sequenceNumber);
        return sequenceNumbers[slot] == sequenceNumber
                && end - positions[slot] <= bytes.length
                && nowNs - storedNs[slot] <= maxAgeNs
                && into.wrap(bytes, (int) (positions[slot] % bytes.length), lengths[slot]);
    }

    private int slot(int sequenceNumber) {
        return sequenceNumber & sequenceNumbers.length - 1;
    }
}
