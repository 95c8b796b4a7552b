package dev.bluesky.media.codec;

/** The largest picture's size in a sequence header OBU (AV1 specification, section 5.5.1). */
final class Av1Size {

    private static final int LARGEST_SIDE = 65_536;

    private Av1Size() {}

    /**
     * Reads it into the frame's width and height, which stay 0 if it is cut short.
     *
     * @param start of the bytes after the OBU header
     */
    static void read(byte[] buffer, int start, int end, FrameInfo into) {
        BitReader bits = into.bits.wrap(buffer, start, end);
        bits.skip(4); // seq_profile, still_picture
        if (bits.readFlag()) {
            bits.skip(5); // seq_level_idx of a reduced still picture header
        } else {
            skipOperatingPoints(bits);
        }
        int widthBits = bits.read(4) + 1;
        int heightBits = bits.read(4) + 1;
        long width = bits.read(widthBits) + 1L;
        long height = bits.read(heightBits) + 1L;
        if (!bits.isOverrun()) {
            into.size(width, height, LARGEST_SIDE);
        }
    }

    private static void skipOperatingPoints(BitReader bits) {
        int delayBits = skipTiming(bits);
        boolean displayDelays = bits.readFlag();
        int points = bits.read(5) + 1;
        for (int i = 0; i < points && !bits.isOverrun(); i++) {
            bits.skip(12); // operating_point_idc
            if (bits.read(5) > 7) {
                bits.skip(1); // seq_tier
            }
            if (delayBits > 0 && bits.readFlag()) {
                bits.skip(2 * delayBits + 1);
            }
            if (displayDelays && bits.readFlag()) {
                bits.skip(4);
            }
        }
    }

    /** How many bits the decoder model's delays have, 0 without one. */
    private static int skipTiming(BitReader bits) {
        if (!bits.readFlag()) {
            return 0;
        }
        bits.skip(64); // num_units_in_display_tick, time_scale
        if (bits.readFlag()) {
            bits.readExpGolomb(); // num_ticks_per_picture_minus_1
        }
        if (!bits.readFlag()) {
            return 0;
        }
        int delayBits = bits.read(5) + 1;
        bits.skip(32 + 5 + 5);
        return delayBits;
    }
}
