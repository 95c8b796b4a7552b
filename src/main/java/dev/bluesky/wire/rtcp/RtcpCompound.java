package dev.bluesky.wire.rtcp;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtcp.IgnoredPacket.Reason;
import java.util.Optional;

/**
 * Walks the RTCP packets of a datagram (RFC 3550 section 6.1). Reduced size is fine (RFC 5506), so
 * the first need not be a report. Padding is taken off any packet: libwebrtc pads feedback in the
 * middle of a compound.
 *
 * <pre>{@code if (rtcp.wrap(b, o, n).isSound()) while (rtcp.next()) handle(rtcp.packet()); }</pre>
 */
public final class RtcpCompound {
    private static final byte[] NO_BYTES = new byte[0];

    private byte[] buffer = NO_BYTES;
    private int end;
    private int next;
    private int at;

    /** Checks every header and length of another datagram before anything is handed out. */
    public RtcpVerdict wrap(byte[] buffer, int offset, int length) {
        this.buffer = NO_BYTES;
        next = 0;
        end = 0;
        RtcpVerdict verdict = check(buffer, offset, offset + length);
        if (verdict.isSound()) {
            this.buffer = buffer;
            next = offset;
            end = offset + length;
        }
        return verdict;
    }

    private static RtcpVerdict check(byte[] buffer, int offset, int end) {
        int position = offset;
        do {
            if (position + PacketType.HEADER_BYTES > end) {
                return RtcpVerdict.TRUNCATED;
            }
            int type = NetworkOrder.uint8(buffer, position + 1);
            if ((buffer[position] & 0xC0) != 0x80 || type < 192 || type > 223) {
                return RtcpVerdict.NOT_RTCP;
            }
            int packetEnd = packetEnd(buffer, position);
            if (packetEnd > end) {
                return RtcpVerdict.LENGTH_BEYOND_DATAGRAM;
            }
            int padding = padding(buffer, position);
            if (padding < 0 || padding > packetEnd - position - PacketType.HEADER_BYTES) {
                return RtcpVerdict.BAD_PADDING;
            }
            position = packetEnd;
        } while (position < end);
        return RtcpVerdict.SOUND;
    }

    private static int packetEnd(byte[] buffer, int position) {
        return position + PacketType.HEADER_BYTES + 4 * NetworkOrder.uint16(buffer, position + 2);
    }

    private static int padding(byte[] buffer, int position) {
        if ((buffer[position] & 0x20) == 0) {
            return 0;
        }
        int count = NetworkOrder.uint8(buffer, packetEnd(buffer, position) - 1);
        return count == 0 ? -1 : count;
    }

    /** Moves to the next packet; false after the last one. */
    public boolean next() {
        if (next >= end) {
            return false;
        }
        at = next;
        next = packetEnd(buffer, at);
        return true;
    }

    /** The packet type in the header, 192 to 223. */
    public int type() {
        return NetworkOrder.uint8(buffer, at + 1);
    }

    /** The header's five bits: a count, or a feedback message type. */
    public int format() {
        return buffer[at] & 0x1F;
    }

    /** Reads the packet that the last {@link #next} moved to. */
    public RtcpPacket packet() {
        int content = at + PacketType.HEADER_BYTES;
        int contentEnd = packetEnd(buffer, at) - padding(buffer, at);
        int format = format();
        return switch (type()) {
            case PacketType.SENDER_REPORT ->
                    sound(ReportReader.senderReport(buffer, content, contentEnd, format));
            case PacketType.RECEIVER_REPORT ->
                    sound(ReportReader.receiverReport(buffer, content, contentEnd, format));
            case PacketType.SOURCE_DESCRIPTION ->
                    sound(ReportReader.sourceDescription(buffer, content, contentEnd, format));
            case PacketType.GOODBYE ->
                    sound(ReportReader.goodbye(buffer, content, contentEnd, format));
            case PacketType.TRANSPORT_LAYER_FEEDBACK -> transportLayer(content, contentEnd);
            case PacketType.PAYLOAD_SPECIFIC_FEEDBACK -> payloadSpecific(content, contentEnd);
            default -> ignored(Reason.UNSUPPORTED);
        };
    }

    private RtcpPacket transportLayer(int content, int contentEnd) {
        return switch (format()) {
            case PacketType.GENERIC_NACK ->
                    sound(FeedbackReader.genericNack(buffer, content, contentEnd));
            case PacketType.TRANSPORT_WIDE ->
                    sound(FeedbackReader.transportFeedback(buffer, content, contentEnd));
            default -> ignored(Reason.UNSUPPORTED);
        };
    }

    private RtcpPacket payloadSpecific(int content, int contentEnd) {
        return switch (format()) {
            case PacketType.PICTURE_LOSS ->
                    sound(FeedbackReader.pictureLoss(buffer, content, contentEnd));
            case PacketType.FULL_INTRA_REQUEST ->
                    sound(FeedbackReader.fullIntraRequest(buffer, content, contentEnd));
            case PacketType.APPLICATION_LAYER ->
                    FeedbackReader.isRemb(buffer, content, contentEnd)
                            ? sound(FeedbackReader.remb(buffer, content, contentEnd))
                            : ignored(Reason.UNSUPPORTED);
            default -> ignored(Reason.UNSUPPORTED);
        };
    }

    private RtcpPacket sound(Optional<RtcpPacket> packet) {
        return packet.isPresent() ? packet.get() : ignored(Reason.MALFORMED);
    }

    private IgnoredPacket ignored(Reason reason) {
        return new IgnoredPacket(type(), format(), reason);
    }
}
