package dev.bluesky.media.codec;

import java.util.Arrays;

/** Writes bits, the highest first. */
public final class Bits {
    private byte[] bytes = new byte[256];
    private int length;

    /** Appends the lower bits of a number. */
    public Bits put(long value, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            bytes = length / 8 == bytes.length ? Arrays.copyOf(bytes, 2 * bytes.length) : bytes;
            bytes[length / 8] |= (byte) ((i < Long.SIZE ? value >> i & 1 : 0) << (7 - length % 8));
            length++;
        }
        return this;
    }

    /** A number below another (AV1's {@code ns(n)}). */
    public Bits putBelow(int value, int limit) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(limit);
        int shorter = (1 << bits) - limit;
        return value < shorter ? put(value, bits - 1) : put(value + shorter, bits);
    }

    /** Filled up with zeros to whole bytes. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, (length + 7) / 8);
    }
}
