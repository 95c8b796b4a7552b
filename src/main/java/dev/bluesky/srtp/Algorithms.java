package dev.bluesky.srtp;

import java.security.GeneralSecurityException;
import java.security.NoSuchProviderException;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * The JDK's algorithms, from the provider that uses the processor's instructions if it is there.
 */
final class Algorithms {
    /**
     * A container may have put a slower provider in front (BouncyCastle's GCM takes 20 times as
     * long).
     */
    private static final String FASTEST = "SunJCE";

    private Algorithms() {}

    static Cipher cipher(String transformation) {
        try {
            try {
                return Cipher.getInstance(transformation, FASTEST);
            } catch (NoSuchProviderException e) {
                return Cipher.getInstance(transformation);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + transformation, e);
        }
    }

    static Mac hmacSha1() {
        try {
            try {
                return Mac.getInstance("HmacSHA1", FASTEST);
            } catch (NoSuchProviderException e) {
                return Mac.getInstance("HmacSHA1");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA1", e);
        }
    }
}
