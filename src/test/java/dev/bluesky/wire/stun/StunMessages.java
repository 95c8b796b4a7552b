package dev.bluesky.wire.stun;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Builds messages attribute by attribute, right ones and wrong ones, with an HMAC and a CRC of its
 * own.
 */
public final class StunMessages {
    public static final int USERNAME = 0x0006;
    public static final int MESSAGE_INTEGRITY = 0x0008;
    public static final int PRIORITY = 0x0024;
    public static final int USE_CANDIDATE = 0x0025;
    public static final int SOFTWARE = 0x8022;
    public static final int FINGERPRINT = 0x8028;
    public static final int ICE_CONTROLLED = 0x8029;
    public static final int ICE_CONTROLLING = 0x802A;

    private final int type;
    private final long transaction;
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();

    private StunMessages(int type, long transaction) {
        this.type = type;
        this.transaction = transaction;
    }

    public static StunMessages bindingRequest(long transaction) {
        return new StunMessages(0x0001, transaction);
    }

    public static StunMessages ofType(int type) {
        return new StunMessages(type, 1);
    }

    /** A connectivity check as browsers send it, up to its integrity. */
    public static StunMessages check(String username, long transaction) {
        return bindingRequest(transaction)
                .text(USERNAME, username)
                .number(ICE_CONTROLLING, 0x1122334455667788L)
                .priority(0x6E7F1EFF);
    }

    public StunMessages attribute(int attribute, byte... value) {
        return attributeOfClaimedLength(attribute, value.length, value);
    }

    public StunMessages attributeOfClaimedLength(int attribute, int length, byte... value) {
        byte[] head = ByteBuffer.allocate(4).putInt(attribute << 16 | length).array();
        attributes.writeBytes(head);
        attributes.writeBytes(value);
        attributes.writeBytes(new byte[(4 - value.length % 4) % 4]);
        return this;
    }

    public StunMessages text(int attribute, String value) {
        return attribute(attribute, value.getBytes(StandardCharsets.US_ASCII));
    }

    public StunMessages number(int attribute, long value) {
        return attribute(attribute, ByteBuffer.allocate(8).putLong(value).array());
    }

    public StunMessages priority(int value) {
        return attribute(PRIORITY, ByteBuffer.allocate(4).putInt(value).array());
    }

    public StunMessages useCandidate() {
        return attribute(USE_CANDIDATE);
    }

    public StunMessages signed(String password) {
        byte[] covered = message(24);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return attribute(MESSAGE_INTEGRITY, mac.doFinal(covered));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1", e);
        }
    }

    public byte[] fingerprinted() {
        CRC32 crc = new CRC32();
        crc.update(message(8));
        int value = (int) crc.getValue() ^ 0x5354554e;
        return attribute(FINGERPRINT, ByteBuffer.allocate(4).putInt(value).array()).bytes();
    }

    public byte[] bytes() {
        return message(0);
    }

    /** The message so far, its length counting as many bytes as are still to come. */
    private byte[] message(int toCome) {
        return ByteBuffer.allocate(20 + attributes.size())
                .putShort((short) type)
                .putShort((short) (attributes.size() + toCome))
                .putInt(0x2112A442)
                .putInt(0x5EED5EED)
                .putLong(transaction)
                .put(attributes.toByteArray())
                .array();
    }
}
