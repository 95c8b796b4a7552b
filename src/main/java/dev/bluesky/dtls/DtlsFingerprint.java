package dev.bluesky.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The hash of a certificate, as the attribute {@code fingerprint} carries it (RFC 8122 section 5).
 */
public final class DtlsFingerprint {

    /**
     * The hash functions that are strong enough (RFC 8122 section 5: never MD2 or MD5; SHA-1 is
     * broken).
     */
    public enum Hash {
        SHA_256("sha-256", 32),
        SHA_384("sha-384", 48),
        SHA_512("sha-512", 64);

        private final String token;
        private final int bytes;

        Hash(String token, int bytes) {
            this.token = token;
            this.bytes = bytes;
        }

        private byte[] of(byte[] certificate) {
            try {
                return MessageDigest.getInstance(token.toUpperCase(Locale.ROOT))
                        .digest(certificate);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JDK has no " + token, e);
            }
        }
    }

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    private final Hash hash;
    private final byte[] value;

    private DtlsFingerprint(Hash hash, byte[] value) {
        this.hash = hash;
        this.value = value;
    }

    /** The fingerprint of a certificate in DER. */
    public static DtlsFingerprint of(Hash hash, byte[] certificate) {
        return new DtlsFingerprint(hash, hash.of(certificate));
    }

    /**
     * Reads {@code sha-256 AB:CD:…}.
     *
     * @return empty if it is malformed or its hash is unknown or weak
     */
    public static Optional<DtlsFingerprint> parse(String attribute) {
        for (Hash hash : Hash.values()) {
            int token = hash.token.length();
            if (attribute.length() == token + 3 * hash.bytes
                    && attribute.regionMatches(true, 0, hash.token, 0, token)
                    && attribute.charAt(token) == ' ') {
                return parseHex(hash, attribute.substring(token + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<DtlsFingerprint> parseHex(Hash hash, String text) {
        try {
            return Optional.of(new DtlsFingerprint(hash, COLONS.parseHex(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the certificate, in DER, is the one meant. */
    public boolean matches(byte[] certificate) {
        return MessageDigest.isEqual(value, hash.of(certificate));
    }

    /** As the attribute's value in a session description. */
    @Override
    public String toString() {
        return hash.token + " " + COLONS.formatHex(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DtlsFingerprint fingerprint
                && hash == fingerprint.hash
                && Arrays.equals(value, fingerprint.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
