package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.dtls.DtlsEndpoint;
import dev.bluesky.dtls.DtlsFailure;
import dev.bluesky.dtls.DtlsFingerprint;
import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsRole;
import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.srtp.SrtpUnprotector;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.stun.StunMessages;
import dev.bluesky.wire.stun.StunResponseWriter;
import dev.bluesky.wire.stun.StunView;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transport with real handshakes on threads of their own; the test's thread is the loop. */
class PeerTransportTest {
    private static final Duration VALID = Duration.ofDays(30);
    private static final DtlsCertificate OURS = DtlsCertificate.generate(Instant.EPOCH, VALID);
    private static final DtlsCertificate THEIRS = DtlsCertificate.generate(Instant.EPOCH, VALID);
    private static final IceCredentials LOCAL =
            new IceCredentials("LocalUfr", "local+password+of+24/chr");
    private static final InetSocketAddress HOME = new InetSocketAddress("198.51.100.7", 40001);
    private static final int SSRC = 0x5157;
    private static final int PACKET_BYTES = 200;
    private static final int PATIENCE_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
    private final List<String> endings = new ArrayList<>();
    private final byte[] buffer = new byte[2048];
    private Optional<SrtpKeys> clientKeys = Optional.empty();
    private boolean clientHeardFarewell;
    private boolean connected;

    /** What the transport sends arrives at the client at once; media stays here. */
    private final class ToClient implements Link {
        final List<byte[]> media = new ArrayList<>();
        int releases;

        @Override
        public Object origin(InetSocketAddress source) {
            return source;
        }

        @Override
        public boolean send(byte[] bytes, int offset, int length, InetSocketAddress to) {
            int first = bytes[offset] & 0xFF;
            if (first >= 20 && first <= 63) {
                client().receive(bytes, offset, length);
            } else if (first >= 128) {
                media.add(Arrays.copyOfRange(bytes, offset, offset + length));
            }
            return true;
        }

        @Override
        public String protocol() {
            return "test";
        }

        @Override
        public void proved() {}

        @Override
        public void release() {
            releases++;
        }
    }

    /** Everything of the client's happens on the loop too. */
    private final class ClientSide implements DtlsListener {
        @Override
        public void send(byte[] datagram) {
            commands.add(() -> transport().handshake(datagram, 0, datagram.length));
        }

        @Override
        public void completed(SrtpKeys keys) {
            commands.add(() -> clientKeys = Optional.of(keys));
        }

        @Override
        public void failed(DtlsFailure reason) {}

        @Override
        public void closedByPeer() {
            commands.add(() -> clientHeardFarewell = true);
        }
    }

    private final class Ready implements TransportListener {
        @Override
        public void connected(long nowNs) {
            connected = true;
        }

        @Override
        public void ended(String reason) {
            endings.add(reason);
        }
    }

    private final ToClient link = new ToClient();
    private Optional<PeerTransport> transport = Optional.empty();
    private Optional<DtlsEndpoint> client = Optional.empty();

    private PeerTransport transport() {
        return transport.orElseThrow();
    }

    private DtlsEndpoint client() {
        return client.orElseThrow();
    }

    private void open(DtlsRole role, DtlsFingerprint expected) {
        DtlsRole other = role == DtlsRole.PASSIVE ? DtlsRole.ACTIVE : DtlsRole.PASSIVE;
        TransportSetup setup =
                new TransportSetup(
                        IceLimits.DEFAULT,
                        LOCAL,
                        "RemU",
                        DtlsSetup.of(role, OURS, List.of(expected)),
                        (dtls, listener) -> new DtlsEndpoint(dtls, threads, listener),
                        command -> commands.add(() -> command.run(0)),
                        10);
        transport = Optional.of(new PeerTransport(setup, new Ready(), 0));
        client =
                Optional.of(
                        new DtlsEndpoint(
                                DtlsSetup.of(other, THEIRS, List.of(OURS.fingerprint())),
                                threads,
                                new ClientSide()));
    }

    private void check() {
        byte[] check =
                StunMessages.check(LOCAL.ufrag() + ":RemU", 1)
                        .useCandidate()
                        .signed(LOCAL.password())
                        .fingerprinted();
        StunView view = new StunView();
        view.wrap(check, 0, check.length);
        transport().check(view, link, HOME, 0, new byte[StunResponseWriter.BYTES_MAX]);
        client().start();
    }

    /** Runs what the handshakes' threads ask of the loop. */
    private void runUntil(BooleanSupplier reached) {
        try {
            while (!reached.getAsBoolean()) {
                Runnable command = commands.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(command).as("what the handshakes ask of the loop").isNotNull();
                command.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int packet() {
        Arrays.fill(buffer, (byte) 7);
        RtpView.writeHeader(buffer, 0, 96, 1, 1, SSRC);
        return PACKET_BYTES;
    }

    @AfterEach
    void close() {
        transport.ifPresent(PeerTransport::close);
        client.ifPresent(DtlsEndpoint::close);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void afterAHandshakeInEitherRoleMediaPassesBothWays(DtlsRole role) {
        open(role, THEIRS.fingerprint());
        assertThat(transport().sendRtp(buffer, 0, packet())).as("before").isFalse();
        check();
        runUntil(() -> connected && clientKeys.isPresent());

        SrtpKeys keys = clientKeys.orElseThrow();
        boolean server = role == DtlsRole.PASSIVE;
        SrtpProtector out =
                new SrtpProtector(keys.profile(), server ? keys.client() : keys.server(), 1);
        int sealed = out.protectRtp(buffer, 0, packet());
        assertThat(transport().unprotectRtp(buffer, 0, sealed)).isEqualTo(PACKET_BYTES);

        SrtpUnprotector in =
                new SrtpUnprotector(keys.profile(), server ? keys.server() : keys.client(), 1);
        assertThat(transport().sendRtp(buffer, 0, packet())).isTrue();
        byte[] datagram = link.media.get(0);
        assertThat(in.unprotectRtp(datagram, 0, datagram.length)).isEqualTo(PACKET_BYTES);
        assertThat(transport().isConnected()).isTrue();
        assertThat(transport().path()).contains(HOME);
        assertThat(endings).isEmpty();
    }

    @Test
    void aPeerWithAnotherCertificateThanItsOfferSaysIsNotConnected() {
        open(DtlsRole.PASSIVE, OURS.fingerprint());
        check();
        runUntil(() -> !endings.isEmpty());

        assertThat(endings.get(0)).startsWith("the DTLS handshake failed");
        assertThat(connected).isFalse();
        assertThat(transport().unprotectRtp(buffer, 0, packet())).isNegative();
    }

    @Test
    void aPeerThatSaysFarewellEndsIt() {
        open(DtlsRole.PASSIVE, THEIRS.fingerprint());
        check();
        runUntil(() -> connected && clientKeys.isPresent());
        client().close();
        runUntil(() -> !endings.isEmpty());

        assertThat(endings).containsExactly("the peer has said farewell");
    }

    @Test
    void whoeverIsConnectedIsToldOfTheEndBeforeItsLinkIsLetGo() {
        open(DtlsRole.PASSIVE, THEIRS.fingerprint());
        check();
        runUntil(() -> connected && clientKeys.isPresent());

        transport().close();
        assertThat(link.releases).as("before the farewell").isZero();
        runUntil(() -> clientHeardFarewell);

        assertThat(link.releases).isPositive();
        assertThat(transport().isConnected()).isFalse();
        assertThat(endings).as("nobody is told of an end that was asked for").isEmpty();
    }

    @Test
    void aTransportThatIsClosedBeforeItsKeysComeStaysClosed() {
        open(DtlsRole.PASSIVE, THEIRS.fingerprint());
        check();
        transport().close();
        Runnable command = commands.poll();
        while (command != null) {
            command.run();
            command = commands.poll();
        }

        assertThat(connected).isFalse();
        assertThat(link.releases).isPositive();
        assertThat(transport().sendRtp(buffer, 0, packet())).isFalse();
    }
}
