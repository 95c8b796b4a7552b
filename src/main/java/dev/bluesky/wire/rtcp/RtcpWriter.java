package dev.bluesky.wire.rtcp;

import dev.bluesky.wire.NetworkOrder;

/**
 * Writes RTCP packets one after another into the caller's buffer. Every call either writes a whole
 * packet (or report block) or, when there is no room for it, nothing and says false.
 */
public final class RtcpWriter {
    /** What one report block takes. */
    public static final int REPORT_BLOCK_BYTES = PacketType.REPORT_BLOCK_BYTES;

    /** What a receiver report without blocks takes. */
    public static final int EMPTY_REPORT_BYTES = PacketType.HEADER_BYTES + 4;

    private static final int NONE = -1;
    private static final int FEEDBACK_BYTES = PacketType.HEADER_BYTES + 8;

    private byte[] buffer = new byte[0];
    private int start;
    private int position;
    private int limit;

    /** Where the report begins that can still take report blocks. */
    private int openReport = NONE;

    /**
     * Begins a datagram.
     *
     * @param limit the position in the buffer that nothing may be written at or beyond
     */
    public RtcpWriter wrap(byte[] buffer, int offset, int limit) {
        this.buffer = buffer;
        start = offset;
        position = offset;
        this.limit = limit;
        openReport = NONE;
        return this;
    }

    /** Takes back everything that was written since {@link #wrap}. */
    public void rewind() {
        position = start;
        openReport = NONE;
    }

    /** How many bytes are written. */
    public int length() {
        return position - start;
    }

    /** How many more bytes there is room for. */
    public int remaining() {
        return limit - position;
    }

    /** A sender report, to which {@link #reportBlock} may add (RFC 3550 section 6.4.1). */
    public boolean senderReport(
            int ssrc, long ntpTime, int rtpTimestamp, long packetCount, long octetCount) {
        if (!begin(PacketType.SENDER_REPORT, 0, PacketType.HEADER_BYTES + 24)) {
            return false;
        }
        openReport = position - PacketType.HEADER_BYTES;
        put32(ssrc);
        NetworkOrder.put64(buffer, position, ntpTime);
        position += 8;
        put32(rtpTimestamp);
        put32((int) packetCount);
        put32((int) octetCount);
        return true;
    }

    /** A receiver report, to which {@link #reportBlock} may add (RFC 3550 section 6.4.2). */
    public boolean receiverReport(int ssrc) {
        if (!begin(PacketType.RECEIVER_REPORT, 0, EMPTY_REPORT_BYTES)) {
            return false;
        }
        openReport = position - PacketType.HEADER_BYTES;
        put32(ssrc);
        return true;
    }

    /** Whether {@link #reportBlock} would write. */
    public boolean hasRoomForReportBlock() {
        return openReport != NONE
                && (buffer[openReport] & 0x1F) < PacketType.MAX_COUNT
                && remaining() >= REPORT_BLOCK_BYTES;
    }

    /**
     * Adds a block to the report that was written last; false also when it has 31, or when another
     * packet was written after it.
     *
     * @param cumulativeLost clamped to 24 bits
     */
    public boolean reportBlock(
            int ssrc,
            int fractionLost,
            long cumulativeLost,
            int extendedHighestSequenceNumber,
            int jitter,
            int lastSenderReport,
            int delaySinceLastSenderReport) {
        if (!hasRoomForReportBlock()) {
            return false;
        }
        buffer[openReport]++;
        NetworkOrder.put16(
                buffer,
                openReport + 2,
                NetworkOrder.uint16(buffer, openReport + 2) + PacketType.REPORT_BLOCK_BYTES / 4);
        int lost = (int) Math.max(-0x80_0000, Math.min(0x7F_FFFF, cumulativeLost));
        put32(ssrc);
        put32((fractionLost << 24) | (lost & 0xFF_FFFF));
        put32(extendedHighestSequenceNumber);
        put32(jitter);
        put32(lastSenderReport);
        put32(delaySinceLastSenderReport);
        return true;
    }

    /** What {@link #canonicalName} takes. */
    public static int canonicalNameLength(byte[] cname) {
        return PacketType.HEADER_BYTES + 4 + ((2 + cname.length + 1 + 3) & ~3);
    }

    /** A source description with one canonical name (RFC 3550 section 6.5.1) of 1 to 255 bytes. */
    public boolean canonicalName(int ssrc, byte[] cname) {
        int end = position + canonicalNameLength(cname);
        if (cname.length > 255 || !begin(PacketType.SOURCE_DESCRIPTION, 1, end - position)) {
            return false;
        }
        put32(ssrc);
        NetworkOrder.put8(buffer, position, PacketType.CNAME);
        NetworkOrder.put8(buffer, position + 1, cname.length);
        System.arraycopy(cname, 0, buffer, position + 2, cname.length);
        position += 2 + cname.length;
        zeroTo(end);
        return true;
    }

    /** A farewell to one stream (RFC 3550 section 6.6). */
    public boolean goodbye(int ssrc) {
        if (!begin(PacketType.GOODBYE, 1, PacketType.HEADER_BYTES + 4)) {
            return false;
        }
        put32(ssrc);
        return true;
    }

    /** A request for a key frame (RFC 4585 section 6.3.1). */
    public boolean pictureLoss(int senderSsrc, int mediaSsrc) {
        return beginFeedback(
                PacketType.PAYLOAD_SPECIFIC_FEEDBACK,
                PacketType.PICTURE_LOSS,
                FEEDBACK_BYTES,
                senderSsrc,
                mediaSsrc);
    }

    /** A command to make a key frame (RFC 5104 section 4.3.1); its media SSRC is unused. */
    public boolean fullIntraRequest(int senderSsrc, int mediaSsrc, int sequenceNumber) {
        if (!beginFeedback(
                PacketType.PAYLOAD_SPECIFIC_FEEDBACK,
                PacketType.FULL_INTRA_REQUEST,
                FEEDBACK_BYTES + 8,
                senderSsrc,
                0)) {
            return false;
        }
        put32(mediaSsrc);
        put32(sequenceNumber << 24);
        return true;
    }

    /**
     * A bandwidth estimate (draft-alvestrand-rmcat-remb-03), rounded down to 18 significant bits.
     *
     * @param count how many of the SSRCs to name, at most 255
     */
    public boolean remb(int senderSsrc, long bitrateBps, int[] ssrcs, int count) {
        if (count > 255
                || !beginFeedback(
                        PacketType.PAYLOAD_SPECIFIC_FEEDBACK,
                        PacketType.APPLICATION_LAYER,
                        FEEDBACK_BYTES + 8 + 4 * count,
                        senderSsrc,
                        0)) {
            return false;
        }
        int exponent = ReceiverEstimatedMaximumBitrate.exponent(bitrateBps);
        put32(PacketType.REMB_NAME);
        put32(
                count << 24
                        | exponent << ReceiverEstimatedMaximumBitrate.MANTISSA_BITS
                        | (int) (bitrateBps >>> exponent));
        for (int i = 0; i < count; i++) {
            put32(ssrcs[i]);
        }
        return true;
    }

    /**
     * Missing packets (RFC 4585 section 6.2.1), as many as there is room for.
     *
     * @param sequenceNumbers in ascending order
     * @return how many of them were written, from the first on
     */
    public int genericNack(int senderSsrc, int mediaSsrc, int[] sequenceNumbers, int count) {
        int room = (remaining() - FEEDBACK_BYTES) / GenericNack.ENTRY_BYTES;
        if (count == 0 || room < 1) {
            return 0;
        }
        int packet = position;
        begin(PacketType.TRANSPORT_LAYER_FEEDBACK, PacketType.GENERIC_NACK, FEEDBACK_BYTES);
        put32(senderSsrc);
        put32(mediaSsrc);
        int written = 0;
        for (int entry = 0; entry < room && written < count; entry++) {
            written = nackEntry(sequenceNumbers, written, count);
        }
        closeAt(packet);
        return written;
    }

    private int nackEntry(int[] sequenceNumbers, int from, int count) {
        int packetId = sequenceNumbers[from];
        int bitmask = 0;
        int next = from + 1;
        while (next < count) {
            int steps = sequenceNumbers[next] - packetId & 0xFFFF;
            if (steps < 1 || steps > 16) {
                break;
            }
            bitmask |= 1 << (steps - 1);
            next++;
        }
        put32(packetId << 16 | bitmask);
        return next;
    }

    /**
     * Arrival times (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1).
     *
     * @param mediaSsrc any stream of the transport
     * @param feedbackCount of the feedback packets before this one; its low eight bits are sent
     */
    public boolean transportFeedback(
            int senderSsrc, int mediaSsrc, int feedbackCount, TransportFeedbackBuilder feedback) {
        int packet = position;
        if (feedback.isEmpty()
                || remaining() < feedback.maxLength()
                || !beginFeedback(
                        PacketType.TRANSPORT_LAYER_FEEDBACK,
                        PacketType.TRANSPORT_WIDE,
                        FEEDBACK_BYTES,
                        senderSsrc,
                        mediaSsrc)) {
            return false;
        }
        position = feedback.write(buffer, position, feedbackCount);
        int padding = -(position - packet) & 3;
        if (padding > 0) {
            zeroTo(position + padding);
            NetworkOrder.put8(buffer, position - 1, padding);
            buffer[packet] |= 0x20;
        }
        closeAt(packet);
        return true;
    }

    private boolean beginFeedback(int type, int format, int bytes, int senderSsrc, int mediaSsrc) {
        if (!begin(type, format, bytes)) {
            return false;
        }
        put32(senderSsrc);
        put32(mediaSsrc);
        return true;
    }

    private boolean begin(int type, int format, int bytes) {
        if (remaining() < bytes) {
            return false;
        }
        openReport = NONE;
        NetworkOrder.put8(buffer, position, 0x80 | format);
        NetworkOrder.put8(buffer, position + 1, type);
        NetworkOrder.put16(buffer, position + 2, bytes / 4 - 1);
        position += PacketType.HEADER_BYTES;
        return true;
    }

    /** Sets the length of a packet whose end was not known when it began. */
    private void closeAt(int packet) {
        NetworkOrder.put16(buffer, packet + 2, (position - packet) / 4 - 1);
    }

    private void put32(int value) {
        NetworkOrder.put32(buffer, position, value);
        position += 4;
    }

    private void zeroTo(int end) {
        while (position < end) {
            buffer[position++] = 0;
        }
    }
}
