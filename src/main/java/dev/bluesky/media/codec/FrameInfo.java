package dev.bluesky.media.codec;

/**
 * What one packet says of its frame; written by {@link Codec#read}, one instance is reused for any
 * number of packets.
 */
public final class FrameInfo {

    /** The value of a number or position that the packet does not carry. */
    public static final int ABSENT = -1;

    /** How many spatial layers a descriptor can tell sizes of. */
    public static final int MOST_SPATIAL_LAYERS = 8;

    /** For readers, so that they allocate nothing. */
    final BitReader bits = new BitReader();

    private final DependencyDescriptor dependencies = new DependencyDescriptor();
    final int[] widths = new int[MOST_SPATIAL_LAYERS];
    final int[] heights = new int[MOST_SPATIAL_LAYERS];
    int spatialLayers;
    boolean endsFrame;
    boolean usedAbove;
    boolean countsReferences;
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
        spatialLayers = 0;
        endsFrame = false;
        usedAbove = true;
        countsReferences = false;
        dependencies.clear();
    }

    /** Takes over all that the other says, but for a dependency descriptor and layers' sizes. */
    public void copy(FrameInfo other) {
        clear();
        wellFormed = other.wellFormed;
        startsKeyFrame = other.startsKeyFrame;
        endsFrame = other.endsFrame;
        usedAbove = other.usedAbove;
        countsReferences = other.countsReferences;
        red = other.red;
        copyNumbers(other);
        width = other.width;
        height = other.height;
    }

    private void copyNumbers(FrameInfo other) {
        spatialId = other.spatialId;
        temporalId = other.temporalId;
        layerSync = other.layerSync;
        pictureId = other.pictureId;
        pictureIdBits = other.pictureIdBits;
        pictureIdAt = other.pictureIdAt;
        tl0PicIdx = other.tl0PicIdx;
        tl0PicIdxAt = other.tl0PicIdxAt;
    }

    /** Takes a size over if it is one. */
    void size(long newWidth, long newHeight, int largest) {
        if (newWidth > 0 && newHeight > 0 && newWidth <= largest && newHeight <= largest) {
            width = (int) newWidth;
            height = (int) newHeight;
        }
    }

    /** Its layers are not told by all packets of a frame, so they are of no use. */
    public void forgetLayers() {
        spatialId = 0;
        temporalId = 0;
    }

    /**
     * Reads the packet's dependency descriptor, after its payload; the layers are then as it says.
     *
     * @return whether it is well-formed
     */
    public boolean readDependencies(byte[] buffer, int offset, int length) {
        if (!dependencies.read(buffer, offset, length)) {
            return false;
        }
        endsFrame = dependencies.endsFrame();
        if (dependencies.isKnown()) {
            spatialId = dependencies.spatialId();
            temporalId = dependencies.temporalId();
            usedAbove = dependencies.isUsedAbove();
        }
        if (dependencies.isKnown() && dependencies.bringsStructure()) {
            readSizes(dependencies.structure());
        }
        return true;
    }

    private void readSizes(DependencyStructure structure) {
        spatialLayers = structure.spatialLayers();
        for (int layer = 0; layer < spatialLayers; layer++) {
            widths[layer] = structure.width(layer);
            heights[layer] = structure.height(layer);
        }
        int highest = spatialLayers - 1;
        if (widths[highest] == 0) { // then the bitstream alone tells
            widths[highest] = width;
            heights[highest] = height;
        }
        width = widths[highest];
        height = heights[highest];
    }

    /**
     * The packet's dependency descriptor, if it {@linkplain DependencyDescriptor#isPresent has
     * one}.
     */
    public DependencyDescriptor dependencies() {
        return dependencies;
    }

    /** How many spatial layers the packet says that there are; 0 if it does not. */
    public int spatialLayers() {
        return spatialLayers;
    }

    /** Of the picture up to one of those layers, in pixels; 0 if it is not told. */
    public int width(int layer) {
        return widths[layer];
    }

    /** Of the picture up to one of those layers, in pixels; 0 if it is not told. */
    public int height(int layer) {
        return heights[layer];
    }

    /** Whether the packet is the last of one layer's frame, as far as it says (VP9, descriptor). */
    public boolean endsFrame() {
        return endsFrame;
    }

    /** Whether higher spatial layers may be predicted from this frame, as far as it says. */
    public boolean isUsedAbove() {
        return usedAbove;
    }

    /**
     * Whether picture numbers tell what a picture is predicted from (VP9), so that one that is left
     * out leaves its number out, too.
     */
    public boolean countsReferences() {
        return countsReferences;
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

    /**
     * The picture's width in pixels of the highest layer, if a key frame's packet tells it, else 0.
     */
    public int width() {
        return width;
    }

    /**
     * The picture's height in pixels of the highest layer, if a key frame's packet tells it, else
     * 0.
     */
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
