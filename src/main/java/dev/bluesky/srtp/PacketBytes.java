package dev.bluesky.srtp;

/** The few header fields that SRTP reads: RTP (RFC 3550 section 5.1) and RTCP (section 6.4). */
final class PacketBytes {
    static final int RTCP_HEADER = 8;

    private static final int FIXED_HEADER = 12;
    private static final int EXTENSION_BIT = 0x10;

    private PacketBytes() {}

    /** Length of the RTP header with CSRCs and extension, or the code of a {@link SrtpDrop}. */
    static int rtpHeaderLength(byte[] buffer, int offset, int length) {
        if (length < FIXED_HEADER) {
            return SrtpDrop.TOO_SHORT.code();
        }
        if (!isVersion2(buffer, offset)) {
            return SrtpDrop.WRONG_VERSION.code();
        }
        int header = FIXED_HEADER + 4 * (buffer[offset] & 0x0f);
        if ((buffer[offset] & EXTENSION_BIT) != 0) {
            if (length < header + 4) {
                return SrtpDrop.TOO_SHORT.code();
            }
            header += 4 + 4 * uint16(buffer, offset + header + 2);
        }
        return header <= length ? header : SrtpDrop.TOO_SHORT.code();
    }

    static boolean isVersion2(byte[] buffer, int offset) {
        return (buffer[offset] & 0xc0) == 0x80;
    }

    static int sequenceNumber(byte[] buffer, int offset) {
        return uint16(buffer, offset + 2);
    }

    static int rtpSsrc(byte[] buffer, int offset) {
        return int32(buffer, offset + 8);
    }

    static int rtcpSsrc(byte[] buffer, int offset) {
        return int32(buffer, offset + 4);
    }

    static int int32(byte[] buffer, int at) {
        return uint16(buffer, at) << 16 | uint16(buffer, at + 2);
    }

    static void putInt32(byte[] buffer, int at, int value) {
        buffer[at] = (byte) (value >>> 24);
        buffer[at + 1] = (byte) (value >>> 16);
        buffer[at + 2] = (byte) (value >>> 8);
        buffer[at + 3] = (byte) value;
    }

    /** {@code buffer[at …] ^= value}, over the lowest bytes of the value. */
    static void xor(byte[] buffer, int at, int bytes, long value) {
        for (int i = bytes - 1; i >= 0; i--) {
            buffer[at + i] ^= (byte) value;
            value >>>= 8;
        }
    }

    private static int uint16(byte[] buffer, int at) {
        return (buffer[at] & 0xff) << 8 | (buffer[at + 1] & 0xff);
    }
}
