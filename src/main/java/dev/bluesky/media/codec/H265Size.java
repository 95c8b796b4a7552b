package dev.bluesky.media.codec;

/**
 * The picture's size in a sequence parameter set (H.265 section 7.3.2.2.1), less what is cropped.
 */
final class H265Size {

    private static final int PROFILE_BITS = 88;
    private static final int LEVEL_BITS = 8;
    private static final int MOST_SUBLAYERS = 8;
    private static final int LARGEST_SIDE = 16_384;

    private H265Size() {}

    /**
     * Reads it into the frame's width and height, which stay 0 if it is cut short or absurd.
     *
     * @param start of the bytes after the NAL unit header
     */
    static void read(byte[] buffer, int start, int end, FrameInfo into) {
        BitReader bits = into.bits.wrapNalUnit(buffer, start, end);
        bits.skip(4); // sps_video_parameter_set_id
        int subLayers = bits.read(3);
        bits.skip(1); // sps_temporal_id_nesting_flag
        skipProfiles(bits, subLayers);
        bits.readExpGolomb(); // sps_seq_parameter_set_id
        long chroma = bits.readExpGolomb();
        if (chroma == 3) {
            bits.skip(1); // separate_colour_plane_flag
        }
        long width = bits.readExpGolomb();
        long height = bits.readExpGolomb();
        if (bits.readFlag()) {
            long unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            long unitY = chroma == 1 ? 2 : 1;
            width -= unitX * (bits.readExpGolomb() + bits.readExpGolomb());
            height -= unitY * (bits.readExpGolomb() + bits.readExpGolomb());
        }
        if (!bits.isOverrun()) {
            into.size(width, height, LARGEST_SIDE);
        }
    }

    private static void skipProfiles(BitReader bits, int subLayers) {
        bits.skip(PROFILE_BITS + LEVEL_BITS);
        int present = 0;
        for (int i = 0; i < (subLayers > 0 ? MOST_SUBLAYERS : 0); i++) {
            boolean profile = bits.readFlag();
            boolean level = bits.readFlag();
            if (i < subLayers) {
                present += (profile ? PROFILE_BITS : 0) + (level ? LEVEL_BITS : 0);
            }
        }
        bits.skip(present);
    }
}
