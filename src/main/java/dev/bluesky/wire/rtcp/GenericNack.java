package dev.bluesky.wire.rtcp;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtp.SequenceNumber;
import java.util.function.IntConsumer;

/**
 * Packets that a receiver misses (RFC 4585 section 6.2.1): entries of a first sequence number (PID)
 * and a bit for each of the sixteen that follow (BLP). One datagram can ask for thousands, so
 * whoever answers needs a budget.
 */
public final class GenericNack implements RtcpPacket {
    static final int ENTRY_BYTES = 4;

    private final int senderSsrc;
    private final int mediaSsrc;
    private final int[] entries;

    private GenericNack(int senderSsrc, int mediaSsrc, int[] entries) {
        this.senderSsrc = senderSsrc;
        this.mediaSsrc = mediaSsrc;
        this.entries = entries;
    }

    static GenericNack read(byte[] buffer, int offset, int end) {
        int[] entries = new int[(end - offset - 8) / ENTRY_BYTES];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = NetworkOrder.int32(buffer, offset + 8 + ENTRY_BYTES * i);
        }
        return new GenericNack(
                NetworkOrder.int32(buffer, offset),
                NetworkOrder.int32(buffer, offset + 4),
                entries);
    }

    public int senderSsrc() {
        return senderSsrc;
    }

    public int mediaSsrc() {
        return mediaSsrc;
    }

    /** How many entries there are, each for 1 to 17 packets. */
    public int entries() {
        return entries.length;
    }

    /** An entry's first missing sequence number. */
    public int packetId(int entry) {
        return entries[entry] >>> 16;
    }

    /** An entry's further ones: bit i set means that {@code packetId + 1 + i} is missing too. */
    public int bitmask(int entry) {
        return entries[entry] & 0xFFFF;
    }

    /** How many packets are asked for, repetitions counted. */
    public int lostCount() {
        int count = 0;
        for (int entry : entries) {
            count += 1 + Integer.bitCount(entry & 0xFFFF);
        }
        return count;
    }

    /** Hands out the sequence numbers in the order of the packet. */
    public void forEachLost(IntConsumer sequenceNumbers) {
        for (int entry : entries) {
            int packetId = entry >>> 16;
            sequenceNumbers.accept(packetId);
            for (int bits = entry & 0xFFFF; bits != 0; bits &= bits - 1) {
                int steps = 1 + Integer.numberOfTrailingZeros(bits);
                sequenceNumbers.accept(SequenceNumber.plus(packetId, steps));
            }
        }
    }
}
