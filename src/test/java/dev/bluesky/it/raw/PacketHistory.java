package dev.bluesky.it.raw;

import java.util.Arrays;

/** The latest packets of a stream, as they were before encryption. */
final class PacketHistory {
    private static final int SIZE = 512;
    private static final int PACKET_BYTES = 1500;

    private final byte[][] packets = new byte[SIZE][];
    private final int[] lengths = new int[SIZE];
    private final int[] sequenceNumbers = new int[SIZE];

    PacketHistory() {
        Arrays.fill(sequenceNumbers, -1);
    }

    void add(int sequenceNumber, byte[] buffer, int offset, int length) {
        int slot = sequenceNumber % SIZE;
        if (packets[slot] == null || packets[slot].length < length) {
            packets[slot] = new byte[Math.max(PACKET_BYTES, length)];
        }
        System.arraycopy(buffer, offset, packets[slot], 0, length);
        lengths[slot] = length;
        sequenceNumbers[slot] = sequenceNumber;
    }

    boolean has(int sequenceNumber) {
        return sequenceNumbers[sequenceNumber % SIZE] == sequenceNumber;
    }

    byte[] bytes(int sequenceNumber) {
        return packets[sequenceNumber % SIZE];
    }

    int length(int sequenceNumber) {
        return lengths[sequenceNumber % SIZE];
    }
}
