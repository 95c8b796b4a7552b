package dev.bluesky.wire.stun;

import dev.bluesky.wire.NetworkOrder;
import java.net.InetSocketAddress;

/**
 * Writes the answers to a binding request into the caller's buffer, from its first byte. Belongs to
 * one thread. The buffer must not be the request's and has {@link #BYTES_MAX} bytes or more.
 *
 * <p>All end with FINGERPRINT; libwebrtc takes nothing without it.
 */
public final class StunResponseWriter {
    /** No response is longer: an error with all of the unknown attributes has 88 bytes. */
    public static final int BYTES_MAX = 96;

    private final StunFingerprint fingerprint = new StunFingerprint();
    private byte[] buffer = new byte[0];
    private int length;

    /**
     * A success response (RFC 8489 section 6.3.1).
     *
     * @param request what is answered
     * @param mapped where the request came from; resolved, IPv4 not disguised as IPv6
     * @param key the one that the request was signed with (section 9.1.4)
     * @return bytes written: 64 for IPv4, 76 for IPv6
     */
    public int success(
            StunView request, InetSocketAddress mapped, StunIntegrityKey key, byte[] response) {
        begin(request, StunType.BINDING_SUCCESS, response);
        int value = length + StunAttribute.HEADER_BYTES;
        end(StunAttribute.XOR_MAPPED_ADDRESS, XorMappedAddress.write(buffer, 0, value, mapped));
        return signed(key);
    }

    /**
     * An error response (RFC 8489 section 6.3.1) to a request whose integrity was right.
     *
     * @return bytes written
     */
    public int error(StunView request, StunError error, StunIntegrityKey key, byte[] response) {
        writeError(request, error, response);
        return signed(key);
    }

    /**
     * An error response without MESSAGE-INTEGRITY, as 400 and 401 have to be when the request could
     * not be authenticated (RFC 8489 section 9.1.3). Anybody can provoke it from any address.
     *
     * @return bytes written
     */
    public int unsignedError(StunView request, StunError error, byte[] response) {
        writeError(request, error, response);
        return fingerprinted();
    }

    private void writeError(StunView request, StunError error, byte[] response) {
        begin(request, StunType.BINDING_ERROR, response);
        int value = length + StunAttribute.HEADER_BYTES;
        NetworkOrder.put16(buffer, value, 0);
        buffer[value + 2] = (byte) (error.code() / 100);
        buffer[value + 3] = (byte) (error.code() % 100);
        error.copyPhrase(buffer, value + 4);
        end(StunAttribute.ERROR_CODE, 4 + error.phraseBytes());
        if (error == StunError.UNKNOWN_ATTRIBUTE) {
            unknownAttributes(request);
        }
    }

    private void unknownAttributes(StunView request) {
        int value = length + StunAttribute.HEADER_BYTES;
        int count = request.unknownRequiredCount();
        for (int i = 0; i < count; i++) {
            NetworkOrder.put16(buffer, value + 2 * i, request.unknownRequired(i));
        }
        end(StunAttribute.UNKNOWN_ATTRIBUTES, 2 * count);
    }

    private void begin(StunView request, StunType type, byte[] response) {
        if (response.length < BYTES_MAX) {
            throw new IllegalArgumentException("a response needs room for " + BYTES_MAX + " bytes");
        }
        buffer = response;
        length = StunView.HEADER_BYTES;
        NetworkOrder.put16(buffer, 0, type.code());
        NetworkOrder.put32(buffer, 4, StunView.MAGIC_COOKIE);
        request.copyTransactionId(buffer, StunView.TRANSACTION_ID_OFFSET);
    }

    /** Puts type and length in front of a value that is already there, and zeros behind it. */
    private void end(int type, int valueBytes) {
        NetworkOrder.put16(buffer, length, type);
        NetworkOrder.put16(buffer, length + 2, valueBytes);
        length += StunAttribute.HEADER_BYTES + valueBytes;
        while (length % 4 != 0) {
            buffer[length++] = 0;
        }
    }

    private int signed(StunIntegrityKey key) {
        int tag = length + StunAttribute.HEADER_BYTES;
        end(StunAttribute.MESSAGE_INTEGRITY, StunIntegrityKey.TAG_BYTES);
        key.sign(buffer, 0, tag);
        return fingerprinted();
    }

    /** The CRC covers the header's length, which already counts the FINGERPRINT. */
    private int fingerprinted() {
        int covered = length;
        end(StunAttribute.FINGERPRINT, 4);
        NetworkOrder.put16(buffer, 2, length - StunView.HEADER_BYTES);
        int value = covered + StunAttribute.HEADER_BYTES;
        NetworkOrder.put32(buffer, value, fingerprint.of(buffer, 0, covered));
        return length;
    }
}
