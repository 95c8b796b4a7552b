package dev.bluesky.wire.stun;

import dev.bluesky.wire.NetworkOrder;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * A STUN message in somebody's buffer (RFC 8489 section 5).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |0 0|     STUN Message Type     |         Message Length        |
 * |                         Magic Cookie                          |
 * |                     Transaction ID (96 bits)                  |
 * | Type | Length | Value, padded to 32 bits | Type | ...
 * </pre>
 *
 * <p>{@link #wrap} walks the attributes once and remembers where they are; the other methods may be
 * called only when it returned {@link StunFault#NONE}, and only while the buffer is unchanged. Of
 * attributes that come twice the first counts (section 14). What follows MESSAGE-INTEGRITY is not
 * authenticated and ignored, but for FINGERPRINT (section 14.5).
 */
public final class StunView {
    static final int HEADER_BYTES = 20;
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int TRANSACTION_ID_OFFSET = 8;

    /** More than these are not named in an error response. */
    static final int UNKNOWN_MAX = 8;

    private final StunFingerprint fingerprint = new StunFingerprint();
    private final AttributeIndex attributes = new AttributeIndex();
    private byte[] buffer = new byte[0];
    private int offset;
    private int length;
    private StunFault fault = StunFault.TOO_SHORT;

    /**
     * Whether these bytes claim to be STUN: a first byte of 0 to 3 (RFC 7983) and the magic cookie.
     */
    public static boolean looksLikeStun(byte[] buffer, int offset, int length) {
        return length >= HEADER_BYTES
                && (buffer[offset] & 0xFC) == 0
                && NetworkOrder.int32(buffer, offset + 4) == MAGIC_COOKIE;
    }

    /** Looks at a message that is exactly the datagram (or the frame of RFC 4571). */
    public StunFault wrap(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        fault = headerFault();
        if (fault == StunFault.NONE) {
            fault = attributes.walk(buffer, offset + HEADER_BYTES, offset + length);
        }
        return fault;
    }

    private StunFault headerFault() {
        if (length < HEADER_BYTES) {
            return StunFault.TOO_SHORT;
        }
        if (!looksLikeStun(buffer, offset, length)) {
            return StunFault.NOT_STUN;
        }
        int attributesBytes = NetworkOrder.uint16(buffer, offset + 2);
        boolean right = attributesBytes % 4 == 0 && attributesBytes == length - HEADER_BYTES;
        return right ? StunFault.NONE : StunFault.WRONG_LENGTH;
    }

    /** What the latest {@link #wrap} returned. */
    public StunFault fault() {
        return fault;
    }

    /** Bytes of the whole message. */
    public int length() {
        return length;
    }

    public StunType type() {
        return StunType.of(NetworkOrder.uint16(buffer, offset));
    }

    public boolean hasUsername() {
        return attributes.username != AttributeIndex.ABSENT;
    }

    public boolean usernameIs(byte[] expected) {
        int from = attributes.username;
        return hasUsername()
                && Arrays.equals(
                        buffer,
                        from,
                        from + attributes.usernameBytes,
                        expected,
                        0,
                        expected.length);
    }

    /** Where USERNAME is in {@link #buffer}. */
    public int usernameOffset() {
        return attributes.username;
    }

    /**
     * Bytes of USERNAME before its first colon, which in a connectivity check are the ufrag of who
     * receives it (RFC 8445 section 7.2.2); -1 if there is no USERNAME or no colon.
     */
    public int localUfragBytes() {
        for (int i = 0; hasUsername() && i < attributes.usernameBytes; i++) {
            if (buffer[attributes.username + i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /** The wrapped array itself. */
    public byte[] buffer() {
        return buffer;
    }

    public boolean hasPriority() {
        return attributes.priority != AttributeIndex.ABSENT;
    }

    /** PRIORITY as an unsigned number of 32 bits; 0 if there is none. */
    public long priority() {
        return hasPriority() ? NetworkOrder.int32(buffer, attributes.priority) & 0xFFFF_FFFFL : 0;
    }

    public boolean useCandidate() {
        return attributes.useCandidate != AttributeIndex.ABSENT;
    }

    /** Whether the sender takes itself for the controlling agent. */
    public boolean isControlling() {
        return attributes.controlling != AttributeIndex.ABSENT;
    }

    /** Whether the sender takes itself for the controlled agent. */
    public boolean isControlled() {
        return attributes.controlled != AttributeIndex.ABSENT;
    }

    /** The number in ICE-CONTROLLING or ICE-CONTROLLED; 0 if there is neither. */
    public long tieBreaker() {
        int at = isControlling() ? attributes.controlling : attributes.controlled;
        return at == AttributeIndex.ABSENT ? 0 : NetworkOrder.int64(buffer, at);
    }

    public boolean hasIntegrity() {
        return attributes.integrity != AttributeIndex.ABSENT;
    }

    /** Whether there is a MESSAGE-INTEGRITY, made with that key. */
    public boolean isSignedWith(StunIntegrityKey key) {
        return hasIntegrity() && key.matches(buffer, offset, attributes.integrity);
    }

    public boolean hasFingerprint() {
        return attributes.fingerprint != AttributeIndex.ABSENT;
    }

    /** Whether there is a FINGERPRINT, and the right one. */
    public boolean isFingerprintRight() {
        if (!hasFingerprint()) {
            return false;
        }
        int covered = attributes.fingerprint - StunAttribute.HEADER_BYTES - offset;
        return NetworkOrder.int32(buffer, attributes.fingerprint)
                == fingerprint.of(buffer, offset, covered);
    }

    /** How many attributes are there that must be understood and are not, 8 at most. */
    public int unknownRequiredCount() {
        return attributes.unknownCount;
    }

    /** The type of the index-th of them. */
    public int unknownRequired(int index) {
        return attributes.unknown[index] & 0xFFFF;
    }

    /** XOR-MAPPED-ADDRESS; empty if there is none, or of an unknown family. Allocates. */
    public Optional<InetSocketAddress> mappedAddress() {
        if (attributes.mapped == AttributeIndex.ABSENT) {
            return Optional.empty();
        }
        return XorMappedAddress.read(buffer, offset, attributes.mapped, attributes.mappedBytes);
    }

    /** The code of ERROR-CODE, such as 487; 0 if there is none. */
    public int errorCode() {
        int at = attributes.errorCode;
        return at == AttributeIndex.ABSENT
                ? 0
                : (buffer[at + 2] & 7) * 100 + (buffer[at + 3] & 0xFF);
    }

    void copyTransactionId(byte[] target, int targetOffset) {
        System.arraycopy(buffer, offset + TRANSACTION_ID_OFFSET, target, targetOffset, 12);
    }
}
