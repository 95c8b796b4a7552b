package dev.bluesky.wire.rtcp;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtp.SequenceNumber;
import java.util.Optional;

/**
 * Which packets of a transport arrived, and when
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1). A view: it can be read until
 * the datagram's buffer is reused.
 *
 * <pre>
 * |                     SSRC of packet sender                     |
 * |                      SSRC of media source                     |
 * |      base sequence number     |      packet status count      |
 * |                 reference time                | fb pkt. count |
 * |  packet chunks, 16 bits each  |  receive deltas, 8 or 16 bits |
 * </pre>
 */
public final class TransportFeedback implements RtcpPacket {
    /** Receive deltas and arrival times count these. */
    public static final long TICK_NS = 250_000;

    /** The reference time counts 64 ms. */
    public static final int TICKS_PER_REFERENCE = 256;

    /** Far more than any interval has; a peer could claim 65535 packets in twenty bytes. */
    public static final int MAX_STATUSES = 8192;

    static final int FIXED_BYTES = 16;

    private final byte[] buffer;
    private final int offset;
    private final int deltasOffset;

    /** Takes one packet's status. */
    public interface Statuses {
        /**
         * Called once for each packet, in order.
         *
         * @param sequenceNumber transport-wide
         * @param received whether it arrived
         * @param arrivalTicks when, in 250 µs of the receiver's clock (which wraps after 2^32
         *     ticks); 0 if it did not arrive
         */
        void packet(int sequenceNumber, boolean received, long arrivalTicks);
    }

    private TransportFeedback(byte[] buffer, int offset, int deltasOffset) {
        this.buffer = buffer;
        this.offset = offset;
        this.deltasOffset = deltasOffset;
    }

    /** Empty if chunks or deltas are missing, or a status is the reserved one. */
    static Optional<TransportFeedback> read(byte[] buffer, int offset, int end) {
        int left = end - offset < FIXED_BYTES ? 0 : NetworkOrder.uint16(buffer, offset + 10);
        if (left == 0 || left > MAX_STATUSES) {
            return Optional.empty();
        }
        int at = offset + FIXED_BYTES;
        int deltaBytes = 0;
        while (left > 0) {
            if (at + 2 > end) {
                return Optional.empty();
            }
            int chunk = NetworkOrder.uint16(buffer, at);
            int count = Math.min(left, StatusChunk.capacity(chunk));
            int bytes = StatusChunk.deltaBytes(chunk, count);
            if (bytes < 0) {
                return Optional.empty();
            }
            deltaBytes += bytes;
            left -= count;
            at += 2;
        }
        return at + deltaBytes > end
                ? Optional.empty()
                : Optional.of(new TransportFeedback(buffer, offset, at));
    }

    public int senderSsrc() {
        return NetworkOrder.int32(buffer, offset);
    }

    public int mediaSsrc() {
        return NetworkOrder.int32(buffer, offset + 4);
    }

    /** The first packet that it tells of. */
    public int baseSequenceNumber() {
        return NetworkOrder.uint16(buffer, offset + 8);
    }

    /** How many packets in a row it tells of: 1 to {@link #MAX_STATUSES}. */
    public int statusCount() {
        return NetworkOrder.uint16(buffer, offset + 10);
    }

    /** In 64 ms of the receiver's clock, 24 bits that wrap. */
    public int referenceTime() {
        return NetworkOrder.uint24(buffer, offset + 12);
    }

    /** Counts feedback packets, 0 to 255, so that a lost one is noticed. */
    public int feedbackCount() {
        return NetworkOrder.uint8(buffer, offset + 15);
    }

    /** Hands out every packet's status in order. */
    public void forEach(Statuses statuses) {
        int sequenceNumber = baseSequenceNumber();
        int left = statusCount();
        int deltaAt = deltasOffset;
        long ticks = (long) referenceTime() * TICKS_PER_REFERENCE;
        for (int at = offset + FIXED_BYTES; left > 0; at += 2) {
            int chunk = NetworkOrder.uint16(buffer, at);
            int count = Math.min(left, StatusChunk.capacity(chunk));
            for (int i = 0; i < count; i++) {
                int symbol = StatusChunk.symbol(chunk, i);
                ticks += delta(symbol, deltaAt);
                deltaAt += symbol;
                boolean received = symbol != StatusChunk.NOT_RECEIVED;
                statuses.packet(sequenceNumber, received, received ? ticks : 0);
                sequenceNumber = SequenceNumber.plus(sequenceNumber, 1);
            }
            left -= count;
        }
    }

    private int delta(int symbol, int at) {
        return switch (symbol) {
            case StatusChunk.SMALL_DELTA -> NetworkOrder.uint8(buffer, at);
            case StatusChunk.LARGE_DELTA -> (short) NetworkOrder.uint16(buffer, at);
            default -> 0;
        };
    }
}
