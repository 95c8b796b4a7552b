package dev.bluesky.dtls;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.jspecify.annotations.Nullable;

/** A DTLS client that lacks what it needs; whatever carries its datagrams is the caller's. */
public final class HostileClient implements AutoCloseable {

    /** What is wrong with it. */
    public enum Kind {
        NO_CERTIFICATE,
        OTHER_CIPHERS,
        NO_EXTENDED_MASTER_SECRET;

        private SrtpClient client(Handshake handshake) {
            return switch (this) {
                case NO_CERTIFICATE -> new NoCertificate(handshake);
                case OTHER_CIPHERS -> new OtherCiphers(handshake);
                case NO_EXTENDED_MASTER_SECRET -> new NoExtendedMasterSecret(handshake);
            };
        }
    }

    private static final int CONTENT_TYPE_MIN = 20;
    private static final int CONTENT_TYPE_MAX = 63;

    private final Kind kind;
    private final DtlsSetup setup;
    private @Nullable Consumer<byte[]> network;
    private final DatagramQueue answers;

    public HostileClient(Kind kind) {
        this.kind = kind;
        DtlsCertificate certificate = DtlsCertificate.generate(Instant.now(), Duration.ofDays(1));
        setup = DtlsSetup.of(DtlsRole.ACTIVE, certificate, List.of(certificate.fingerprint()));
        answers = new DatagramQueue(setup.limits(), this::send);
    }

    private void send(byte[] datagram) {
        if (network != null) {
            network.accept(datagram);
        }
    }

    /**
     * Shakes hands until the server has had enough.
     *
     * @throws IOException always
     */
    public void connect(Consumer<byte[]> through) throws IOException {
        network = through;
        answers.begin();
        new DTLSClientProtocol().connect(kind.client(new Handshake(setup, answers)), answers);
    }

    /** Takes any datagram of the server. */
    public void receive(byte[] buffer, int offset, int length) {
        boolean dtls = buffer[offset] >= CONTENT_TYPE_MIN && buffer[offset] <= CONTENT_TYPE_MAX;
        if (dtls && answers.hasRoom()) {
            answers.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }
    }

    @Override
    public void close() {
        answers.close();
    }

    /** Accepts any server: the test is about what the server accepts. */
    private static class Unverifying extends SrtpClient {
        Unverifying(Handshake handshake) {
            super(handshake);
        }

        @Override
        public void notifyServerCertificate(TlsServerCertificate server) {}
    }

    private static final class NoCertificate extends Unverifying {
        NoCertificate(Handshake handshake) {
            super(handshake);
        }

        @Override
        public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
            return null;
        }
    }

    private static final class OtherCiphers extends Unverifying {
        OtherCiphers(Handshake handshake) {
            super(handshake);
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
                CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA
            };
        }
    }

    private static final class NoExtendedMasterSecret extends Unverifying {
        NoExtendedMasterSecret(Handshake handshake) {
            super(handshake);
        }

        @Override
        public boolean shouldUseExtendedMasterSecret() {
            return false;
        }

        @Override
        public boolean requiresExtendedMasterSecret() {
            return false;
        }
    }
}
