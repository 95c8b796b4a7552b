package dev.bluesky.sim;

/**
 * Where a source's numbers begin.
 *
 * @param sequenceNumber 0 to 65535
 * @param pictureId 0 to 32767
 * @param tl0PicIdx 0 to 255
 */
record Start(int sequenceNumber, int timestamp, int pictureId, int tl0PicIdx) {

    /** Every number begins where it wraps, or the way to it does. */
    static final Start[] EDGES = {
        new Start(0, 0, 0, 0),
        new Start(1, -1, 1, 1),
        new Start(127, -90_000, 127, 127),
        new Start(32_767, Integer.MAX_VALUE - 1000, 32_767, 255),
        new Start(32_768, Integer.MIN_VALUE, 32_766, 128),
        new Start(65_534, -2, 126, 254),
        new Start(65_535, -48_000, 32_767, 255),
    };

    /** Somewhere else: where another source begins. */
    Start next() {
        return new Start(
                sequenceNumber + 12_345 & 0xFFFF,
                timestamp * 7 + 1_234_567,
                pictureId + 30_000 & 0x7FFF,
                tl0PicIdx + 100 & 0xFF);
    }
}
