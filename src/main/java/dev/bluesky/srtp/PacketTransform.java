package dev.bluesky.srtp;

/**
 * Encrypts and authenticates one direction of RTP or of RTCP, given the index of each packet. Knows
 * nothing of streams; a packet that is refused stays as it was.
 */
sealed interface PacketTransform permits GcmTransform, CounterModeTransform {

    /** The mark of an encrypted RTCP packet (RFC 3711 section 3.4). */
    int ENCRYPTED = 0x80000000;

    /** Protects a packet in place; returns the new length. The caller checked header and room. */
    int sealRtp(byte[] buffer, int offset, int length, int headerLength, long index);

    /** Unprotects a packet in place; returns the new length or the code of a {@link SrtpDrop}. */
    int openRtp(byte[] buffer, int offset, int length, int headerLength, long index);

    /** Protects a packet in place and appends the index; returns the new length. */
    int sealRtcp(byte[] buffer, int offset, int length, int index);

    /** The word with the E bit and the index. The caller checked the length. */
    int rtcpIndexWord(byte[] buffer, int offset, int length);

    /** Unprotects a packet in place; returns the new length or the code of a {@link SrtpDrop}. */
    int openRtcp(byte[] buffer, int offset, int length);

    static PacketTransform of(SrtpProfile profile, SessionKeys keys) {
        return profile.aead() ? new GcmTransform(keys) : new CounterModeTransform(keys);
    }
}
