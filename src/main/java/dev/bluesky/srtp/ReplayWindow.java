package dev.bluesky.srtp;

/**
 * The highest index of a stream, and which of the indexes below it were seen (RFC 3711 sections
 * 3.3.1, 3.3.2 and appendix A). An index is the packet's number with its roll-over count: it does
 * not wrap.
 */
final class ReplayWindow {
    /**
     * RFC 3711 asks for at least 64. A packet that its publisher sent again arrives a round trip
     * late: at 10 Mbit/s that is some hundred packets.
     */
    static final int SIZE = 1024;

    private static final long NONE = -1;

    private final long[] seen = new long[SIZE / Long.SIZE];
    private long highest = NONE;

    /** The highest index so far, or -1. */
    long highest() {
        return highest;
    }

    /**
     * The index that a sequence number most likely means (RFC 3711 appendix A); negative if it lies
     * before the first roll-over count.
     *
     * @param highest the highest index so far, or -1
     */
    static long estimate(long highest, int sequenceNumber) {
        if (highest < 0) {
            return sequenceNumber;
        }
        int newest = (int) (highest & 0xffff);
        long rollOver = highest >> 16;
        if (newest < 0x8000) {
            rollOver -= sequenceNumber - newest > 0x8000 ? 1 : 0;
        } else {
            rollOver += newest - 0x8000 > sequenceNumber ? 1 : 0;
        }
        return (rollOver << 16) + sequenceNumber;
    }

    /** 0 if the index is new, else the code of a {@link SrtpDrop}. */
    int check(long index) {
        if (index > highest) {
            return 0;
        }
        if (index <= highest - SIZE) {
            return SrtpDrop.TOO_OLD.code();
        }
        return (seen[word(index)] & bit(index)) == 0 ? 0 : SrtpDrop.REPLAYED.code();
    }

    /** Remembers the index of a packet that was authenticated. Below the window nothing happens. */
    void accept(long index) {
        if (index > highest) {
            forgetUpTo(index);
            highest = index;
        }
        if (index > highest - SIZE) {
            seen[word(index)] |= bit(index);
        }
    }

    private void forgetUpTo(long index) {
        long steps = Math.min(SIZE, index - highest);
        for (long i = index - steps + 1; i <= index; i++) {
            seen[word(i)] &= ~bit(i);
        }
    }

    private static int word(long index) {
        return (int) (index % SIZE) / Long.SIZE;
    }

    private static long bit(long index) {
        return 1L << index;
    }
}
