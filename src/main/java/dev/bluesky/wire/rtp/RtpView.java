package dev.bluesky.wire.rtp;

import dev.bluesky.wire.NetworkOrder;
import java.util.Arrays;

/**
 * An RTP packet in the caller's buffer (RFC 3550 section 5.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |           synchronization source (SSRC) identifier            |
 * |            contributing source (CSRC) identifiers, CC of them |
 * |  header extension, if X: profile, length in words, elements   |
 * |  payload ...            padding, if P; its last byte counts it|
 * </pre>
 *
 * Accessors may be called only after {@link #wrap} said true, and until the buffer is reused. Wrap
 * the decrypted packet: SRTP encrypts the padding's count.
 */
public final class RtpView {
    public static final int FIXED_HEADER_BYTES = 12;
    public static final int MAX_PADDING_BYTES = 255;

    private static final int PADDING_BIT = 0x20;
    private static final int EXTENSION_BIT = 0x10;
    private static final byte[] NO_BYTES = new byte[0];

    private final HeaderExtensions extensions = new HeaderExtensions();
    private byte[] buffer = NO_BYTES;
    private int offset;
    private int length;
    private int payloadOffset;
    private int paddingLength;

    /** Writes a header without CSRCs and extensions. The buffer must have 12 bytes for it. */
    public static void writeHeader(
            byte[] target, int at, int payloadType, int sequenceNumber, int timestamp, int ssrc) {
        NetworkOrder.put8(target, at, 0x80);
        NetworkOrder.put8(target, at + 1, payloadType & 0x7F);
        NetworkOrder.put16(target, at + 2, sequenceNumber);
        NetworkOrder.put32(target, at + 4, timestamp);
        NetworkOrder.put32(target, at + 8, ssrc);
    }

    /**
     * Looks at another packet.
     *
     * @return false if it is no RTP packet: too short, another version, or a CSRC count, extension
     *     length or padding that reaches beyond it. Padding alone, without payload, is valid.
     */
    public boolean wrap(byte[] buffer, int offset, int length) {
        this.buffer = NO_BYTES;
        extensions.wrapNothing();
        if (length < FIXED_HEADER_BYTES || (buffer[offset] & 0xC0) != 0x80) {
            return false;
        }
        int end = offset + length;
        int at = headerEnd(buffer, offset, end);
        int padding = padding(buffer, offset, end);
        if (at > end || padding < 0 || padding > end - at) {
            return false;
        }
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        payloadOffset = at;
        paddingLength = padding;
        if (hasExtension()) {
            extensions.wrap(buffer, csrcEnd(buffer, offset));
        }
        return true;
    }

    private static int csrcEnd(byte[] buffer, int offset) {
        return offset + FIXED_HEADER_BYTES + 4 * (buffer[offset] & 0x0F);
    }

    /** Where the payload would begin; beyond {@code end} when the header lies. */
    private static int headerEnd(byte[] buffer, int offset, int end) {
        int at = csrcEnd(buffer, offset);
        if ((buffer[offset] & EXTENSION_BIT) == 0) {
            return at;
        }
        int blockHeaderEnd = at + HeaderExtensions.BLOCK_HEADER_BYTES;
        return blockHeaderEnd > end
                ? end + 1
                : blockHeaderEnd + 4 * NetworkOrder.uint16(buffer, at + 2);
    }

    /** The padding's length, or -1 when it says zero, which it cannot be. */
    private static int padding(byte[] buffer, int offset, int end) {
        if ((buffer[offset] & PADDING_BIT) == 0) {
            return 0;
        }
        int count = buffer[end - 1] & 0xFF;
        return count == 0 ? -1 : count;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    /** The whole packet's bytes, padding included. */
    public int length() {
        return length;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    /** Without padding. */
    public int payloadLength() {
        return offset + length - payloadOffset - paddingLength;
    }

    public int paddingLength() {
        return paddingLength;
    }

    /** Whether it carries no media: bandwidth probes and keep-alives, valid but not to forward. */
    public boolean isPaddingOnly() {
        return payloadLength() == 0;
    }

    public boolean marker() {
        return buffer[offset + 1] < 0;
    }

    public void marker(boolean marker) {
        int octet = buffer[offset + 1] & 0x7F;
        NetworkOrder.put8(buffer, offset + 1, marker ? octet | 0x80 : octet);
    }

    public int payloadType() {
        return buffer[offset + 1] & 0x7F;
    }

    /** Leaves the marker as it is. */
    public void payloadType(int payloadType) {
        NetworkOrder.put8(buffer, offset + 1, (buffer[offset + 1] & 0x80) | (payloadType & 0x7F));
    }

    public int sequenceNumber() {
        return NetworkOrder.uint16(buffer, offset + 2);
    }

    public void sequenceNumber(int sequenceNumber) {
        NetworkOrder.put16(buffer, offset + 2, sequenceNumber);
    }

    public int timestamp() {
        return NetworkOrder.int32(buffer, offset + 4);
    }

    public void timestamp(int timestamp) {
        NetworkOrder.put32(buffer, offset + 4, timestamp);
    }

    public int ssrc() {
        return NetworkOrder.int32(buffer, offset + 8);
    }

    public void ssrc(int ssrc) {
        NetworkOrder.put32(buffer, offset + 8, ssrc);
    }

    public int csrcCount() {
        return buffer[offset] & 0x0F;
    }

    public int csrc(int index) {
        return NetworkOrder.int32(buffer, offset + FIXED_HEADER_BYTES + 4 * index);
    }

    public boolean hasExtension() {
        return (buffer[offset] & EXTENSION_BIT) != 0;
    }

    /** The extension elements of the packet that is wrapped now. */
    public HeaderExtensions extensions() {
        return extensions;
    }

    int csrcEnd() {
        return csrcEnd(buffer, offset);
    }

    /** Cuts the padding off. */
    public void stripPadding() {
        length -= paddingLength;
        paddingLength = 0;
        NetworkOrder.put8(buffer, offset, buffer[offset] & ~PADDING_BIT);
    }

    /**
     * Lengthens the packet with padding, which replaces the padding that it has; equal lengths let
     * the kernel send a run of packets at once.
     *
     * @return false if that is shorter than it is without padding, needs more than 255 bytes, or
     *     leaves the buffer; the packet is then unchanged
     */
    public boolean padTo(int newLength) {
        int count = newLength - (length - paddingLength);
        if (count < 0 || count > MAX_PADDING_BYTES || offset + newLength > buffer.length) {
            return false;
        }
        stripPadding();
        if (count > 0) {
            Arrays.fill(buffer, offset + length, offset + newLength - 1, (byte) 0);
            NetworkOrder.put8(buffer, offset + newLength - 1, count);
            NetworkOrder.put8(buffer, offset, buffer[offset] | PADDING_BIT);
        }
        length = newLength;
        paddingLength = count;
        return true;
    }
}
