package dev.bluesky.media.codec;

/**
 * The VP8 payload descriptor (RFC 7741 section 4.2), in front of a part of a frame.
 *
 * <pre>
 *       0 1 2 3 4 5 6 7
 *      +-+-+-+-+-+-+-+-+
 *      |X|R|N|S|R| PID |
 *      +-+-+-+-+-+-+-+-+
 * X:   |I|L|T|K| RSV   |
 *      +-+-+-+-+-+-+-+-+
 * I:   |M| PictureID   |  M: 8 bits more
 *      +-+-+-+-+-+-+-+-+
 * L:   |   TL0PICIDX   |
 *      +-+-+-+-+-+-+-+-+
 * T/K: |TID|Y| KEYIDX  |
 *      +-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>The first part of a frame (S=1, PID=0) begins with the payload header (section 4.3), whose
 * last bit P is 0 in a key frame; after its three bytes a key frame has a start code and its size
 * (RFC 6386 section 9.1).
 */
final class Vp8Payload {

    private static final int EXTENDED = 0x80;
    private static final int START_AND_PARTITION = 0x1F;
    private static final int START_OF_FRAME = 0x10;
    private static final int KEY_FRAME_HEADER_BYTES = 10;

    private Vp8Payload() {}

    static boolean read(byte[] buffer, int offset, int end, FrameInfo into) {
        if (offset >= end) {
            return false;
        }
        boolean startOfFrame = (buffer[offset] & START_AND_PARTITION) == START_OF_FRAME;
        int at = offset + 1;
        if ((buffer[offset] & EXTENDED) != 0) {
            at = readExtension(buffer, offset, end, into);
        }
        if (at == FrameInfo.ABSENT || at >= end) {
            return false;
        }
        if (startOfFrame && (buffer[at] & 1) == 0) {
            into.startsKeyFrame = true;
            readSize(buffer, at, end, into);
        }
        return true;
    }

    private static int readExtension(byte[] buffer, int offset, int end, FrameInfo into) {
        if (offset + 2 > end) {
            return FrameInfo.ABSENT;
        }
        int present = buffer[offset + 1];
        int at = offset + 2;
        if ((present & 0x80) != 0) {
            at = into.readPictureId(buffer, offset, at, end);
            if (at == FrameInfo.ABSENT) {
                return FrameInfo.ABSENT;
            }
        }
        if ((present & 0x40) != 0) {
            if (at >= end) {
                return FrameInfo.ABSENT;
            }
            into.tl0PicIdxAt = at - offset;
            into.tl0PicIdx = buffer[at++] & 0xFF;
        }
        if ((present & 0x30) != 0) {
            if (at >= end) {
                return FrameInfo.ABSENT;
            }
            readLayer(buffer[at++], present, into);
        }
        return at;
    }

    private static void readLayer(int layer, int present, FrameInfo into) {
        if ((present & 0x20) != 0) {
            into.temporalId = layer >> 6 & 3;
            into.layerSync = (layer & 0x20) != 0;
        }
    }

    private static void readSize(byte[] buffer, int at, int end, FrameInfo into) {
        if (at + KEY_FRAME_HEADER_BYTES > end
                || buffer[at + 3] != (byte) 0x9D
                || buffer[at + 4] != 0x01
                || buffer[at + 5] != 0x2A) {
            return;
        }
        into.width = (buffer[at + 6] & 0xFF) | (buffer[at + 7] & 0x3F) << 8;
        into.height = (buffer[at + 8] & 0xFF) | (buffer[at + 9] & 0x3F) << 8;
    }
}
