package dev.bluesky.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode with HMAC-SHA1 cut to 80 bits (RFC 3711 sections 4.1.1 and 4.2.1). The tag
 * covers the packet and the roll-over count; of RTCP the packet and the word with the index, which
 * precedes the tag on the wire.
 */
final class CounterModeTransform implements PacketTransform {
    static final int TAG = 10;

    private static final int IV = 16;
    private static final int INDEX_WORD = 4;
    private static final int HMAC = 20;

    private final Cipher cipher = Algorithms.cipher("AES/CTR/NoPadding");
    private final Mac mac = Algorithms.hmacSha1();
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] iv = new byte[IV];
    private final byte[] rollOver = new byte[4];
    private final byte[] tag = new byte[HMAC];

    CounterModeTransform(SessionKeys keys) {
        this.key = new SecretKeySpec(keys.encryption, "AES");
        this.salt = keys.salt;
        try {
            mac.init(new SecretKeySpec(keys.authentication, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    @Override
    public int sealRtp(byte[] buffer, int offset, int length, int headerLength, long index) {
        try {
            int ssrc = PacketBytes.rtpSsrc(buffer, offset);
            encrypt(buffer, offset + headerLength, length - headerLength, ssrc, index);
            rtpTag(buffer, offset, length, index);
            System.arraycopy(tag, 0, buffer, offset + length, TAG);
            return length + TAG;
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    @Override
    public int openRtp(byte[] buffer, int offset, int length, int headerLength, long index) {
        int end = length - TAG;
        if (end < headerLength) {
            return SrtpDrop.TOO_SHORT.code();
        }
        try {
            rtpTag(buffer, offset, end, index);
            if (!hasTag(buffer, offset + end)) {
                return SrtpDrop.BAD_TAG.code();
            }
            int ssrc = PacketBytes.rtpSsrc(buffer, offset);
            encrypt(buffer, offset + headerLength, end - headerLength, ssrc, index);
            return end;
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    @Override
    public int sealRtcp(byte[] buffer, int offset, int length, int index) {
        try {
            encryptRtcp(buffer, offset, length, index);
            PacketBytes.putInt32(buffer, offset + length, ENCRYPTED | index);
            int end = length + INDEX_WORD;
            rtcpTag(buffer, offset, end);
            System.arraycopy(tag, 0, buffer, offset + end, TAG);
            return end + TAG;
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    @Override
    public int rtcpIndexWord(byte[] buffer, int offset, int length) {
        return PacketBytes.int32(buffer, offset + length - TAG - INDEX_WORD);
    }

    @Override
    public int openRtcp(byte[] buffer, int offset, int length) {
        int word = rtcpIndexWord(buffer, offset, length);
        int end = length - TAG;
        try {
            rtcpTag(buffer, offset, end);
            if (!hasTag(buffer, offset + end)) {
                return SrtpDrop.BAD_TAG.code();
            }
            if ((word & ENCRYPTED) != 0) {
                encryptRtcp(buffer, offset, end - INDEX_WORD, word & ~ENCRYPTED);
            }
            return end - INDEX_WORD;
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    private void encryptRtcp(byte[] buffer, int offset, int length, int index)
            throws GeneralSecurityException {
        int header = PacketBytes.RTCP_HEADER;
        int ssrc = PacketBytes.rtcpSsrc(buffer, offset);
        encrypt(buffer, offset + header, length - header, ssrc, index);
    }

    /** Encrypts or decrypts: both add the key stream (RFC 3711 section 4.1.1). */
    private void encrypt(byte[] buffer, int at, int length, int ssrc, long index)
            throws GeneralSecurityException {
        System.arraycopy(salt, 0, iv, 0, salt.length);
        iv[14] = 0;
        iv[15] = 0;
        PacketBytes.xor(iv, 4, 4, ssrc);
        PacketBytes.xor(iv, 8, 6, index);
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        cipher.doFinal(buffer, at, length, buffer, at);
    }

    private void rtpTag(byte[] buffer, int offset, int length, long index)
            throws GeneralSecurityException {
        PacketBytes.putInt32(rollOver, 0, (int) (index >> 16));
        mac.update(buffer, offset, length);
        mac.update(rollOver, 0, rollOver.length);
        mac.doFinal(tag, 0);
    }

    private void rtcpTag(byte[] buffer, int offset, int length) throws GeneralSecurityException {
        mac.update(buffer, offset, length);
        mac.doFinal(tag, 0);
    }

    /** In a time that does not tell how much of the tag was right. */
    private boolean hasTag(byte[] buffer, int at) {
        int difference = 0;
        for (int i = 0; i < TAG; i++) {
            difference |= buffer[at + i] ^ tag[i];
        }
        return difference == 0;
    }

    private static IllegalStateException unexpected(GeneralSecurityException e) {
        return new IllegalStateException("AES-CM or HMAC-SHA1 refused what it must take", e);
    }
}
