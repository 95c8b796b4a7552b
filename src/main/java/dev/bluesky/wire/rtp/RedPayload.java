package dev.bluesky.wire.rtp;

import dev.bluesky.wire.NetworkOrder;

/**
 * Redundant audio (RED, RFC 2198 section 3): earlier blocks again, then the packet's own block, the
 * primary one.
 *
 * <pre>
 *  |1| block PT:7 | timestamp offset:14 | length:10 |   for each block but the last
 *  |0| block PT:7 |                                     for the primary block, which takes the rest
 *  the blocks, in the same order
 * </pre>
 */
public final class RedPayload {

    /** The primary block of what is no RED payload. */
    public static final int MALFORMED = -1;

    /** More blocks than this no receiver takes: libwebrtc discards the whole packet then. */
    public static final int MAX_BLOCKS = 32;

    private static final int HEADER_BYTES = 4;
    private static final int LAST_HEADER_BYTES = 1;
    private static final int MORE_BIT = 0x80;
    private static final int LENGTH_BITS = 0x3FF;

    private RedPayload() {}

    /**
     * Where the primary block begins, which ends with the payload.
     *
     * @param length of the payload without padding
     * @return a position in the buffer, or {@link #MALFORMED} if the headers are cut short or too
     *     many, if the blocks reach beyond the payload, or if nothing is left for the primary one
     */
    public static int primaryOffset(byte[] buffer, int offset, int length) {
        int last = lastHeader(buffer, offset, offset + length);
        if (last == MALFORMED) {
            return MALFORMED;
        }
        int primary = last + LAST_HEADER_BYTES;
        for (int at = offset; at < last; at += HEADER_BYTES) {
            primary += NetworkOrder.uint16(buffer, at + 2) & LENGTH_BITS;
        }
        return primary < offset + length ? primary : MALFORMED;
    }

    /**
     * Gives all blocks this payload type, in place.
     *
     * @return false, and nothing is changed, if the headers are cut short or too many
     */
    public static boolean payloadType(byte[] buffer, int offset, int length, int payloadType) {
        int last = lastHeader(buffer, offset, offset + length);
        if (last == MALFORMED) {
            return false;
        }
        for (int at = offset; at < last; at += HEADER_BYTES) {
            NetworkOrder.put8(buffer, at, MORE_BIT | payloadType);
        }
        NetworkOrder.put8(buffer, last, payloadType & 0x7F);
        return true;
    }

    /** Where the primary block's header is. */
    private static int lastHeader(byte[] buffer, int offset, int end) {
        int last = offset;
        for (int blocks = 1; last < end; blocks++) {
            if ((buffer[last] & MORE_BIT) == 0) {
                return last;
            }
            if (blocks == MAX_BLOCKS) {
                return MALFORMED;
            }
            last += HEADER_BYTES;
        }
        return MALFORMED;
    }
}
