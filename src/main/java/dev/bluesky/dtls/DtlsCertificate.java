package dev.bluesky.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/**
 * A self-signed ECDSA P-256 certificate with its key (RFC 8827 section 6.5). Says nothing about the
 * server: peers know it by its fingerprint alone.
 */
public final class DtlsCertificate {
    private static final int SERIAL_BITS = 64;

    /** A peer's clock may be late. */
    private static final Duration EARLIER = Duration.ofDays(1);

    private final AsymmetricKeyParameter key;
    private final byte[] encoded;
    private final DtlsFingerprint fingerprint;

    private DtlsCertificate(AsymmetricKeyParameter key, byte[] encoded) {
        this.key = key;
        this.encoded = encoded;
        this.fingerprint = DtlsFingerprint.of(DtlsFingerprint.Hash.SHA_256, encoded);
    }

    /**
     * Makes a new key and its certificate.
     *
     * @param now wall-clock time
     * @param validity from now
     */
    public static DtlsCertificate generate(Instant now, Duration validity) {
        try {
            SecureRandom random = new SecureRandom();
            AsymmetricCipherKeyPair keys = p256(random);
            X500Name name = new X500Name("CN=WebRTC");
            X509v3CertificateBuilder certificate =
                    new X509v3CertificateBuilder(
                            name,
                            new BigInteger(SERIAL_BITS, random).setBit(0),
                            Date.from(now.minus(EARLIER)),
                            Date.from(now.plus(validity)),
                            name,
                            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                                    keys.getPublic()));
            byte[] encoded =
                    certificate.build(signer(random).build(keys.getPrivate())).getEncoded();
            return new DtlsCertificate(keys.getPrivate(), encoded);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }

    private static AsymmetricCipherKeyPair p256(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        ECNamedDomainParameters curve =
                new ECNamedDomainParameters(
                        SECObjectIdentifiers.secp256r1,
                        CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));
        generator.init(new ECKeyGenerationParameters(curve, random));
        return generator.generateKeyPair();
    }

    private static BcECContentSignerBuilder signer(SecureRandom random) {
        AlgorithmIdentifier signature =
                new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        BcECContentSignerBuilder builder = new BcECContentSignerBuilder(signature, digest);
        builder.setSecureRandom(random);
        return builder;
    }

    /** SHA-256, for the session description. */
    public DtlsFingerprint fingerprint() {
        return fingerprint;
    }

    /** The certificate in DER; a copy. */
    public byte[] encoded() {
        return encoded.clone();
    }

    AsymmetricKeyParameter key() {
        return key;
    }
}
