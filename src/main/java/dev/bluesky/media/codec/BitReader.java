package dev.bluesky.media.codec;

/**
 * Bits of a buffer, the highest of each byte first. Reading beyond the end gives zeros and is
 * remembered. One instance is reused for any number of buffers.
 */
final class BitReader {

    private static final int LONGEST_CODE_BITS = 32;

    private byte[] buffer = new byte[0];
    private int at;
    private int end;
    private int bit;
    private int zeros;
    private boolean escaped;
    private boolean overrun;

    /** Reads the bytes from {@code at} to {@code end}, which is not read. */
    BitReader wrap(byte[] bytes, int from, int to) {
        buffer = bytes;
        at = from;
        end = to;
        bit = 0;
        zeros = 0;
        escaped = false;
        overrun = false;
        return this;
    }

    /** The same in a NAL unit, where a 3 after two zero bytes is no content (H.264 7.4.1). */
    BitReader wrapNalUnit(byte[] bytes, int from, int to) {
        wrap(bytes, from, to);
        escaped = true;
        return this;
    }

    boolean readFlag() {
        return readBit() == 1;
    }

    /** An unsigned number of at most 32 bits. */
    int read(int bits) {
        int value = 0;
        for (int i = 0; i < bits; i++) {
            value = value << 1 | readBit();
        }
        return value;
    }

    private int readBit() {
        if (bit == 0 && escaped && zeros == 2 && at < end && buffer[at] == 3) {
            at++;
            zeros = 0;
        }
        if (at >= end) {
            overrun = true;
            return 0;
        }
        int value = buffer[at] >> (7 - bit) & 1;
        bit = bit + 1 & 7;
        if (bit == 0) {
            zeros = buffer[at] == 0 ? Math.min(2, zeros + 1) : 0;
            at++;
        }
        return value;
    }

    void skip(int bits) {
        for (int i = 0; i < bits; i++) {
            readBit();
        }
    }

    /** An Exp-Golomb number, {@code ue(v)} (H.264 9.1) and {@code uvlc()} (AV1 4.10.3). */
    long readExpGolomb() {
        int leading = 0;
        while (leading < LONGEST_CODE_BITS && !overrun && readBit() == 0) {
            leading++;
        }
        return leading >= LONGEST_CODE_BITS
                ? 0xFFFF_FFFFL
                : (1L << leading) - 1 + (read(leading) & 0xFFFF_FFFFL);
    }

    /** The same signed, {@code se(v)} (H.264 9.1.1). */
    long readSignedExpGolomb() {
        long code = readExpGolomb();
        return (code & 1) == 0 ? -(code >> 1) : (code >> 1) + 1;
    }

    /** A number below {@code limit}, {@code ns(n)} (AV1 4.10.7). */
    int readBelow(int limit) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(limit);
        int shorter = (1 << bits) - limit;
        int value = read(bits - 1);
        return value < shorter ? value : (value << 1) - shorter + readBit();
    }

    /** How many bits were read from the first byte on; meaningless in a NAL unit. */
    int position(int from) {
        return (at - from) * 8 + bit;
    }

    /** Whether more was read than there is. */
    boolean isOverrun() {
        return overrun;
    }
}
