package dev.bluesky.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The session keys of one direction, for RTP or for RTCP (RFC 3711 section 4.3). */
final class SessionKeys {
    static final int HMAC_SHA1_KEY_BYTES = 20;

    private static final int LABEL_OFFSET = 7;
    private static final int RTP_LABELS = 0;
    private static final int RTCP_LABELS = 3;
    private static final int BLOCK = 16;

    final byte[] encryption;

    /** Empty where the cipher authenticates. */
    final byte[] authentication;

    final byte[] salt;

    SessionKeys(byte[] encryption, byte[] authentication, byte[] salt) {
        this.encryption = encryption;
        this.authentication = authentication;
        this.salt = salt;
    }

    static SessionKeys ofRtp(SrtpProfile profile, SrtpKeys.MasterKey master) {
        return derive(profile, master, RTP_LABELS);
    }

    static SessionKeys ofRtcp(SrtpProfile profile, SrtpKeys.MasterKey master) {
        return derive(profile, master, RTCP_LABELS);
    }

    private static SessionKeys derive(
            SrtpProfile profile, SrtpKeys.MasterKey master, int firstLabel) {
        int authenticationBytes = profile.aead() ? 0 : HMAC_SHA1_KEY_BYTES;
        return new SessionKeys(
                pseudoRandom(master, firstLabel, profile.keyBytes()),
                pseudoRandom(master, firstLabel + 1, authenticationBytes),
                pseudoRandom(master, firstLabel + 2, profile.saltBytes()));
    }

    /**
     * AES in counter mode over zeros (RFC 3711 section 4.3.3; with a 256-bit key RFC 6188 section
     * 3). The key derivation rate is 0, so the index does not take part; a salt of 12 bytes is
     * extended by zeros (RFC 7714 section 11).
     */
    static byte[] pseudoRandom(SrtpKeys.MasterKey master, int label, int bytes) {
        byte[] iv = Arrays.copyOf(master.salt(), BLOCK);
        iv[LABEL_OFFSET] ^= (byte) label;
        try {
            Cipher aes = Algorithms.cipher("AES/CTR/NoPadding");
            aes.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(master.key(), "AES"),
                    new IvParameterSpec(iv));
            return aes.doFinal(new byte[bytes]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused a key of the right length", e);
        }
    }
}
