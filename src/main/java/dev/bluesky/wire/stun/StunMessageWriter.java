package dev.bluesky.wire.stun;

import dev.bluesky.wire.NetworkOrder;

/**
 * Writes a message into the caller's buffer, from its first byte: header, attributes one after the
 * other, integrity and fingerprint. The transaction ID is the caller's to write. Belongs to one
 * thread.
 */
final class StunMessageWriter {
    private final StunFingerprint fingerprint = new StunFingerprint();
    private byte[] buffer = new byte[0];
    private int length;

    /** Begins another message. */
    void begin(StunType type, byte[] target) {
        buffer = target;
        length = StunView.HEADER_BYTES;
        NetworkOrder.put16(buffer, 0, type.code());
        NetworkOrder.put32(buffer, 4, StunView.MAGIC_COOKIE);
    }

    /** Where the next attribute's value belongs. */
    int valueOffset() {
        return length + StunAttribute.HEADER_BYTES;
    }

    /** Puts type and length in front of a value that is already there, and zeros behind it. */
    void end(int type, int valueBytes) {
        NetworkOrder.put16(buffer, length, type);
        NetworkOrder.put16(buffer, length + 2, valueBytes);
        length += StunAttribute.HEADER_BYTES + valueBytes;
        while (length % 4 != 0) {
            buffer[length++] = 0;
        }
    }

    /** Ends it with MESSAGE-INTEGRITY and FINGERPRINT; says how many bytes it has. */
    int signed(StunIntegrityKey key) {
        int tag = valueOffset();
        end(StunAttribute.MESSAGE_INTEGRITY, StunIntegrityKey.TAG_BYTES);
        key.sign(buffer, 0, tag);
        return fingerprinted();
    }

    /**
     * Ends it with FINGERPRINT; says how many bytes it has. The CRC covers the header's length,
     * which already counts the FINGERPRINT.
     */
    int fingerprinted() {
        int covered = length;
        end(StunAttribute.FINGERPRINT, 4);
        NetworkOrder.put16(buffer, 2, length - StunView.HEADER_BYTES);
        int value = covered + StunAttribute.HEADER_BYTES;
        NetworkOrder.put32(buffer, value, fingerprint.of(buffer, 0, covered));
        return length;
    }
}
