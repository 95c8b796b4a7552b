package dev.bluesky.wire.rtp;

import dev.bluesky.wire.NetworkOrder;

/**
 * Gives a packet another set of header extensions by copying it into another buffer: clear, add,
 * write. The one-byte form is used wherever the elements allow it (RFC 8285 section 4.1).
 */
public final class HeaderExtensionWriter {
    private static final int CAPACITY = 512;
    private static final int NUMBER_BYTES = 8;

    private final boolean twoByteAllowed;
    private final byte[] number = new byte[NUMBER_BYTES];

    /** Elements in the two-byte form, which can hold everything. */
    private final byte[] elements = new byte[CAPACITY];

    private int size;
    private int count;
    private boolean twoByteNeeded;

    /**
     * @param twoByteAllowed whether the receiver agreed to both forms ({@code
     *     a=extmap-allow-mixed})
     */
    public HeaderExtensionWriter(boolean twoByteAllowed) {
        this.twoByteAllowed = twoByteAllowed;
    }

    /** Begins a new set. */
    public void clear() {
        size = 0;
        count = 0;
        twoByteNeeded = false;
    }

    /**
     * Adds an element by copying its data.
     *
     * @return false, and the element is left out, if its id is taken or reserved, if it needs the
     *     two-byte form and that is not allowed, or if there are too many bytes of extensions
     */
    public boolean add(int id, byte[] source, int sourceOffset, int length) {
        boolean fitsOneByte =
                id < HeaderExtensions.ONE_BYTE_RESERVED_ID && length >= 1 && length <= 16;
        if (id < 1 || id > 255 || length > 255 || !(fitsOneByte || twoByteAllowed)) {
            return false;
        }
        if (size + 2 + length > CAPACITY || contains(id)) {
            return false;
        }
        elements[size] = (byte) id;
        elements[size + 1] = (byte) length;
        System.arraycopy(source, sourceOffset, elements, size + 2, length);
        size += 2 + length;
        count++;
        twoByteNeeded |= !fitsOneByte;
        return true;
    }

    /** Adds a number of up to eight bytes in network order. */
    public boolean addNumber(int id, long value, int bytes) {
        NetworkOrder.put64(number, 0, value);
        return add(id, number, NUMBER_BYTES - bytes, bytes);
    }

    /**
     * Adds those elements of another packet that its receiver knows, under the receiver's ids.
     *
     * @param targetIds by the source's id: the receiver's id, or 0 to leave it out; ids beyond the
     *     array are left out
     */
    public void addMapped(HeaderExtensions source, byte[] targetIds) {
        for (int e = source.first(); e != HeaderExtensions.NONE; e = source.next(e)) {
            int id = source.id(e);
            if (id < targetIds.length && targetIds[id] != 0) {
                add(
                        targetIds[id] & 0xFF,
                        source.buffer(),
                        source.dataOffset(e),
                        source.dataLength(e));
            }
        }
    }

    private boolean contains(int id) {
        for (int at = 0; at < size; at += 2 + (elements[at + 1] & 0xFF)) {
            if ((elements[at] & 0xFF) == id) {
                return true;
            }
        }
        return false;
    }

    /** How many bytes the extension takes in a packet: a multiple of four, 0 when there is none. */
    public int blockLength() {
        if (count == 0) {
            return 0;
        }
        int bytes = twoByteNeeded ? size : size - count;
        return HeaderExtensions.BLOCK_HEADER_BYTES + ((bytes + 3) & ~3);
    }

    /**
     * Writes the source packet with this set instead of its own extensions.
     *
     * @param target another buffer than the source's
     * @return the new packet's length, or 0 if the target is too small
     */
    public int write(RtpView source, byte[] target, int targetOffset) {
        int headerLength = source.csrcEnd() - source.offset();
        int tailLength = source.offset() + source.length() - source.payloadOffset();
        int newLength = headerLength + blockLength() + tailLength;
        if (targetOffset + newLength > target.length) {
            return 0;
        }
        System.arraycopy(source.buffer(), source.offset(), target, targetOffset, headerLength);
        int flags = target[targetOffset] & ~0x10;
        NetworkOrder.put8(target, targetOffset, count == 0 ? flags : flags | 0x10);
        int at = writeBlock(target, targetOffset + headerLength);
        System.arraycopy(source.buffer(), source.payloadOffset(), target, at, tailLength);
        return newLength;
    }

    private int writeBlock(byte[] target, int at) {
        int blockLength = blockLength();
        if (blockLength == 0) {
            return at;
        }
        int profile =
                twoByteNeeded
                        ? HeaderExtensions.TWO_BYTE_PROFILE
                        : HeaderExtensions.ONE_BYTE_PROFILE;
        NetworkOrder.put16(target, at, profile);
        NetworkOrder.put16(target, at + 2, (blockLength - HeaderExtensions.BLOCK_HEADER_BYTES) / 4);
        int to = at + HeaderExtensions.BLOCK_HEADER_BYTES;
        to = twoByteNeeded ? copyTwoByte(target, to) : copyOneByte(target, to);
        while (to < at + blockLength) {
            target[to++] = 0;
        }
        return to;
    }

    private int copyTwoByte(byte[] target, int at) {
        System.arraycopy(elements, 0, target, at, size);
        return at + size;
    }

    private int copyOneByte(byte[] target, int at) {
        int to = at;
        int from = 0;
        while (from < size) {
            int length = elements[from + 1];
            target[to] = (byte) (elements[from] << 4 | (length - 1));
            System.arraycopy(elements, from + 2, target, to + 1, length);
            to += 1 + length;
            from += 2 + length;
        }
        return to;
    }
}
