package dev.bluesky.engine.forward;

import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsVerdict;
import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;

/** Agrees on keys that everybody knows, with whoever sends anything. */
final class OneDatagramKeys implements KeyAgreement {
    static final SrtpKeys KEYS =
            SrtpKeys.split(
                    SrtpProfile.SRTP_AEAD_AES_128_GCM,
                    new byte[SrtpProfile.SRTP_AEAD_AES_128_GCM.exportedBytes()]);

    private final DtlsListener listener;

    OneDatagramKeys(DtlsListener listener) {
        this.listener = listener;
    }

    @Override
    public void start() {}

    @Override
    public DtlsVerdict receive(byte[] buffer, int offset, int length) {
        listener.completed(KEYS);
        return DtlsVerdict.ACCEPTED;
    }

    @Override
    public void close() {}
}
