package dev.bluesky.wire.stun;

import dev.bluesky.wire.NetworkOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the connectivity checks of a controlling agent that nominates at once (RFC 8445 section
 * 7.2.2, RFC 8489). Belongs to one thread.
 */
public final class StunRequestWriter {
    /** No check is longer, with ufrags of 32 characters on both sides. */
    public static final int BYTES_MAX = 192;

    private static final int USERNAME_BYTES_MAX = 65;

    private final StunMessageWriter writer = new StunMessageWriter();

    /**
     * A check with USE-CANDIDATE.
     *
     * @param username the remote ufrag, a colon, the local one; 65 characters of ASCII at most
     * @param key of the remote password
     * @param transaction the last eight bytes of its ID
     * @param request with room for {@link #BYTES_MAX}
     * @return bytes written
     * @throws IllegalArgumentException if there is no room
     */
    public int check(
            String username, StunIntegrityKey key, int priority, long transaction, byte[] request) {
        byte[] name = username.getBytes(StandardCharsets.US_ASCII);
        if (name.length > USERNAME_BYTES_MAX || request.length < BYTES_MAX) {
            throw new IllegalArgumentException("a check needs room for " + BYTES_MAX + " bytes");
        }
        writer.begin(StunType.BINDING_REQUEST, request);
        NetworkOrder.put32(request, StunView.TRANSACTION_ID_OFFSET, 0);
        NetworkOrder.put64(request, StunView.TRANSACTION_ID_OFFSET + 4, transaction);
        System.arraycopy(name, 0, request, writer.valueOffset(), name.length);
        writer.end(StunAttribute.USERNAME, name.length);
        NetworkOrder.put64(request, writer.valueOffset(), transaction);
        writer.end(StunAttribute.ICE_CONTROLLING, Long.BYTES);
        NetworkOrder.put32(request, writer.valueOffset(), priority);
        writer.end(StunAttribute.PRIORITY, Integer.BYTES);
        writer.end(StunAttribute.USE_CANDIDATE, 0);
        return writer.signed(key);
    }
}
