package dev.bluesky.media.send;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copies of packets that wait, first in, first out. Bounded by bytes and packets; memory grows with
 * what waits, and what is more than usual is given back when nothing does.
 *
 * @param <T> whose packets they are
 */
final class PacketQueue<T> {

    private static final int FIRST_BYTES = 4 * 1024;

    /** What is not given back, since a frame of usual size will soon need it again. */
    private static final int KEPT_BYTES = 16 * 1024;

    private static final int FIRST_PACKETS = 32;

    private final int maxBytes;
    private final int maxPackets;
    private byte[] data = new byte[0];
    private int[] lengths = new int[0];
    private boolean[] marks = new boolean[0];
    private long[] sinceNs = new long[0];
    private @Nullable Object[] owners = new Object[0];
    private int firstPacket;
    private int packets;
    private int firstByte;
    private int bytes;

    PacketQueue(int maxPackets, int maxBytes) {
        this.maxPackets = maxPackets;
        this.maxBytes = maxBytes;
    }

    /**
     * Keeps a copy.
     *
     * @param mark anything to remember of it
     * @return false if there is no room for it
     */
    boolean add(T owner, boolean mark, byte[] source, int offset, int length, long nowNs) {
        if (packets == maxPackets || bytes + length > maxBytes) {
            return false;
        }
        reserve(length);
        int at = (firstPacket + packets) % lengths.length;
        lengths[at] = length;
        marks[at] = mark;
        sinceNs[at] = nowNs;
        owners[at] = owner;
        packets++;
        write(source, offset, length);
        return true;
    }

    private void reserve(int length) {
        if (bytes + length > data.length) {
            byte[] larger = new byte[larger(data.length, FIRST_BYTES, bytes + length, maxBytes)];
            read(larger, 0, bytes);
            data = larger;
            firstByte = 0;
        }
        if (packets == lengths.length) {
            growPackets(larger(packets, FIRST_PACKETS, packets + 1, maxPackets));
        }
    }

    private static int larger(int now, int first, int needed, int most) {
        return Math.min(most, Math.max(Math.max(first, 2 * now), needed));
    }

    private void growPackets(int capacity) {
        int[] newLengths = new int[capacity];
        boolean[] newMarks = new boolean[capacity];
        long[] newSince = new long[capacity];
        Object[] newOwners = new Object[capacity];
        for (int i = 0; i < packets; i++) {
            int from = (firstPacket + i) % lengths.length;
            newLengths[i] = lengths[from];
            newMarks[i] = marks[from];
            newSince[i] = sinceNs[from];
            newOwners[i] = owners[from];
        }
        lengths = newLengths;
        marks = newMarks;
        sinceNs = newSince;
        owners = newOwners;
        firstPacket = 0;
    }

    private void write(byte[] source, int offset, int length) {
        int at = (firstByte + bytes) % data.length;
        int whole = Math.min(length, data.length - at);
        System.arraycopy(source, offset, data, at, whole);
        System.arraycopy(source, offset + whole, data, 0, length - whole);
        bytes += length;
    }

    private void read(byte[] target, int offset, int length) {
        read(firstByte, target, offset, length);
    }

    private void read(int from, byte[] target, int offset, int length) {
        int whole = Math.min(length, data.length - from);
        System.arraycopy(data, from, target, offset, whole);
        System.arraycopy(data, 0, target, offset + whole, length - whole);
    }

    /**
     * Takes the first one out.
     *
     * @param target has room for {@link #firstLength()} bytes
     * @return its length
     */
    int take(byte[] target, int offset) {
        int length = lengths[firstPacket];
        read(target, offset, length);
        owners[firstPacket] = null;
        firstPacket = (firstPacket + 1) % lengths.length;
        firstByte = (firstByte + length) % data.length;
        bytes -= length;
        packets--;
        if (packets == 0) {
            release();
        }
        return length;
    }

    /**
     * Takes the one out that came last.
     *
     * @return its length
     */
    int takeLast(byte[] target, int offset) {
        int last = (firstPacket + packets - 1) % lengths.length;
        int length = lengths[last];
        bytes -= length;
        read((firstByte + bytes) % data.length, target, offset, length);
        owners[last] = null;
        packets--;
        if (packets == 0) {
            release();
        }
        return length;
    }

    private void release() {
        firstByte = 0;
        firstPacket = 0;
        if (data.length > KEPT_BYTES) {
            data = new byte[0];
        }
        if (lengths.length > FIRST_PACKETS) {
            lengths = new int[0];
            marks = new boolean[0];
            sinceNs = new long[0];
            owners = new Object[0];
        }
    }

    /** Forgets all that waits. */
    void clear() {
        Arrays.fill(owners, null);
        packets = 0;
        bytes = 0;
        release();
    }

    boolean isEmpty() {
        return packets == 0;
    }

    int packets() {
        return packets;
    }

    int bytes() {
        return bytes;
    }

    /** Of the first one; there must be one. */
    int firstLength() {
        return lengths[firstPacket];
    }

    boolean firstMark() {
        return marks[firstPacket];
    }

    long firstSinceNs() {
        return sinceNs[firstPacket];
    }

    T firstOwner() {
        return owner(0);
    }

    T lastOwner() {
        return owner(packets - 1);
    }

    @SuppressWarnings("unchecked") // Only add writes there.
    private T owner(int index) {
        Object owner = owners[(firstPacket + index) % owners.length];
        if (owner == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return (T) owner;
    }
}
