package dev.bluesky.srtp;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM (RFC 7714). The header is associated data; of RTCP the header and the word with the index
 * (section 9.2), which follows the tag on the wire.
 */
final class GcmTransform implements PacketTransform {
    static final int TAG = 16;

    private static final int IV = 12;
    private static final int INDEX_WORD = 4;
    private static final int FIRST_SCRATCH = 1500;

    private final Cipher cipher = Algorithms.cipher("AES/GCM/NoPadding");
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] iv = new byte[IV];

    /** SunJCE opens into another array only: in place it would make one for each packet. */
    private byte[] scratch = new byte[0];

    GcmTransform(SessionKeys keys) {
        this.key = new SecretKeySpec(keys.encryption, "AES");
        this.salt = keys.salt;
    }

    @Override
    public int sealRtp(byte[] buffer, int offset, int length, int headerLength, long index) {
        try {
            init(Cipher.ENCRYPT_MODE, PacketBytes.rtpSsrc(buffer, offset), index);
            cipher.updateAAD(buffer, offset, headerLength);
            int at = offset + headerLength;
            return headerLength + cipher.doFinal(buffer, at, length - headerLength, buffer, at);
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    @Override
    public int openRtp(byte[] buffer, int offset, int length, int headerLength, long index) {
        if (length < headerLength + TAG) {
            return SrtpDrop.TOO_SHORT.code();
        }
        try {
            init(Cipher.DECRYPT_MODE, PacketBytes.rtpSsrc(buffer, offset), index);
            cipher.updateAAD(buffer, offset, headerLength);
            return headerLength + openTo(buffer, offset + headerLength, length - headerLength);
        } catch (AEADBadTagException e) {
            return SrtpDrop.BAD_TAG.code();
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    @Override
    public int sealRtcp(byte[] buffer, int offset, int length, int index) {
        try {
            int at = offset + PacketBytes.RTCP_HEADER;
            int end = offset + length + TAG;
            init(Cipher.ENCRYPT_MODE, PacketBytes.rtcpSsrc(buffer, offset), index);
            PacketBytes.putInt32(buffer, end, ENCRYPTED | index);
            cipher.updateAAD(buffer, offset, PacketBytes.RTCP_HEADER);
            cipher.updateAAD(buffer, end, INDEX_WORD);
            cipher.doFinal(buffer, at, length - PacketBytes.RTCP_HEADER, buffer, at);
            return length + TAG + INDEX_WORD;
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    @Override
    public int rtcpIndexWord(byte[] buffer, int offset, int length) {
        return PacketBytes.int32(buffer, offset + length - INDEX_WORD);
    }

    @Override
    public int openRtcp(byte[] buffer, int offset, int length) {
        int word = rtcpIndexWord(buffer, offset, length);
        int end = offset + length - INDEX_WORD;
        boolean encrypted = (word & ENCRYPTED) != 0;
        int plain = encrypted ? PacketBytes.RTCP_HEADER : length - INDEX_WORD - TAG;
        try {
            init(Cipher.DECRYPT_MODE, PacketBytes.rtcpSsrc(buffer, offset), word & ~ENCRYPTED);
            cipher.updateAAD(buffer, offset, plain);
            cipher.updateAAD(buffer, end, INDEX_WORD);
            return plain + openTo(buffer, offset + plain, end - offset - plain);
        } catch (AEADBadTagException e) {
            return SrtpDrop.BAD_TAG.code();
        } catch (GeneralSecurityException e) {
            throw unexpected(e);
        }
    }

    private int openTo(byte[] buffer, int at, int length) throws GeneralSecurityException {
        if (scratch.length < length) {
            scratch = new byte[Math.max(FIRST_SCRATCH, length)];
        }
        int opened = cipher.doFinal(buffer, at, length, scratch, 0);
        System.arraycopy(scratch, 0, buffer, at, opened);
        return opened;
    }

    /** RFC 7714 sections 8.1 and 9.1: both lay the index out as 6 bytes, RTCP's has 31 bits. */
    private void init(int mode, int ssrc, long index) throws GeneralSecurityException {
        System.arraycopy(salt, 0, iv, 0, IV);
        PacketBytes.xor(iv, 2, 4, ssrc);
        PacketBytes.xor(iv, 6, 6, index);
        try {
            initCipher(mode);
        } catch (InvalidAlgorithmParameterException e) {
            passOver(mode);
        }
    }

    private void initCipher(int mode) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, iv));
    }

    /**
     * SunJCE refuses the last IV. A packet that is sent again as it was may have it: in between an
     * IV that no packet has, because its first two bytes are the salt's in each.
     */
    private void passOver(int mode) throws GeneralSecurityException {
        iv[0] ^= (byte) 0xff;
        initCipher(mode);
        iv[0] ^= (byte) 0xff;
        initCipher(mode);
    }

    private static IllegalStateException unexpected(GeneralSecurityException e) {
        return new IllegalStateException("AES-GCM refused what it must take", e);
    }
}
