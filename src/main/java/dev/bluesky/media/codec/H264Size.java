package dev.bluesky.media.codec;

/**
 * The picture's size in a sequence parameter set (H.264 section 7.3.2.1.1): macroblocks of 16 by 16
 * pixels, less what is cropped.
 */
final class H264Size {

    private static final int MACROBLOCK = 16;
    private static final int LONGEST_CYCLE = 255;
    private static final int LARGEST_SIDE = 16_384;

    private H264Size() {}

    /**
     * Reads it into the frame's width and height, which stay 0 if it is cut short or absurd.
     *
     * @param start of the bytes after the NAL unit header
     */
    static void read(byte[] buffer, int start, int end, FrameInfo into) {
        BitReader bits = into.bits.wrapNalUnit(buffer, start, end);
        int profile = bits.read(8);
        bits.skip(16); // constraints, level
        bits.readExpGolomb(); // seq_parameter_set_id
        long chroma = hasChromaFormat(profile) ? readChroma(bits) : 1;
        bits.readExpGolomb(); // log2_max_frame_num_minus4
        skipPictureOrder(bits);
        bits.readExpGolomb(); // max_num_ref_frames
        bits.skip(1); // gaps_in_frame_num_value_allowed_flag
        long columns = bits.readExpGolomb() + 1;
        long rows = bits.readExpGolomb() + 1;
        boolean frames = bits.readFlag();
        if (!frames) {
            bits.skip(1); // mb_adaptive_frame_field_flag
        }
        bits.skip(1); // direct_8x8_inference_flag
        long width = columns * MACROBLOCK;
        long height = rows * MACROBLOCK * (frames ? 1 : 2);
        if (bits.readFlag()) {
            long unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            long unitY = (chroma == 1 ? 2L : 1L) * (frames ? 1 : 2);
            width -= unitX * (bits.readExpGolomb() + bits.readExpGolomb());
            height -= unitY * (bits.readExpGolomb() + bits.readExpGolomb());
        }
        if (!bits.isOverrun()) {
            into.size(width, height, LARGEST_SIDE);
        }
    }

    private static boolean hasChromaFormat(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static long readChroma(BitReader bits) {
        long format = bits.readExpGolomb();
        if (format == 3) {
            bits.skip(1); // separate_colour_plane_flag
        }
        bits.readExpGolomb(); // bit_depth_luma_minus8
        bits.readExpGolomb(); // bit_depth_chroma_minus8
        bits.skip(1); // qpprime_y_zero_transform_bypass_flag
        if (bits.readFlag()) {
            int lists = format == 3 ? 12 : 8;
            for (int i = 0; i < lists; i++) {
                if (bits.readFlag()) {
                    skipScalingList(bits, i < 6 ? 16 : 64);
                }
            }
        }
        return format;
    }

    private static void skipScalingList(BitReader bits, int size) {
        long next = 8;
        long last = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = (last + bits.readSignedExpGolomb()) & 0xFF;
            }
            last = next == 0 ? last : next;
        }
    }

    private static void skipPictureOrder(BitReader bits) {
        long type = bits.readExpGolomb();
        if (type == 0) {
            bits.readExpGolomb();
        } else if (type == 1) {
            bits.skip(1);
            bits.readExpGolomb();
            bits.readExpGolomb();
            long cycle = Math.min(LONGEST_CYCLE, bits.readExpGolomb());
            for (int i = 0; i < cycle && !bits.isOverrun(); i++) {
                bits.readExpGolomb();
            }
        }
    }
}
