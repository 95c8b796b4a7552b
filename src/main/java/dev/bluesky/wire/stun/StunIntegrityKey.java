package dev.bluesky.wire.stun;

import dev.bluesky.wire.NetworkOrder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA1 under a short-term password (RFC 8489 sections 9.1.1 and 14.5). Belongs to one thread.
 *
 * <p>The password is taken as ASCII: ICE passwords have no other characters (RFC 8839 section 5.4),
 * for which the preparation of RFC 8265 changes nothing.
 */
public final class StunIntegrityKey {
    static final int TAG_BYTES = 20;

    private final Mac mac;
    private final byte[] tag = new byte[TAG_BYTES];
    private final byte[] header = new byte[4];

    /**
     * A key from an ICE password.
     *
     * @throws IllegalArgumentException if the password is empty
     */
    public StunIntegrityKey(String password) {
        byte[] key = password.getBytes(StandardCharsets.US_ASCII);
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /** Whether the tag at that offset is right for what is in front of it; in constant time. */
    boolean matches(byte[] buffer, int messageOffset, int tagOffset) {
        compute(buffer, messageOffset, tagOffset);
        int difference = 0;
        for (int i = 0; i < TAG_BYTES; i++) {
            difference |= tag[i] ^ buffer[tagOffset + i];
        }
        return difference == 0;
    }

    /** Writes the tag at that offset for what is in front of it. */
    void sign(byte[] buffer, int messageOffset, int tagOffset) {
        compute(buffer, messageOffset, tagOffset);
        System.arraycopy(tag, 0, buffer, tagOffset, TAG_BYTES);
    }

    /** The header's length counts as if the message ended with the tag. */
    private void compute(byte[] buffer, int messageOffset, int tagOffset) {
        int attributesBytes = tagOffset + TAG_BYTES - messageOffset - StunView.HEADER_BYTES;
        System.arraycopy(buffer, messageOffset, header, 0, 2);
        NetworkOrder.put16(header, 2, attributesBytes);
        mac.update(header, 0, 4);
        int signedEnd = tagOffset - StunAttribute.HEADER_BYTES;
        mac.update(buffer, messageOffset + 4, signedEnd - messageOffset - 4);
        try {
            mac.doFinal(tag, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a SHA-1 tag has 20 bytes", e);
        }
    }
}
