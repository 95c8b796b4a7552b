package dev.bluesky.srtp;

/** The last packets that one master key may protect (RFC 3711 section 9.2). */
final class PacketIndex {
    static final long LAST_RTP = (1L << 48) - 1;
    static final long LAST_RTCP = (1L << 31) - 1;

    private PacketIndex() {}
}
