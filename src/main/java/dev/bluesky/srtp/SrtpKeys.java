package dev.bluesky.srtp;

import java.util.Arrays;

/** The master keys and salts of both directions (RFC 5764 section 4.2). Never printed. */
public final class SrtpKeys {
    private final SrtpProfile profile;
    private final MasterKey client;
    private final MasterKey server;

    private SrtpKeys(SrtpProfile profile, MasterKey client, MasterKey server) {
        this.profile = profile;
        this.client = client;
        this.server = server;
    }

    /**
     * Splits what DTLS exported under the label {@code EXTRACTOR-dtls_srtp}: client key, server
     * key, client salt, server salt.
     *
     * @param exported {@link SrtpProfile#exportedBytes} bytes; copied
     */
    public static SrtpKeys split(SrtpProfile profile, byte[] exported) {
        if (exported.length != profile.exportedBytes()) {
            throw new IllegalArgumentException(
                    profile
                            + " needs "
                            + profile.exportedBytes()
                            + " bytes, not "
                            + exported.length);
        }
        int key = profile.keyBytes();
        int salts = 2 * key;
        int salt = profile.saltBytes();
        return new SrtpKeys(
                profile,
                new MasterKey(
                        Arrays.copyOfRange(exported, 0, key),
                        Arrays.copyOfRange(exported, salts, salts + salt)),
                new MasterKey(
                        Arrays.copyOfRange(exported, key, salts),
                        Arrays.copyOfRange(exported, salts + salt, salts + 2 * salt)));
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** What the DTLS client sends with. */
    public MasterKey client() {
        return client;
    }

    /** What the DTLS server sends with. */
    public MasterKey server() {
        return server;
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }

    /** The master key and salt of one direction. */
    public static final class MasterKey {
        private final byte[] key;
        private final byte[] salt;

        MasterKey(byte[] key, byte[] salt) {
            this.key = key;
            this.salt = salt;
        }

        byte[] key() {
            return key;
        }

        byte[] salt() {
            return salt;
        }

        /** Whether both are the same key and salt; not in constant time. */
        public boolean matches(MasterKey other) {
            return Arrays.equals(key, other.key) && Arrays.equals(salt, other.salt);
        }
    }
}
