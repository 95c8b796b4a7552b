package dev.bluesky.dtls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;

/**
 * Does for encrypted handshake messages what {@link DtlsFilter} does for those in the clear: a peer
 * that has come as far as the keys could claim 16 MB in each of 16 fragments all the same. The only
 * message that DTLS 1.2 encrypts in a first handshake is Finished, whole (RFC 6347 section 4.2.4).
 */
final class GuardedCipher implements TlsCipher {
    private static final int VERIFY_DATA = 12;
    private static final int FINISHED = 12 + VERIFY_DATA;

    private final TlsCipher cipher;

    GuardedCipher(TlsCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequence,
            short recordType,
            ProtocolVersion version,
            byte[] ciphertext,
            int offset,
            int length)
            throws IOException {
        TlsDecodeResult plain =
                cipher.decodeCiphertext(sequence, recordType, version, ciphertext, offset, length);
        if (plain.contentType == ContentType.handshake
                && !isFinished(plain.buf, plain.off, plain.len)) {
            // The one alert that BouncyCastle answers by dropping the record without a word.
            throw new TlsFatalAlert(AlertDescription.bad_record_mac);
        }
        return plain;
    }

    static boolean isFinished(byte[] buffer, int offset, int length) {
        return length == FINISHED
                && buffer[offset] == HandshakeType.finished
                && DtlsFilter.uint24(buffer, offset + 1) == VERIFY_DATA
                && DtlsFilter.uint24(buffer, offset + 6) == 0
                && DtlsFilter.uint24(buffer, offset + 9) == VERIFY_DATA;
    }

    @Override
    public TlsEncodeResult encodePlaintext(
            long sequence,
            short contentType,
            ProtocolVersion version,
            int headerAllocation,
            byte[] plaintext,
            int offset,
            int length)
            throws IOException {
        return cipher.encodePlaintext(
                sequence, contentType, version, headerAllocation, plaintext, offset, length);
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
        return cipher.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
        return cipher.getCiphertextEncodeLimit(plaintextLimit);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextEncodeLimit(ciphertextLimit);
    }

    @Override
    public void rekeyDecoder() throws IOException {
        cipher.rekeyDecoder();
    }

    @Override
    public void rekeyEncoder() throws IOException {
        cipher.rekeyEncoder();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
        return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
        return cipher.usesOpaqueRecordTypeEncode();
    }
}
