package dev.bluesky.wire.rtcp;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtp.SequenceNumber;

/**
 * Collects the packets for one transport-wide feedback, which {@link
 * RtcpWriter#transportFeedback(int, int, int, TransportFeedbackBuilder)} then writes. Reused.
 */
public final class TransportFeedbackBuilder {
    /** As many as one datagram tells of whatever their pattern. */
    public static final int MAX_STATUSES = 1024;

    private final byte[] symbols = new byte[MAX_STATUSES];
    private final short[] deltas = new short[MAX_STATUSES];
    private int maxBytes;
    private int baseSequenceNumber;
    private int count;
    private int deltaBytes;
    private int referenceTime;
    private long lastTicks;
    private boolean hasReference;

    /**
     * Begins a feedback.
     *
     * @param baseSequenceNumber the first packet that it tells of, arrived or not
     * @param maxBytes the longest RTCP packet to make
     */
    public void begin(int baseSequenceNumber, int maxBytes) {
        this.baseSequenceNumber = baseSequenceNumber;
        this.maxBytes = maxBytes;
        count = 0;
        deltaBytes = 0;
        hasReference = false;
    }

    /**
     * Adds an arrival; packets between it and the one before count as not received.
     *
     * @param sequenceNumber after all those added before
     * @param arrivalTicks in {@link TransportFeedback#TICK_NS}
     * @return false if it does not fit, and needs the next feedback: its distance in time or number
     *     is too large, or the packet is full
     */
    public boolean received(int sequenceNumber, long arrivalTicks) {
        int index = (sequenceNumber - baseSequenceNumber) & 0xFFFF;
        long reference = Math.floorDiv(arrivalTicks, TransportFeedback.TICKS_PER_REFERENCE);
        long before = hasReference ? lastTicks : reference * TransportFeedback.TICKS_PER_REFERENCE;
        long delta = arrivalTicks - before;
        int bytes = delta >= 0 && delta <= 255 ? 1 : 2;
        if (index < count || index >= MAX_STATUSES || delta != (short) delta) {
            return false;
        }
        if (length(index + 1, deltaBytes + bytes) > maxBytes) {
            return false;
        }
        while (count < index) {
            symbols[count++] = StatusChunk.NOT_RECEIVED;
        }
        symbols[count] = (byte) bytes;
        deltas[count++] = (short) delta;
        deltaBytes += bytes;
        if (!hasReference) {
            referenceTime = (int) reference & 0xFF_FFFF;
            hasReference = true;
        }
        lastTicks = arrivalTicks;
        return true;
    }

    /** Whether there is no arrival yet, so nothing that could be written. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The sequence number after the last one told of: where the next feedback begins. */
    public int nextSequenceNumber() {
        return SequenceNumber.plus(baseSequenceNumber, count);
    }

    /** The most bytes that the packet can take; every chunk but the last covers at least seven. */
    int maxLength() {
        return length(count, deltaBytes);
    }

    private static int length(int statuses, int deltaBytes) {
        int chunks = (statuses + StatusChunk.TWO_BIT_SYMBOLS - 1) / StatusChunk.TWO_BIT_SYMBOLS;
        int content = TransportFeedback.FIXED_BYTES + 2 * chunks + deltaBytes;
        return PacketType.HEADER_BYTES + ((content + 3) & ~3);
    }

    /** Writes what follows the two SSRCs; returns where it ends, not yet padded. */
    int write(byte[] target, int offset, int feedbackCount) {
        NetworkOrder.put16(target, offset, baseSequenceNumber);
        NetworkOrder.put16(target, offset + 2, count);
        NetworkOrder.put24(target, offset + 4, referenceTime);
        NetworkOrder.put8(target, offset + 7, feedbackCount);
        return writeDeltas(target, writeChunks(target, offset + 8));
    }

    private int writeChunks(byte[] target, int offset) {
        int at = offset;
        int from = 0;
        while (from < count) {
            int run = runLength(from);
            int oneBit = oneBitLength(from);
            int chunk;
            int covered;
            if (run >= oneBit && (run >= StatusChunk.TWO_BIT_SYMBOLS || from + run == count)) {
                covered = run;
                chunk = StatusChunk.run(symbols[from], run);
            } else if (oneBit >= StatusChunk.TWO_BIT_SYMBOLS || from + oneBit == count) {
                covered = oneBit;
                chunk = StatusChunk.oneBit(symbols, from, oneBit);
            } else {
                covered = Math.min(StatusChunk.TWO_BIT_SYMBOLS, count - from);
                chunk = StatusChunk.twoBit(symbols, from, covered);
            }
            NetworkOrder.put16(target, at, chunk);
            at += 2;
            from += covered;
        }
        return at;
    }

    private int runLength(int from) {
        int to = from + 1;
        while (to < count && symbols[to] == symbols[from]) {
            to++;
        }
        return to - from;
    }

    /** 14, or what is left if all the rest are of one bit; otherwise 0: a vector has no length. */
    private int oneBitLength(int from) {
        int to = Math.min(from + StatusChunk.ONE_BIT_SYMBOLS, count);
        for (int i = from; i < to; i++) {
            if (symbols[i] == StatusChunk.LARGE_DELTA) {
                return 0;
            }
        }
        return to - from;
    }

    private int writeDeltas(byte[] target, int offset) {
        int at = offset;
        for (int i = 0; i < count; i++) {
            if (symbols[i] == StatusChunk.SMALL_DELTA) {
                NetworkOrder.put8(target, at++, deltas[i]);
            } else if (symbols[i] == StatusChunk.LARGE_DELTA) {
                NetworkOrder.put16(target, at, deltas[i]);
                at += 2;
            }
        }
        return at;
    }
}
