package dev.bluesky.media.codec;

/**
 * AV1 payloads (the Alliance for Open Media's RTP payload format 1.0, section 4.4): an aggregation
 * header, then elements, each an OBU or a fragment of one.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7                 0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+               +-+-+-+-+-+-+-+-+
 * |Z|Y| W |N|-|-|-|   OBU header: |F| Type  |X|S|-|   X: |TID  |SID|-|-|-|
 * +-+-+-+-+-+-+-+-+               +-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Z: the first element continues an OBU of the packet before; Y: the last one goes on in the
 * next; W: how many elements there are (0: every one has its length in front, else every one but
 * the last); N: a coded video sequence begins. A key frame begins with N, or with a sequence header
 * OBU where a packetizer does not set N.
 */
final class Av1Payload {

    private static final int CONTINUES = 0x80;
    private static final int NEW_SEQUENCE = 0x08;
    private static final int SEQUENCE_HEADER = 1;
    private static final int TEMPORAL_DELIMITER = 2;
    private static final int LONGEST_LEB128_BYTES = 5;

    private Av1Payload() {}

    static boolean read(byte[] buffer, int offset, int end, FrameInfo into) {
        if (offset + 1 >= end) {
            return false;
        }
        int header = buffer[offset];
        boolean continues = (header & CONTINUES) != 0;
        if (continues && (header & NEW_SEQUENCE) != 0) {
            return false; // section 4.4: N=1 requires Z=0
        }
        into.startsKeyFrame = (header & NEW_SEQUENCE) != 0;
        return readElements(buffer, offset + 1, end, header, into);
    }

    private static boolean readElements(
            byte[] buffer, int start, int end, int header, FrameInfo into) {
        int count = header >> 4 & 3;
        int at = start;
        for (int i = 1; at < end; i++) {
            int size = end - at;
            if (i != count) {
                size = leb128(buffer, at, end);
                at += leb128Bytes(buffer, at, end);
                if (size < 0 || size > end - at) {
                    return false;
                }
            }
            if (size > 0 && (i > 1 || (header & CONTINUES) == 0)) {
                readObu(buffer, at, at + size, into);
            }
            at += size;
            if (i == count) {
                return true;
            }
        }
        return count == 0;
    }

    private static void readObu(byte[] buffer, int at, int end, FrameInfo into) {
        int type = buffer[at] >> 3 & 0x0F;
        boolean layered = (buffer[at] & 0x04) != 0 && at + 1 < end;
        if (type == SEQUENCE_HEADER) {
            into.startsKeyFrame = true;
            Av1Size.read(buffer, bodyOf(buffer, at, end), end, into);
        }
        if (layered && type != SEQUENCE_HEADER && type != TEMPORAL_DELIMITER) {
            into.temporalId = buffer[at + 1] >> 5 & 7;
            into.spatialId = buffer[at + 1] >> 3 & 3;
        }
    }

    /** After the header, its extension, and a size that the payload format says to leave out. */
    private static int bodyOf(byte[] buffer, int at, int end) {
        int body = at + ((buffer[at] & 0x04) != 0 ? 2 : 1);
        boolean sized = (buffer[at] & 0x02) != 0;
        return Math.min(end, sized ? body + leb128Bytes(buffer, body, end) : body);
    }

    /** The number at a position, or -1 if it is cut short or no element's size. */
    private static int leb128(byte[] buffer, int at, int end) {
        long value = 0;
        for (int i = 0; i < LONGEST_LEB128_BYTES && at + i < end; i++) {
            value |= (buffer[at + i] & 0x7FL) << (7 * i);
            if ((buffer[at + i] & 0x80) == 0) {
                return value > Integer.MAX_VALUE ? -1 : (int) value;
            }
        }
        return -1;
    }

    private static int leb128Bytes(byte[] buffer, int at, int end) {
        int bytes = 1;
        while (bytes < LONGEST_LEB128_BYTES
                && at + bytes < end
                && (buffer[at + bytes - 1] & 0x80) != 0) {
            bytes++;
        }
        return bytes;
    }
}
