package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.dtls.DtlsFingerprint;
import dev.bluesky.dtls.HostileClient;
import dev.bluesky.dtls.Records;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawOptions.Habit;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.it.raw.SplitTransport;
import dev.bluesky.it.raw.UdpTransport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes that nobody means, against a server with little memory. */
class HostileDtlsIT extends UnderMediaAttack {
    private static final int FLOOD = 5_000;

    /** One datagram makes BouncyCastle alone reserve 256 MiB. */
    private static final int HEAP_MEGABYTES = 64;

    /** A handshake of which nothing more is heard ends after 15 s. */
    private static final Duration LESS_THAN_A_HANDSHAKE = Duration.ofSeconds(8);

    /** The server has 64 for handshakes. */
    private static final int MORE_THAN_THREADS = 80;

    private static final RawOptions NO_HANDSHAKE = RawOptions.DEFAULT.without(Habit.SHAKING_HANDS);

    @Override
    List<String> javaOptions() {
        return List.of("-Xmx" + HEAP_MEGABYTES + "m");
    }

    @Test
    void aHelloFromAnAddressThatIceNeverSawIsNotHeard() throws Exception {
        RawPeer victim = publisher("victim", NO_HANDSHAKE, RawListener.NONE);
        byte[] hello = Records.clientHello();
        try (Stranger stranger = new Stranger(address(victim))) {
            quietly(
                    () -> {
                        flood(stranger, hello, FLOOD);
                        awaitTurn(victim);
                        victim.startHandshake();
                        flood(stranger, hello, FLOOD);
                        connected(victim);
                        flood(stranger, Records.sixteenHugeMessages(), FLOOD);
                        awaitTurn(victim);
                    });
            assertThat(stranger.heard()).isEmpty();
            assertDroppedUnheard("demux-drop.unknown-source", FLOOD / 10);
        }
        assertFlows(victim, viewer("viewer", "victim"));
    }

    private static void flood(Stranger stranger, byte[] datagram, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            stranger.send(datagram);
        }
    }

    @Test
    void datagramsThatLieAreDroppedAndTheHandshakeBesideThemCompletes() throws Exception {
        RawPeer mallory = publisher("mallory", NO_HANDSHAKE, RawListener.NONE);
        awaitTurn(mallory);
        quietly(
                () -> {
                    for (byte[] lie : lies()) {
                        IntStream.range(0, 100).forEach(i -> mallory.sendDatagram(lie));
                        awaitTurn(mallory);
                    }
                });
        for (String reason :
                List.of(
                        "message-too-long",
                        "lying-fragment",
                        "lying-record-length",
                        "unexpected-message",
                        "unexpected-content",
                        "future-epoch")) {
            assertDropped("mallory", "dtls-drop." + reason, 50);
        }
        mallory.startHandshake();
        connected(mallory);
        lies().forEach(mallory::sendDatagram);
        mallory.sendDatagram(Records.clientHello());
        assertFlows(mallory, viewer("viewer", "mallory"));
    }

    private static List<byte[]> lies() {
        int hello = Records.CLIENT_HELLO;
        int handshake = Records.HANDSHAKE;
        byte[] part = new byte[10];
        byte[] noise = new byte[1_200];
        SplittableRandom random = new SplittableRandom(7);
        random.nextBytes(noise);
        noise[0] = (byte) handshake;
        byte[] lyingRecord = Records.record(handshake, 0, part);
        lyingRecord[11] = (byte) 0xFF;
        return List.of(
                Records.sixteenHugeMessages(),
                noise,
                lyingRecord,
                new byte[] {(byte) handshake},
                Records.record(handshake, 0, Records.fragment(hello, 5, 0, 3, part)),
                Records.record(handshake, 0, Records.fragment(hello, 0xffffff, 0, 0, part)),
                Records.record(handshake, 0, Records.fragment(20, 12, 1, 0, new byte[12])),
                Records.record(handshake, 0, new byte[11]),
                Records.record(handshake, 7, new byte[48]),
                Records.record(handshake, 0xFFFF, new byte[48]),
                Records.record(23, 0, part),
                Records.record(23, 1, new byte[48]),
                Records.record(24, 0, part));
    }

    @Test
    void hugeMessagesFromAValidatedAddressTakeNoMemory() throws Exception {
        RawPeer mallory = publisher("mallory", NO_HANDSHAKE, RawListener.NONE);
        awaitTurn(mallory);
        byte[] huge = Records.sixteenHugeMessages();
        quietly(
                () -> {
                    for (int i = 0; i < FLOOD; i++) {
                        mallory.sendDatagram(huge);
                    }
                    awaitTurn(mallory);
                });
        assertDropped("mallory", "dtls-drop.message-too-long", FLOOD / 10);
        mallory.startHandshake();
        connected(mallory);
        // The heap cannot have grown beyond that; the rest is code, threads and buffers.
        assertThat(process().residentMegabytes()).isLessThan(HEAP_MEGABYTES + 300.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 40})
    void fragmentsInReverseOrderThatOverlapAreAHandshake(int fragmentBytes) {
        RawOptions split =
                RawOptions.DEFAULT.withOpener(
                        (on, server, receiver) ->
                                new SplitTransport(
                                        UdpTransport.open(on, server, receiver), fragmentBytes));
        connected(publisher("mallory", split, RawListener.NONE));
    }

    @Test
    void aHandshakeInMoreFragmentsThanAnybodyNeedsEndsTheConnection() {
        RawPeer mallory = publisher("mallory", NO_HANDSHAKE, RawListener.NONE);
        awaitTurn(mallory);
        byte[] crumb =
                Records.record(
                        Records.HANDSHAKE,
                        0,
                        Records.fragment(Records.CLIENT_HELLO, 200, 0, 0, new byte[1]));
        // In small lots: the queue of a handshake is short, and what it drops costs no budget.
        Eventually.within(
                LESS_THAN_A_HANDSHAKE,
                () -> client().participants(room),
                () -> {
                    IntStream.range(0, 20).forEach(n -> mallory.sendDatagram(crumb));
                    return !client().participants(room).contains("mallory");
                });
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatCannotProveWhoItIsGetsNoKeys(HostileClient.Kind kind) {
        try (HostileClient hostile = new HostileClient(kind)) {
            RawPeer mallory =
                    publisher(
                            "mallory",
                            NO_HANDSHAKE,
                            new RawListener() {
                                @Override
                                public void datagram(
                                        byte[] buffer, int offset, int length, long nowNs) {
                                    hostile.receive(buffer, offset, length);
                                }
                            });
            awaitTurn(mallory);
            assertThatThrownBy(() -> hostile.connect(mallory::sendDatagram))
                    .isInstanceOf(IOException.class);
        }
        awaitGone("mallory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "passive"})
    void aCertificateThatTheOfferDidNotNameIsRefusedInBothRoles(String setup) {
        DtlsCertificate other = DtlsCertificate.generate(Instant.now(), Duration.ofDays(1));
        RawPeer mallory = lying(setup, List.of(other.fingerprint()), "mallory");
        assertThatThrownBy(() -> mallory.awaitConnected(LIMIT)).hasMessageContaining("not connect");
        awaitGone("mallory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "passive"})
    void oneOfSeveralFingerprintsIsEnough(String setup) {
        RawIdentity identity = identity();
        byte[] encoded = identity.certificate().encoded();
        DtlsCertificate other = DtlsCertificate.generate(Instant.now(), Duration.ofDays(1));
        connected(
                lying(
                        setup,
                        List.of(
                                other.fingerprint(),
                                DtlsFingerprint.of(DtlsFingerprint.Hash.SHA_512, encoded)),
                        "mallory"));
    }

    private RawPeer lying(String setup, List<DtlsFingerprint> named, String user) {
        RawOffer offer = RawOffer.publishing(identity()).withSetup(setup);
        StringBuilder lines = new StringBuilder();
        named.forEach(one -> lines.append("a=fingerprint:").append(one).append("\r\n"));
        return negotiated(
                new RawPeer(loop, offer),
                BlueSkyClient.sdpPath(room, user, user, "true"),
                offer.sdp().replaceAll("a=fingerprint:.*\r\n", lines.toString()));
    }

    @Test
    void handshakesThatStallDoNotKeepOthersFromJoining() {
        byte[] hello = Records.clientHello();
        List<RawPeer> stalling = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_THREADS; i++) {
            stalling.add(publisher("staller" + i, NO_HANDSHAKE, RawListener.NONE));
        }
        for (RawPeer peer : stalling) {
            awaitTurn(peer);
            peer.sendDatagram(hello);
        }
        publisher("late", RawOptions.DEFAULT, RawListener.NONE)
                .awaitConnected(LESS_THAN_A_HANDSHAKE);
    }
}
