package dev.bluesky.media.codec;

/**
 * Other numbers for a payload, packed into a long, so that the payload's copy for a viewer can be
 * made again for a retransmission without keeping it.
 *
 * <pre>
 *  bits 0-14 pictureId, 15-22 TL0PICIDX, 23-30 and 31-38 their positions + 1 (0: absent), 39: 15 bits,
 *  bit 40: the payload is redundant audio, whose blocks have payload types of their own
 *  bit 41: the marker is set
 *  bit 42: the packet has a dependency descriptor; then instead of picture numbers
 *  bits 0-15 frame number, bit 48: bits 16-39 and 49-56 decode targets, 57-61 how many less one
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

    private static final long MARKER = 1L << 41;
    private static final long DEPENDENCIES = 1L << 42;
    private static final long HAS_TARGETS = 1L << 48;
    private static final int TARGETS_SHIFT = 16;
    private static final int MORE_TARGETS_SHIFT = 49;
    private static final int TARGET_COUNT_SHIFT = 57;
    private static final int LOW_TARGETS = 24;

    private PayloadPatch() {}

    /**
     * What rewrites a dependency descriptor.
     *
     * @param newFrameNumber its lower 16 bits count
     */
    public static long ofDependencies(int newFrameNumber) {
        return DEPENDENCIES | (newFrameNumber & 0xFFFF);
    }

    /**
     * The same, telling which decode targets are left.
     *
     * @param targets one bit for each
     * @param count how many there are, 1 to 32
     */
    public static long withTargets(long patch, int targets, int count) {
        return patch
                | HAS_TARGETS
                | (targets & (1L << LOW_TARGETS) - 1) << TARGETS_SHIFT
                | (long) (targets >>> LOW_TARGETS) << MORE_TARGETS_SHIFT
                | (count - 1L) << TARGET_COUNT_SHIFT;
    }

    /** The same with the marker bit: the packet is the last of its picture for this viewer. */
    public static long withMarker(long patch) {
        return patch | MARKER;
    }

    /** Whether the marker bit is to be set. */
    public static boolean hasMarker(long patch) {
        return (patch & MARKER) != 0;
    }

    /** Whether the packet has a dependency descriptor to be rewritten. */
    public static boolean hasDependencies(long patch) {
        return (patch & DEPENDENCIES) != 0;
    }

    static int frameNumber(long patch) {
        return (int) patch & 0xFFFF;
    }

    static boolean hasTargets(long patch) {
        return (patch & HAS_TARGETS) != 0;
    }

    static int targets(long patch) {
        int low = (int) (patch >> TARGETS_SHIFT) & (1 << LOW_TARGETS) - 1;
        return low | (int) (patch >> MORE_TARGETS_SHIFT & 0xFF) << LOW_TARGETS;
    }

    static int targetCount(long patch) {
        return (int) (patch >> TARGET_COUNT_SHIFT & 31) + 1;
    }

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
        if (hasDependencies(patch)) {
            return;
        }
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
