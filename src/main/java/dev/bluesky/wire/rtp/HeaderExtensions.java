package dev.bluesky.wire.rtp;

import dev.bluesky.wire.NetworkOrder;

/**
 * The header extension elements of one packet, in the one-byte and the two-byte form (RFC 8285
 * section 4).
 *
 * <pre>
 *  one-byte form, profile 0xBEDE:  | ID:4 | L:4 | L+1 bytes |
 *  two-byte form, profile 0x100x:  | ID:8 | L:8 | L bytes |     zero bytes between elements are padding
 * </pre>
 *
 * An element is named by its position in the buffer, so that iterating allocates nothing:
 *
 * <pre>{@code for (int e = x.first(); e != NONE; e = x.next(e)) }</pre>
 *
 * An element that reaches beyond the block, or a reserved id, ends the iteration; what came before
 * it counts. Of several elements with one id the first counts.
 */
public final class HeaderExtensions {
    /** No such element. */
    public static final int NONE = -1;

    static final int ONE_BYTE_PROFILE = 0xBEDE;
    static final int TWO_BYTE_PROFILE = 0x1000;
    static final int BLOCK_HEADER_BYTES = 4;
    static final int ONE_BYTE_RESERVED_ID = 15;

    private byte[] buffer = new byte[0];
    private int begin;
    private int end;
    private boolean twoByte;

    HeaderExtensions() {}

    void wrapNothing() {
        begin = 0;
        end = 0;
        twoByte = false;
    }

    /** Wraps a block whose length was checked; one of another profile has no elements. */
    void wrap(byte[] buffer, int blockOffset) {
        int profile = NetworkOrder.uint16(buffer, blockOffset);
        this.buffer = buffer;
        twoByte = (profile & 0xFFF0) == TWO_BYTE_PROFILE;
        begin = blockOffset + BLOCK_HEADER_BYTES;
        boolean known = twoByte || profile == ONE_BYTE_PROFILE;
        end = known ? begin + 4 * NetworkOrder.uint16(buffer, blockOffset + 2) : begin;
    }

    /** The first element, or {@link #NONE}. */
    public int first() {
        return elementAt(begin);
    }

    /** The element after this one, or {@link #NONE}. */
    public int next(int element) {
        return elementAt(dataOffset(element) + dataLength(element));
    }

    private int elementAt(int position) {
        int at = position;
        while (at < end && buffer[at] == 0) {
            at++;
        }
        if (at >= end) {
            return NONE;
        }
        return (twoByte ? isWholeTwoByte(at) : isWholeOneByte(at)) ? at : NONE;
    }

    private boolean isWholeOneByte(int at) {
        int id = id(at);
        return id != 0 && id != ONE_BYTE_RESERVED_ID && dataOffset(at) + dataLength(at) <= end;
    }

    private boolean isWholeTwoByte(int at) {
        return at + 2 <= end && dataOffset(at) + dataLength(at) <= end;
    }

    /** The element's local identifier: 1 to 14, or to 255 in the two-byte form. */
    public int id(int element) {
        int octet = buffer[element] & 0xFF;
        return twoByte ? octet : octet >> 4;
    }

    /** Where the element's data begin in {@link #buffer()}. */
    public int dataOffset(int element) {
        return element + (twoByte ? 2 : 1);
    }

    /** How many bytes of data the element has: 0 (two-byte form only) to 255. */
    public int dataLength(int element) {
        return twoByte ? buffer[element + 1] & 0xFF : (buffer[element] & 0x0F) + 1;
    }

    /** The packet's bytes. */
    public byte[] buffer() {
        return buffer;
    }

    /** The first element of that id with at least one byte of data, or {@link #NONE}. */
    public int find(int id) {
        for (int element = first(); element != NONE; element = next(element)) {
            if (id(element) == id) {
                return dataLength(element) == 0 ? NONE : element;
            }
        }
        return NONE;
    }

    /** The first element of that id if it has exactly that many bytes of data, or {@link #NONE}. */
    public int find(int id, int length) {
        int element = find(id);
        return element != NONE && dataLength(element) == length ? element : NONE;
    }

    /** Replaces an element's data in place. False if there is none of that id and length. */
    public boolean overwrite(int id, byte[] source, int sourceOffset, int length) {
        int element = find(id, length);
        if (element == NONE) {
            return false;
        }
        System.arraycopy(source, sourceOffset, buffer, dataOffset(element), length);
        return true;
    }
}
