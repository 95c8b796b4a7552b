package dev.bluesky.media.codec;

/**
 * The VP9 payload descriptor (RFC 9628 section 4.2), in front of a part of a frame.
 *
 * <pre>
 *       0 1 2 3 4 5 6 7
 *      +-+-+-+-+-+-+-+-+
 *      |I|P|L|F|B|E|V|Z|
 *      +-+-+-+-+-+-+-+-+
 * I:   |M| PICTURE ID  |  M: 8 bits more
 *      +-+-+-+-+-+-+-+-+
 * L:   | TID |U| SID |D|
 *      +-+-+-+-+-+-+-+-+
 * L,F=0|   TL0PICIDX   |
 *      +-+-+-+-+-+-+-+-+
 * P,F: | P_DIFF      |N|  up to three times, as long as N
 *      +-+-+-+-+-+-+-+-+
 * V:   | SS            |
 *      | ..            |
 *      +-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>E ends a frame, of which a picture has one in each spatial layer; Z: no higher spatial layer
 * is predicted from this one. A key picture begins with a frame that predicts from no other picture
 * (P=0) in its lowest spatial layer.
 */
final class Vp9Payload {

    private static final int PICTURE_ID = 0x80;
    private static final int INTER_PICTURE = 0x40;
    private static final int LAYERED = 0x20;
    private static final int FLEXIBLE = 0x10;
    private static final int BEGINS_FRAME = 0x08;
    private static final int ENDS_FRAME = 0x04;
    private static final int STRUCTURE = 0x02;
    private static final int UNUSED_ABOVE = 0x01;
    private static final int MOST_REFERENCES = 3;

    private Vp9Payload() {}

    static boolean read(byte[] buffer, int offset, int end, FrameInfo into) {
        if (offset >= end) {
            return false;
        }
        int flags = buffer[offset];
        int at = offset + 1;
        if ((flags & PICTURE_ID) != 0) {
            at = into.readPictureId(buffer, offset, at, end);
        }
        if (at != FrameInfo.ABSENT && (flags & LAYERED) != 0) {
            at = readLayer(buffer, offset, at, end, into);
        }
        if (at != FrameInfo.ABSENT
                && (flags & (FLEXIBLE | INTER_PICTURE)) == (FLEXIBLE | INTER_PICTURE)) {
            at = skipReferences(buffer, at, end);
        }
        if (at != FrameInfo.ABSENT && (flags & STRUCTURE) != 0) {
            at = readStructure(buffer, at, end, into);
        }
        into.startsKeyFrame =
                (flags & (BEGINS_FRAME | INTER_PICTURE)) == BEGINS_FRAME && into.spatialId == 0;
        into.endsFrame = (flags & ENDS_FRAME) != 0;
        into.usedAbove = (flags & UNUSED_ABOVE) == 0;
        into.countsReferences = true;
        return at != FrameInfo.ABSENT && at < end;
    }

    private static int readLayer(byte[] buffer, int offset, int at, int end, FrameInfo into) {
        boolean flexible = (buffer[offset] & FLEXIBLE) != 0;
        if (at + (flexible ? 1 : 2) > end) {
            return FrameInfo.ABSENT;
        }
        into.temporalId = buffer[at] >> 5 & 7;
        into.layerSync = (buffer[at] & 0x10) != 0;
        into.spatialId = buffer[at] >> 1 & 7;
        if (flexible) {
            return at + 1;
        }
        into.tl0PicIdxAt = at + 1 - offset;
        into.tl0PicIdx = buffer[at + 1] & 0xFF;
        return at + 2;
    }

    private static int skipReferences(byte[] buffer, int at, int end) {
        for (int i = 0; i < MOST_REFERENCES && at + i < end; i++) {
            if ((buffer[at + i] & 1) == 0) {
                return at + i + 1;
            }
        }
        return FrameInfo.ABSENT; // cut short, or a fourth reference announced
    }

    /**
     * The scalability structure (section 4.2.1): {@code N_S(3) Y G RSV(3)}, with Y a size for each
     * of the N_S + 1 layers, with G a count of pictures and for each {@code TID(3) U R(2) RSV(2)}
     * and R references.
     */
    private static int readStructure(byte[] buffer, int at, int end, FrameInfo into) {
        if (at >= end) {
            return FrameInfo.ABSENT;
        }
        int header = buffer[at++];
        if ((header & 0x10) != 0) {
            int layers = (header >> 5 & 7) + 1;
            if (at + 4 * layers > end) {
                return FrameInfo.ABSENT;
            }
            readSizes(buffer, at, layers, into);
            at += 4 * layers;
        }
        return (header & 0x08) == 0 ? at : skipPictures(buffer, at, end);
    }

    private static void readSizes(byte[] buffer, int start, int layers, FrameInfo into) {
        for (int layer = 0; layer < layers; layer++) {
            int at = start + 4 * layer;
            into.widths[layer] = (buffer[at] & 0xFF) << 8 | (buffer[at + 1] & 0xFF);
            into.heights[layer] = (buffer[at + 2] & 0xFF) << 8 | (buffer[at + 3] & 0xFF);
        }
        into.spatialLayers = layers;
        into.width = into.widths[layers - 1];
        into.height = into.heights[layers - 1];
    }

    private static int skipPictures(byte[] buffer, int start, int end) {
        if (start >= end) {
            return FrameInfo.ABSENT;
        }
        int at = start + 1;
        for (int left = buffer[start] & 0xFF; left > 0; left--) {
            if (at >= end) {
                return FrameInfo.ABSENT;
            }
            at += 1 + (buffer[at] >> 2 & 3);
        }
        return at <= end ? at : FrameInfo.ABSENT;
    }
}
