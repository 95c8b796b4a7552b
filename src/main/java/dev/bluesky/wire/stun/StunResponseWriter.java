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

    private final StunMessageWriter writer = new StunMessageWriter();

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
        int bytes = XorMappedAddress.write(response, 0, writer.valueOffset(), mapped);
        writer.end(StunAttribute.XOR_MAPPED_ADDRESS, bytes);
        return writer.signed(key);
    }

    /**
     * An error response (RFC 8489 section 6.3.1) to a request whose integrity was right.
     *
     * @return bytes written
     */
    public int error(StunView request, StunError error, StunIntegrityKey key, byte[] response) {
        writeError(request, error, response);
        return writer.signed(key);
    }

    /**
     * An error response without MESSAGE-INTEGRITY, as 400 and 401 have to be when the request could
     * not be authenticated (RFC 8489 section 9.1.3). Anybody can provoke it from any address.
     *
     * @return bytes written
     */
    public int unsignedError(StunView request, StunError error, byte[] response) {
        writeError(request, error, response);
        return writer.fingerprinted();
    }

    private void writeError(StunView request, StunError error, byte[] response) {
        begin(request, StunType.BINDING_ERROR, response);
        int value = writer.valueOffset();
        NetworkOrder.put16(response, value, 0);
        response[value + 2] = (byte) (error.code() / 100);
        response[value + 3] = (byte) (error.code() % 100);
        error.copyPhrase(response, value + 4);
        writer.end(StunAttribute.ERROR_CODE, 4 + error.phraseBytes());
        if (error == StunError.UNKNOWN_ATTRIBUTE) {
            unknownAttributes(request, response);
        }
    }

    private void unknownAttributes(StunView request, byte[] response) {
        int value = writer.valueOffset();
        int count = request.unknownRequiredCount();
        for (int i = 0; i < count; i++) {
            NetworkOrder.put16(response, value + 2 * i, request.unknownRequired(i));
        }
        writer.end(StunAttribute.UNKNOWN_ATTRIBUTES, 2 * count);
    }

    private void begin(StunView request, StunType type, byte[] response) {
        if (response.length < BYTES_MAX) {
            throw new IllegalArgumentException("a response needs room for " + BYTES_MAX + " bytes");
        }
        writer.begin(type, response);
        request.copyTransactionId(response, StunView.TRANSACTION_ID_OFFSET);
    }
}
