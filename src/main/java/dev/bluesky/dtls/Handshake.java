package dev.bluesky.dtls;

import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;
import java.io.IOException;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/** What the two roles have in common: who the peer must be, the profile, the keys. */
final class Handshake {
    /** What browsers offer, with forward secrecy and ECDSA (RFC 8827 section 6.5). */
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
    };

    private static final SignatureAndHashAlgorithm ECDSA =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private final DtlsSetup setup;
    private final DatagramQueue queue;
    private final GuardedCrypto crypto = new GuardedCrypto();

    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private @Nullable DtlsFailure failure;

    Handshake(DtlsSetup setup, DatagramQueue queue) {
        this.setup = setup;
        this.queue = queue;
    }

    GuardedCrypto crypto() {
        return crypto;
    }

    /** The peer's alerts are no exceptions: it took a known reason. */
    @Nullable DtlsFailure failure() {
        return failure;
    }

    /** Empty until the peer has proved who it is and both have finished. */
    @Nullable SrtpKeys keys() {
        return keys;
    }

    static int[] cipherSuites() {
        return CIPHER_SUITES.clone();
    }

    /** With what the peer may prove that it owns its certificate: nothing with SHA-1. */
    @SuppressWarnings("JdkObsolete") // BouncyCastle's type.
    static Vector<SignatureAndHashAlgorithm> signatures() {
        return new Vector<>(
                List.of(
                        ECDSA,
                        SignatureAndHashAlgorithm.getInstance(
                                HashAlgorithm.sha384, SignatureAlgorithm.ecdsa),
                        SignatureAndHashAlgorithm.rsa_pss_rsae_sha256,
                        SignatureAndHashAlgorithm.getInstance(
                                HashAlgorithm.sha256, SignatureAlgorithm.rsa),
                        SignatureAndHashAlgorithm.getInstance(
                                HashAlgorithm.sha384, SignatureAlgorithm.rsa)));
    }

    int timeoutMillis() {
        return Math.max(1, queue.remainingMillis());
    }

    int resendMillis() {
        return (int) setup.limits().firstResend().toMillis();
    }

    TlsCredentialedSigner credentials(TlsContext context) throws IOException {
        TlsCertificate[] chain = {crypto.createCertificate(setup.certificate().encoded())};
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                setup.certificate().key(),
                new Certificate(chain),
                ECDSA);
    }

    /**
     * Compares the peer's certificate with the session description's fingerprints (RFC 5763 section
     * 5).
     */
    void verify(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw fail(DtlsFailure.NO_CERTIFICATE, AlertDescription.handshake_failure);
        }
        byte[] certificate = chain.getCertificateAt(0).getEncoded();
        if (setup.peerFingerprints().stream().noneMatch(one -> one.matches(certificate))) {
            throw fail(DtlsFailure.WRONG_FINGERPRINT, AlertDescription.bad_certificate);
        }
    }

    /** What the client offers (RFC 5764 section 4.1.1). */
    UseSRTPData offer() {
        int[] ids = setup.profiles().stream().mapToInt(SrtpProfile::id).toArray();
        return new UseSRTPData(ids, new byte[0]);
    }

    /** Takes the best of the peer's offer. */
    UseSRTPData choose(@Nullable UseSRTPData offer) throws IOException {
        int[] offered = offer == null ? new int[0] : offer.getProtectionProfiles();
        for (SrtpProfile candidate : setup.profiles()) {
            for (int id : offered) {
                if (id == candidate.id()) {
                    profile = candidate;
                    return new UseSRTPData(new int[] {id}, new byte[0]);
                }
            }
        }
        throw fail(DtlsFailure.NO_SRTP_PROFILE, AlertDescription.handshake_failure);
    }

    /** Takes the server's choice: one of the offered, and no MKI (RFC 5764 section 4.1.3). */
    void chosen(@Nullable UseSRTPData choice) throws IOException {
        choose(choice);
        if (choice == null
                || choice.getProtectionProfiles().length != 1
                || choice.getMki().length != 0) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter);
        }
    }

    /** BouncyCastle calls this after it has verified the peer's Finished. */
    void completed(TlsContext context) throws IOException {
        SrtpProfile agreed = profile;
        if (agreed == null) {
            throw fail(DtlsFailure.NO_SRTP_PROFILE, AlertDescription.handshake_failure);
        }
        byte[] exported =
                context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, agreed.exportedBytes());
        keys = SrtpKeys.split(agreed, exported);
    }

    private TlsFatalAlert fail(DtlsFailure reason, short alert) {
        failure = reason;
        return new TlsFatalAlert(alert);
    }
}
