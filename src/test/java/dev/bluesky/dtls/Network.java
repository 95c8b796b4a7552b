package dev.bluesky.dtls;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Two endpoints in one process. One thread carries all datagrams: it stands for the event loop. */
final class Network implements AutoCloseable {
    /** Never the answer of a test: long enough to find the reason for a hanging one. */
    static final DtlsLimits PATIENT =
            new DtlsLimits(
                    java.time.Duration.ofSeconds(25),
                    java.time.Duration.ofSeconds(25),
                    java.time.Duration.ofMillis(30),
                    512,
                    512,
                    256 * 1024,
                    32);

    static final DtlsCertificate SERVER_CERTIFICATE = certificate();
    static final DtlsCertificate CLIENT_CERTIFICATE = certificate();

    final ExecutorService threads = Executors.newCachedThreadPool();
    final ExecutorService loop = Executors.newSingleThreadExecutor();
    final CountedTurns turns = new CountedTurns();
    final Party serverParty;
    final Party clientParty;
    final DtlsEndpoint server;
    final DtlsEndpoint client;

    /**
     * @param link what arrives, in this order, of what was sent: (from the client?, datagram)
     */
    Network(
            DtlsSetup serverSetup,
            DtlsSetup clientSetup,
            BiFunction<Boolean, byte[], List<byte[]>> link) {
        serverParty =
                new Party(
                        datagram -> loop.execute(() -> carry(link.apply(false, datagram), false)));
        clientParty =
                new Party(datagram -> loop.execute(() -> carry(link.apply(true, datagram), true)));
        HandshakeThreads both = new HandshakeThreads(threads, () -> false, turns);
        server = new DtlsEndpoint(serverSetup, both, serverParty);
        client = new DtlsEndpoint(clientSetup, both, clientParty);
    }

    Network(DtlsSetup serverSetup, DtlsSetup clientSetup) {
        this(serverSetup, clientSetup, (fromClient, datagram) -> List.of(datagram));
    }

    static DtlsSetup serverSetup() {
        return DtlsSetup.of(
                        DtlsRole.PASSIVE,
                        SERVER_CERTIFICATE,
                        List.of(CLIENT_CERTIFICATE.fingerprint()))
                .withLimits(PATIENT);
    }

    static DtlsSetup clientSetup() {
        return DtlsSetup.of(
                        DtlsRole.ACTIVE,
                        CLIENT_CERTIFICATE,
                        List.of(SERVER_CERTIFICATE.fingerprint()))
                .withLimits(PATIENT);
    }

    private static DtlsCertificate certificate() {
        return DtlsCertificate.generate(java.time.Instant.now(), java.time.Duration.ofDays(30));
    }

    private void carry(List<byte[]> datagrams, boolean fromClient) {
        DtlsEndpoint to = fromClient ? server : client;
        for (byte[] datagram : datagrams) {
            to.receive(datagram, 0, datagram.length);
        }
    }

    Network start() {
        loop.execute(client::start);
        return this;
    }

    /** As the event loop would: the verdict of a datagram at the server. */
    DtlsVerdict toServer(byte[] datagram) {
        return Party.await(
                CompletableFuture.supplyAsync(
                        () -> server.receive(datagram, 0, datagram.length), loop));
    }

    void onLoop(Runnable call) {
        Party.await(CompletableFuture.runAsync(call, loop));
    }

    /** Whether all threads of the handshakes end by themselves. */
    boolean areThreadsFree(long seconds) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close();
        client.close();
        threads.shutdown();
        loop.shutdown();
    }
}
