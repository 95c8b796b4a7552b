package dev.bluesky.sim;

import java.nio.ByteBuffer;

/** Payloads that look like a codec's as far as anybody looks who does not decode. */
enum Payload {
    OPUS("OPUS", 48_000),
    VP8("VP8", 90_000),
    /** With picture numbers of 7 bits. */
    VP8_SHORT("VP8", 90_000),
    H264("H264", 90_000);

    private static final byte[] VP8_KEY = {0x10, 0, 0, (byte) 0x9D, 1, 0x2A};
    private static final byte H264_SPS = 0x67;
    private static final byte H264_IDR = 0x65;
    private static final byte H264_SLICE = 0x41;

    private final String encodingName;
    private final int clockRateHz;

    Payload(String encodingName, int clockRateHz) {
        this.encodingName = encodingName;
        this.clockRateHz = clockRateHz;
    }

    String encodingName() {
        return encodingName;
    }

    int clockRateHz() {
        return clockRateHz;
    }

    /**
     * Writes what comes before the mark.
     *
     * @param first whether it begins the frame
     * @param lines of the picture, which is 16 to 9
     */
    void write(ByteBuffer out, boolean first, Mark mark, int pictureId, int tl0PicIdx, int lines) {
        switch (this) {
            case OPUS -> out.put((byte) 0x78);
            case VP8, VP8_SHORT -> vp8(out, first, mark.isKey(), pictureId, tl0PicIdx, lines);
            case H264 ->
                    out.put(first && mark.isKey() ? H264_SPS : slice(mark.isKey())).put((byte) 0);
        }
    }

    private static byte slice(boolean key) {
        return key ? H264_IDR : H264_SLICE;
    }

    private void vp8(
            ByteBuffer out, boolean first, boolean key, int pictureId, int tl0PicIdx, int lines) {
        out.put((byte) (first ? 0x90 : 0x80)).put((byte) 0xE0);
        if (this == VP8) {
            out.putShort((short) (0x8000 | (pictureId & 0x7FFF)));
        } else {
            out.put((byte) (pictureId & 0x7F));
        }
        out.put((byte) tl0PicIdx).put((byte) 0);
        if (first && key) {
            out.put(VP8_KEY);
            int width = lines * 16 / 9;
            out.put((byte) width).put((byte) (width >> 8));
            out.put((byte) lines).put((byte) (lines >> 8));
        } else {
            out.put((byte) 1);
        }
    }
}
