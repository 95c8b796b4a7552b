package dev.bluesky.wire.rtcp;

/**
 * Sixteen bits with the status of several packets
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 sections 3.1.1 to 3.1.4).
 *
 * <pre>
 *  |0| S |       run length        |   the same symbol so many times
 *  |1|0|       14 symbols          |   of one bit
 *  |1|1|        7 symbols          |   of two bits
 * </pre>
 *
 * A symbol is also the number of bytes of its delta, except the reserved one.
 */
final class StatusChunk {
    static final int NOT_RECEIVED = 0;
    static final int SMALL_DELTA = 1;
    static final int LARGE_DELTA = 2;
    static final int RESERVED = 3;

    static final int MAX_RUN = 0x1FFF;
    static final int ONE_BIT_SYMBOLS = 14;
    static final int TWO_BIT_SYMBOLS = 7;

    private static final int VECTOR = 0x8000;
    private static final int TWO_BIT = 0x4000;

    private StatusChunk() {}

    /** How many packets it covers. A run of none is possible, and useless. */
    static int capacity(int chunk) {
        if ((chunk & VECTOR) == 0) {
            return chunk & MAX_RUN;
        }
        return (chunk & TWO_BIT) == 0 ? ONE_BIT_SYMBOLS : TWO_BIT_SYMBOLS;
    }

    static int symbol(int chunk, int index) {
        if ((chunk & VECTOR) == 0) {
            return (chunk >> 13) & 3;
        }
        return (chunk & TWO_BIT) == 0
                ? (chunk >> (13 - index)) & 1
                : (chunk >> (12 - 2 * index)) & 3;
    }

    /** How many bytes of deltas its first symbols need; -1 if one of them is reserved. */
    static int deltaBytes(int chunk, int symbols) {
        boolean run = (chunk & VECTOR) == 0;
        int bytes = 0;
        for (int i = 0; i < (run ? 1 : symbols); i++) {
            int symbol = symbol(chunk, i);
            if (symbol == RESERVED) {
                return -1;
            }
            bytes += symbol;
        }
        return run ? bytes * symbols : bytes;
    }

    static int run(int symbol, int length) {
        return symbol << 13 | length;
    }

    /** Packs up to 14 symbols that are 0 or 1. */
    static int oneBit(byte[] symbols, int from, int count) {
        int chunk = VECTOR;
        for (int i = 0; i < count; i++) {
            chunk |= symbols[from + i] << (13 - i);
        }
        return chunk;
    }

    /** Packs up to 7 symbols. */
    static int twoBit(byte[] symbols, int from, int count) {
        int chunk = VECTOR | TWO_BIT;
        for (int i = 0; i < count; i++) {
            chunk |= symbols[from + i] << (12 - 2 * i);
        }
        return chunk;
    }
}
