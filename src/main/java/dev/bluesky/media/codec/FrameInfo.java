package dev.bluesky.media.codec;

/**
 * What one packet says of its frame; written by {@link Codec#read}, one instance is reused for any
 * number of packets.
 */
public final class FrameInfo {

    /** The value of a number or position that the packet does not carry. */
    public static final int ABSENT = -1;

    boolean wellFormed;
    boolean startsKeyFrame;
    boolean red;
    int spatialId;
    int temporalId;
    boolean layerSync;
    int pictureId;
    int pictureIdBits;
    int pictureIdAt;
    int tl0PicIdx;
    int tl0PicIdxAt;
    int width;
    int height;

    /** Nothing known yet. */
    public FrameInfo() {
        clear();
    }

    void clear() {
        wellFormed = false;
        startsKeyFrame = false;
        red = false;
        spatialId = 0;
        temporalId = 0;
        layerSync = false;
        pictureId = ABSENT;
        pictureIdBits = 0;
        pictureIdAt = ABSENT;
        tl0PicIdx = ABSENT;
        tl0PicIdxAt = ABSENT;
        width = 0;
        height = 0;
    }

    /** Whether the descriptor was complete and its sizes true. */
    public boolean wellFormed() {
        return wellFormed;
    }

    /** Whether a decoder that has seen nothing can begin with this packet. */
    public boolean startsKeyFrame() {
        return startsKeyFrame;
    }

    /** Whether it is well-formed redundant audio (RFC 2198). */
    public boolean isRed() {
        return red;
    }

    /** The spatial layer; 0 if the packet names none. */
    public int spatialId() {
        return spatialId;
    }

    /** The temporal layer; 0 if the packet names none. */
    public int temporalId() {
        return temporalId;
    }

    /** Whether a receiver of the lower temporal layers can switch up here (VP8's Y, VP9's U). */
    public boolean layerSync() {
        return layerSync;
    }

    /** The picture's number in its own 7 or 15 bits (VP8, VP9), or {@link #ABSENT}. */
    public int pictureId() {
        return pictureId;
    }

    /** 7 or 15, or 0 without a picture number. */
    public int pictureIdBits() {
        return pictureIdBits;
    }

    /** The number of the base layer's frame in 8 bits (VP8, VP9), or {@link #ABSENT}. */
    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /** The picture's width in pixels if a key frame's packet tells it (VP8, VP9), else 0. */
    public int width() {
        return width;
    }

    /** The picture's height in pixels if a key frame's packet tells it (VP8, VP9), else 0. */
    public int height() {
        return height;
    }

    /**
     * Writes other numbers over those of a payload that this describes, or over its copy; what the
     * payload does not carry is not written.
     *
     * @param payloadOffset where the payload begins in this buffer
     * @param newPictureId its lower 7 or 15 bits are written, as many as there were
     * @param newTl0PicIdx its lower 8 bits are written
     */
    public void rewrite(byte[] buffer, int payloadOffset, int newPictureId, int newTl0PicIdx) {
        PayloadPatch.apply(
                buffer, payloadOffset, PayloadPatch.of(this, newPictureId, newTl0PicIdx));
    }

    /**
     * Reads a picture number, whose first bit tells how long it is, alike in VP8 and VP9.
     *
     * @param start where the payload begins
     * @return the position after it, or {@link #ABSENT} if it is cut short
     */
    int readPictureId(byte[] buffer, int start, int at, int end) {
        if (at >= end) {
            return ABSENT;
        }
        int bytes = (buffer[at] & 0x80) == 0 ? 1 : 2;
        if (at + bytes > end) {
            return ABSENT;
        }
        pictureIdAt = at - start;
        pictureIdBits = bytes == 1 ? 7 : 15;
        pictureId = bytes == 1 ? buffer[at] : (buffer[at] & 0x7F) << 8 | (buffer[at + 1] & 0xFF);
        return at + bytes;
    }
}
