package dev.bluesky.wire.rtp;

/** The protocol of a datagram on the one port, by its first bytes (RFC 7983, RFC 5761). */
public enum PacketKind {
    STUN(20),
    DTLS(13),
    RTP(12),
    RTCP(8),
    /** Nothing that is spoken here, or shorter than the header that its first byte promises. */
    UNKNOWN(0);

    private final int minimumBytes;

    PacketKind(int minimumBytes) {
        this.minimumBytes = minimumBytes;
    }

    /** Looks at two bytes and the length; says nothing about validity beyond that. */
    public static PacketKind of(byte[] buffer, int offset, int length) {
        if (length < 2) {
            return UNKNOWN;
        }
        PacketKind kind = byFirstBytes(buffer[offset] & 0xFF, buffer[offset + 1] & 0x7F);
        return length < kind.minimumBytes ? UNKNOWN : kind;
    }

    private static PacketKind byFirstBytes(int first, int payloadType) {
        if (first <= 3) {
            return STUN;
        }
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        if (first >= 128 && first <= 191) {
            return isRtcp(payloadType) ? RTCP : RTP;
        }
        return UNKNOWN;
    }

    /** Payload types that RTP must not use beside RTCP, because they look alike (RFC 5761 s. 4). */
    public static boolean isRtcp(int payloadType) {
        return payloadType >= 64 && payloadType <= 95;
    }
}
