package dev.bluesky.dtls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsEndpointTest {
    private static final int CHANGE_CIPHER_SPEC = 20;

    private static void assertSameKeys(Network network) {
        SrtpKeys atServer = network.serverParty.keys();
        SrtpKeys atClient = network.clientParty.keys();
        assertThat(atServer.profile()).isEqualTo(atClient.profile());
        assertThat(atServer.client().matches(atClient.client())).isTrue();
        assertThat(atServer.server().matches(atClient.server())).isTrue();
        assertThat(atServer.client().matches(atServer.server())).isFalse();
    }

    @Test
    void bothSidesGetTheSameKeysAndPreferGcm128() {
        try (Network network = new Network(Network.serverSetup(), Network.clientSetup()).start()) {
            assertSameKeys(network);
            assertThat(network.serverParty.keys().profile())
                    .isEqualTo(SrtpProfile.SRTP_AEAD_AES_128_GCM);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eitherSideMaySettleTheProfile(SrtpProfile only) {
        try (Network network =
                new Network(
                                Network.serverSetup().withProfiles(List.of(only)),
                                Network.clientSetup())
                        .start()) {
            assertSameKeys(network);
            assertThat(network.clientParty.keys().profile()).isEqualTo(only);
        }
        try (Network network =
                new Network(
                                Network.serverSetup(),
                                Network.clientSetup().withProfiles(List.of(only)))
                        .start()) {
            assertSameKeys(network);
            assertThat(network.serverParty.keys().profile()).isEqualTo(only);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void lostRepeatedAndReorderedDatagramsDelayOnly(long seed) {
        BiFunction<Boolean, byte[], List<byte[]>> badLink = badLink(new SplittableRandom(seed));
        try (Network network =
                new Network(Network.serverSetup(), Network.clientSetup(), badLink).start()) {
            assertSameKeys(network);
        }
    }

    /** Browsers put a flight into one datagram; BouncyCastle sends a datagram for each record. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void flightsInOneDatagramArriveTooWithTheirFirstsLost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> flight = new ArrayList<>();
        BiFunction<Boolean, byte[], List<byte[]>> packing =
                (fromClient, datagram) -> {
                    if (!fromClient || Records.isHello(datagram)) {
                        return List.of(datagram);
                    }
                    flight.add(datagram);
                    if (!Records.isFinished(datagram)) {
                        return List.of();
                    }
                    int cut = random.nextInt(flight.size());
                    byte[] first = Records.concat(flight.subList(0, cut));
                    byte[] second = Records.concat(flight.subList(cut, flight.size()));
                    flight.clear();
                    int fate = random.nextInt(4);
                    return fate == 0
                            ? List.of(first)
                            : fate == 1 ? List.of(second) : List.of(second, first);
                };
        try (Network network =
                new Network(Network.serverSetup(), Network.clientSetup(), packing).start()) {
            assertSameKeys(network);
        }
    }

    private static BiFunction<Boolean, byte[], List<byte[]>> badLink(SplittableRandom random) {
        List<byte[]> heldByClient = new ArrayList<>();
        List<byte[]> heldByServer = new ArrayList<>();
        return (fromClient, datagram) -> {
            List<byte[]> held = fromClient ? heldByClient : heldByServer;
            int fate = random.nextInt(10);
            if (fate == 0) {
                return List.of();
            }
            if (fate == 1) {
                held.add(datagram);
                return List.of();
            }
            List<byte[]> arriving = new ArrayList<>(List.of(datagram));
            if (fate < 4) {
                arriving.add(datagram);
            }
            arriving.addAll(held);
            held.clear();
            return arriving;
        };
    }

    @Test
    void aLostLastFlightIsSentAgainAfterTheServerHasFinished() {
        AtomicBoolean lost = new AtomicBoolean();
        try (Network network =
                new Network(
                                Network.serverSetup(),
                                Network.clientSetup(),
                                (fromClient, datagram) ->
                                        !fromClient
                                                        && datagram[0] == CHANGE_CIPHER_SPEC
                                                        && lost.compareAndSet(false, true)
                                                ? List.of()
                                                : List.of(datagram))
                        .start()) {
            assertSameKeys(network);
            assertThat(lost).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyOfSeveralFingerprintsOfAnyStrongHashWillDo(DtlsFingerprint.Hash hash) {
        List<DtlsFingerprint> two =
                List.of(
                        Network.SERVER_CERTIFICATE.fingerprint(),
                        DtlsFingerprint.of(hash, Network.CLIENT_CERTIFICATE.encoded()));
        DtlsSetup server =
                DtlsSetup.of(DtlsRole.PASSIVE, Network.SERVER_CERTIFICATE, two)
                        .withLimits(Network.PATIENT);
        try (Network network = new Network(server, Network.clientSetup()).start()) {
            assertSameKeys(network);
        }
    }

    @Test
    void aServerRefusesAClientOfAnotherFingerprint() {
        DtlsSetup server =
                DtlsSetup.of(
                                DtlsRole.PASSIVE,
                                Network.SERVER_CERTIFICATE,
                                List.of(Network.SERVER_CERTIFICATE.fingerprint()))
                        .withLimits(Network.PATIENT);
        try (Network network = new Network(server, Network.clientSetup()).start()) {
            assertThat(network.serverParty.failure()).isEqualTo(DtlsFailure.WRONG_FINGERPRINT);
            assertThat(network.clientParty.failure()).isEqualTo(DtlsFailure.REFUSED_BY_PEER);
        }
    }

    @Test
    void aClientRefusesAServerOfAnotherFingerprint() {
        DtlsSetup client =
                DtlsSetup.of(
                                DtlsRole.ACTIVE,
                                Network.CLIENT_CERTIFICATE,
                                List.of(Network.CLIENT_CERTIFICATE.fingerprint()))
                        .withLimits(Network.PATIENT);
        try (Network network = new Network(Network.serverSetup(), client).start()) {
            assertThat(network.clientParty.failure()).isEqualTo(DtlsFailure.WRONG_FINGERPRINT);
            assertThat(network.serverParty.failure()).isEqualTo(DtlsFailure.REFUSED_BY_PEER);
        }
    }

    @Test
    void withoutACommonProfileThereAreNoKeys() {
        try (Network network =
                new Network(
                                Network.serverSetup()
                                        .withProfiles(List.of(SrtpProfile.SRTP_AEAD_AES_128_GCM)),
                                Network.clientSetup()
                                        .withProfiles(
                                                List.of(SrtpProfile.SRTP_AES128_CM_HMAC_SHA1_80)))
                        .start()) {
            assertThat(network.serverParty.failure()).isEqualTo(DtlsFailure.NO_SRTP_PROFILE);
            assertThat(network.clientParty.failure()).isEqualTo(DtlsFailure.REFUSED_BY_PEER);
        }
    }

    @Test
    void aFarewellIsHeardByThePeerAndEndsTheEndpoint() throws InterruptedException {
        try (Network network = new Network(Network.serverSetup(), Network.clientSetup()).start()) {
            assertSameKeys(network);
            network.onLoop(network.client::close);

            network.serverParty.awaitFarewell();
            assertThat(network.toServer(new byte[20])).isEqualTo(DtlsVerdict.CLOSED);
        }
    }

    @Test
    void aServerSaysFarewellToo() {
        try (Network network = new Network(Network.serverSetup(), Network.clientSetup()).start()) {
            assertSameKeys(network);
            network.onLoop(network.server::close);

            network.clientParty.awaitFarewell();
        }
    }

    @Test
    void closingFreesTheThreadOfAnUnfinishedHandshakeAtOnce() throws InterruptedException {
        try (Network network =
                new Network(
                        Network.serverSetup(),
                        Network.clientSetup(),
                        (fromClient, datagram) -> List.of())) {
            network.onLoop(network.client::start);
            network.onLoop(network.client::close);

            assertThat(network.areThreadsFree(10)).isTrue();
            assertThat(network.clientParty.isQuiet()).isTrue();
        }
    }

    @Test
    void aStalledHandshakeEndsByItsDeadline() throws InterruptedException {
        DtlsLimits soon = Network.PATIENT.withDeadline(Duration.ofMillis(300));
        AtomicBoolean first = new AtomicBoolean(true);
        try (Network network =
                new Network(
                                Network.serverSetup().withLimits(soon),
                                Network.clientSetup().withLimits(soon),
                                (fromClient, datagram) ->
                                        first.getAndSet(false)
                                                ? List.of(datagram)
                                                : List.<byte[]>of())
                        .start()) {
            assertThat(network.serverParty.failure()).isEqualTo(DtlsFailure.DEADLINE);
            assertThat(network.clientParty.failure()).isEqualTo(DtlsFailure.DEADLINE);
            assertThat(network.areThreadsFree(10)).isTrue();
        }
    }

    @Test
    void aStalledHandshakeGivesWayWhenOthersWaitForItsThread() throws InterruptedException {
        CountDownLatch stalled = new CountDownLatch(1);
        DtlsLimits patient = DtlsLimits.DEFAULT.withCrowdedDeadline(Duration.ofMillis(1));
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, SECONDS, new LinkedBlockingQueue<>());
        Party party = new Party(datagram -> stalled.countDown());
        try (DtlsEndpoint server =
                new DtlsEndpoint(
                        Network.serverSetup().withLimits(patient),
                        HandshakeThreads.of(pool, 1),
                        party)) {
            byte[] hello = Records.clientHello();
            server.receive(hello, 0, hello.length);
            assertThat(stalled.await(10, SECONDS)).isTrue();
            assertThat(party.isQuiet()).isTrue();
            CompletableFuture<Void> next = new CompletableFuture<>();
            pool.execute(() -> next.complete(null));
            assertThat(party.failure()).isEqualTo(DtlsFailure.DEADLINE);
            Party.await(next);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void whoHadToWaitForAThreadHasAllItsTimeFromThenOn() throws InterruptedException {
        long longestNs = Duration.ofMillis(200).toNanos();
        DtlsLimits limits = DtlsLimits.DEFAULT.withDeadline(Duration.ofNanos(longestNs));
        CountDownLatch answered = new CountDownLatch(1);
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, SECONDS, new LinkedBlockingQueue<>());
        Party party = new Party(datagram -> answered.countDown());
        try (DtlsEndpoint server =
                new DtlsEndpoint(
                        Network.serverSetup().withLimits(limits),
                        HandshakeThreads.of(pool, 1),
                        party)) {
            CompletableFuture<Void> waits = new CompletableFuture<>();
            pool.execute(
                    () -> {
                        Party.await(waits);
                        for (long ns = System.nanoTime(); System.nanoTime() - ns <= longestNs; ) {
                            Thread.onSpinWait();
                        }
                    });
            byte[] hello = Records.clientHello();
            server.receive(hello, 0, hello.length);
            waits.complete(null);

            assertThat(answered.await(10, SECONDS)).isTrue();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void whoWaitsForThePeerKeepsNobodyFromComputing() throws InterruptedException {
        try (Network network = new Network(Network.serverSetup(), Network.clientSetup()).start()) {
            network.serverParty.keys();
            network.clientParty.keys();
            assertThat(network.turns.most()).isEqualTo(1);
            assertThat(network.areThreadsFree(10)).isTrue();
            assertThat(network.turns.computing()).isZero();
        }
    }

    @Test
    void withoutAThreadTheHandshakeFailsAtOnce() {
        ExecutorService none = Executors.newSingleThreadExecutor();
        none.shutdown();
        Party party = new Party(datagram -> {});
        try (DtlsEndpoint client = new DtlsEndpoint(Network.clientSetup(), none, party)) {
            client.start();
            assertThat(party.failure()).isEqualTo(DtlsFailure.NO_THREAD);
        }
    }

    @Test
    void aSetupNeedsAFingerprint() {
        assertThatThrownBy(
                        () -> DtlsSetup.of(DtlsRole.PASSIVE, Network.SERVER_CERTIFICATE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
