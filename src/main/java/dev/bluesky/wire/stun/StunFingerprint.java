package dev.bluesky.wire.stun;

import java.util.zip.CRC32;

/** The value of FINGERPRINT (RFC 8489 section 14.7). Belongs to one thread. */
final class StunFingerprint {
    private static final int XOR = 0x5354554e;

    private final CRC32 crc = new CRC32();

    /** Of a message from its first byte up to its FINGERPRINT attribute. */
    int of(byte[] buffer, int offset, int length) {
        crc.reset();
        crc.update(buffer, offset, length);
        return (int) crc.getValue() ^ XOR;
    }
}
