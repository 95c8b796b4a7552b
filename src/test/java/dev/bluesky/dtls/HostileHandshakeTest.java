package dev.bluesky.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Peers that do not behave. Beside each attack an innocent handshake completes. */
class HostileHandshakeTest {

    /** What becomes of a server that this client calls. */
    private static DtlsFailure failureOf(Function<Handshake, SrtpClient> hostile) {
        try (Network network = new Network(Network.serverSetup(), Network.clientSetup())) {
            DatagramQueue[] answers = new DatagramQueue[1];
            Party serverParty = new Party(datagram -> answers[0].add(datagram));
            DtlsEndpoint server =
                    new DtlsEndpoint(Network.serverSetup(), network.threads, serverParty);
            answers[0] =
                    new DatagramQueue(
                            Network.PATIENT,
                            datagram ->
                                    network.loop.execute(
                                            () -> server.receive(datagram, 0, datagram.length)));
            answers[0].begin();
            Handshake handshake = new Handshake(Network.clientSetup(), answers[0]);
            assertThatThrownBy(
                            () ->
                                    new DTLSClientProtocol()
                                            .connect(hostile.apply(handshake), answers[0]))
                    .isInstanceOf(IOException.class);
            return serverParty.failure();
        }
    }

    @Test
    void aClientWithoutACertificateGetsNoKeys() {
        DtlsFailure failure =
                failureOf(
                        handshake ->
                                new SrtpClient(handshake) {
                                    @Override
                                    public @Nullable TlsCredentials getClientCredentials(
                                            CertificateRequest request) {
                                        return null;
                                    }
                                });
        assertThat(failure).isEqualTo(DtlsFailure.NO_CERTIFICATE);
    }

    @Test
    void aClientWithOtherCiphersOnlyIsRefused() {
        DtlsFailure failure =
                failureOf(
                        handshake ->
                                new SrtpClient(handshake) {
                                    @Override
                                    protected int[] getSupportedCipherSuites() {
                                        return new int[] {
                                            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
                                            CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA
                                        };
                                    }
                                });
        assertThat(failure).isEqualTo(DtlsFailure.PROTOCOL_ERROR);
    }

    @Test
    void aClientWithoutTheExtendedMasterSecretIsRefused() {
        DtlsFailure failure =
                failureOf(
                        handshake ->
                                new SrtpClient(handshake) {
                                    @Override
                                    public boolean shouldUseExtendedMasterSecret() {
                                        return false;
                                    }

                                    @Override
                                    public boolean requiresExtendedMasterSecret() {
                                        return false;
                                    }
                                });
        assertThat(failure).isEqualTo(DtlsFailure.PROTOCOL_ERROR);
    }

    @Test
    void hostileDatagramsBesideAHandshakeAreDroppedAndItCompletes() {
        List<byte[]> attacks = attacks();
        try (Network network =
                new Network(
                        Network.serverSetup(),
                        Network.clientSetup(),
                        (fromClient, datagram) -> {
                            List<byte[]> all = new ArrayList<>();
                            if (fromClient) {
                                all.addAll(attacks);
                            }
                            all.add(datagram);
                            return all;
                        })) {
            for (byte[] attack : attacks) {
                assertThat(network.toServer(attack)).isNotEqualTo(DtlsVerdict.ACCEPTED);
            }
            network.start();
            network.serverParty.keys();
            network.clientParty.keys();
            for (byte[] attack : attacks) {
                assertThat(network.toServer(attack)).isNotEqualTo(DtlsVerdict.ACCEPTED);
            }
            network.onLoop(network.client::close);
            network.serverParty.awaitFarewell();
        }
    }

    private static List<byte[]> attacks() {
        int hello = Records.CLIENT_HELLO;
        int handshake = Records.HANDSHAKE;
        byte[] part = new byte[10];
        SplittableRandom random = new SplittableRandom(3);
        byte[] noise = new byte[300];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt();
        }
        noise[0] = (byte) handshake;
        return List.of(
                Records.sixteenHugeMessages(),
                noise,
                Records.record(handshake, 0, Records.fragment(hello, 5, 0, 3, part)),
                Records.record(handshake, 0, Records.fragment(hello, 0xffffff, 0, 0, part)),
                Records.record(handshake, 0, Records.fragment(20, 12, 1, 0, new byte[12])),
                Records.record(handshake, 7, new byte[48]),
                Records.record(23, 0, part),
                Records.record(23, 1, new byte[48]),
                Records.record(24, 0, part));
    }

    @Test
    void aForgedFinishedBeforeTheRealOneChangesNothing() {
        byte[] forged = Records.record(Records.HANDSHAKE, 1, new byte[48]);
        byte[] alert = Records.record(21, 1, new byte[26]);
        try (Network network =
                new Network(
                                Network.serverSetup(),
                                Network.clientSetup(),
                                (fromClient, datagram) -> List.of(datagram, forged, alert))
                        .start()) {
            network.serverParty.keys();
            network.clientParty.keys();
        }
    }

    @Test
    void aFloodEndsTheHandshakeAndFreesItsThread() throws InterruptedException {
        byte[] hello = Records.clientHello();
        try (Network network =
                new Network(
                        Network.serverSetup(),
                        Network.clientSetup(),
                        (fromClient, datagram) -> List.of())) {
            DtlsVerdict verdict = DtlsVerdict.ACCEPTED;
            for (int i = 0; i < 2000 && verdict != DtlsVerdict.BUDGET_EXHAUSTED; i++) {
                verdict = network.toServer(hello);
            }
            assertThat(network.serverParty.failure()).isEqualTo(DtlsFailure.BUDGET_EXHAUSTED);
            assertThat(network.toServer(hello)).isEqualTo(DtlsVerdict.CLOSED);
            assertThat(network.areThreadsFree(10)).isTrue();
        }
    }

    @Test
    void anotherHelloAfterTheHandshakeStartsNothing() {
        byte[] hello = Records.clientHello();
        try (Network network = new Network(Network.serverSetup(), Network.clientSetup()).start()) {
            network.serverParty.keys();
            network.clientParty.keys();
            network.toServer(hello);
            network.onLoop(network.client::close);
            network.serverParty.awaitFarewell();
        }
    }

    /** As {@link Records#sixteenHugeMessages}, but from a peer that has keys. */
    @Test
    void encryptedHandshakeMessagesAreFinishedOrNothing() throws IOException {
        byte[] finished = Records.fragment(20, 12, 5, 0, new byte[12]);
        assertThat(decode(finished, ContentType.handshake).len).isEqualTo(finished.length);
        assertThat(decode(new byte[] {1, 0}, ContentType.alert).len).isEqualTo(2);
        List<byte[]> hostile =
                List.of(
                        Records.fragment(20, 0xffffff, 5, 0, new byte[12]),
                        Records.fragment(20, 0xffffff, 5, 0, new byte[0]),
                        Records.concat(
                                Records.fragment(20, 0xffffff, 5, 0, new byte[0]),
                                Records.fragment(20, 0xffffff, 6, 0, new byte[0])),
                        Records.fragment(0, 0, 5, 0, new byte[0]),
                        Arrays.copyOf(finished, 23),
                        new byte[0]);
        for (byte[] plain : hostile) {
            assertThatThrownBy(() -> decode(plain, ContentType.handshake))
                    .isInstanceOf(TlsFatalAlert.class);
        }
    }

    private static TlsDecodeResult decode(byte[] plain, short type) throws IOException {
        TlsCipher open =
                (TlsCipher)
                        java.lang.reflect.Proxy.newProxyInstance(
                                TlsCipher.class.getClassLoader(),
                                new Class<?>[] {TlsCipher.class},
                                (proxy, method, arguments) ->
                                        new TlsDecodeResult(plain, 0, plain.length, type));
        return new GuardedCipher(open)
                .decodeCiphertext(
                        0, type, org.bouncycastle.tls.ProtocolVersion.DTLSv12, plain, 0, 0);
    }
}
