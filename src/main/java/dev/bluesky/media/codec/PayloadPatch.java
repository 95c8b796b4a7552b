package dev.bluesky.media.codec;

/**
 * Other numbers for a payload, packed into a long, so that the payload's copy for a viewer can be
 * made again for a retransmission without keeping it.
 *
 * <pre>
 *  bits 0-14 pictureId, 15-22 TL0PICIDX, 23-30 and 31-38 their positions + 1 (0: absent), 39: 15 bits,
 *  bit 40: the payload is redundant audio, whose blocks have payload types of their own
 * </pre>
 */
public final class PayloadPatch {

    /** Changes nothing. */
    public static final long NONE = 0;

    private static final int TL0_SHIFT = 15;
    private static final int PICTURE_AT_SHIFT = 23;
    private static final int TL0_AT_SHIFT = 31;
    private static final long WIDE = 1L << 39;
    private static final long RED = 1L << 40;

    private PayloadPatch() {}

    /**
     * What writes these numbers where the payload has its own.
     *
     * @param newPictureId its lower 7 or 15 bits count, as many as the payload has
     * @param newTl0PicIdx its lower 8 bits count
     */
    public static long of(FrameInfo info, int newPictureId, int newTl0PicIdx) {
        return (newPictureId & 0x7FFF)
                | (newTl0PicIdx & 0xFFL) << TL0_SHIFT
                | (long) (info.pictureIdAt + 1) << PICTURE_AT_SHIFT
                | (long) (info.tl0PicIdxAt + 1) << TL0_AT_SHIFT
                | (info.pictureIdBits == 15 ? WIDE : 0)
                | (info.red ? RED : 0);
    }

    /** Whether the payload is redundant audio (RFC 2198). */
    public static boolean isRed(long patch) {
        return (patch & RED) != 0;
    }

    /** Writes the numbers into a copy of the payload that begins at this offset. */
    public static void apply(byte[] buffer, int payloadOffset, long patch) {
        int pictureAt = payloadOffset + (int) (patch >> PICTURE_AT_SHIFT & 0xFF) - 1;
        if (pictureAt >= payloadOffset) {
            writePictureId(buffer, pictureAt, (int) patch & 0x7FFF, (patch & WIDE) != 0);
        }
        int tl0At = payloadOffset + (int) (patch >> TL0_AT_SHIFT & 0xFF) - 1;
        if (tl0At >= payloadOffset) {
            buffer[tl0At] = (byte) (patch >> TL0_SHIFT);
        }
    }

    private static void writePictureId(byte[] buffer, int at, int pictureId, boolean wide) {
        if (wide) {
            buffer[at] = (byte) (0x80 | pictureId >> 8);
            buffer[at + 1] = (byte) pictureId;
        } else {
            buffer[at] = (byte) (pictureId & 0x7F);
        }
    }
}
