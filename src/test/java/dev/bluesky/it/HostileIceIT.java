package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.ice.IceCredentials;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.raw.RawListener;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawPeer;
import dev.bluesky.wire.stun.StunMessages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Checks that are forged or come in floods, and addresses that never made one. */
class HostileIceIT extends UnderMediaAttack {
    private static final int FLOOD = 10_000;

    /** More than the server remembers of one peer. */
    private static final int PORTS = 100;

    /**
     * Of one loop, what a peer is answered comes behind what others have sent before: then silence
     * means that nothing will be said.
     */
    @Override
    Map<String, String> keys() {
        return Map.of("media-loops", "1");
    }

    @Test
    void forgedChecksAreNotAnsweredAndMoveNobody() throws Exception {
        RawPeer publisher = publisher("publisher");
        RawPeer victim = viewer("victim", "publisher");
        assertFlows(publisher, victim);
        try (Stranger stranger = new Stranger(address(victim))) {
            quietly(
                    () -> {
                        for (byte[] forged : forgedChecks(victim)) {
                            for (int i = 0; i < 50; i++) {
                                stranger.send(forged);
                            }
                        }
                        awaitTurn(victim);
                    });
            for (String reason :
                    List.of(
                            "wrong-integrity",
                            "no-integrity",
                            "no-fingerprint",
                            "wrong-fingerprint",
                            "not-a-binding-request")) {
                assertDropped("victim", "ice-drop." + reason, 20);
            }
            assertFlows(publisher, victim);
            assertThat(stranger.heard()).isEmpty();
        }
    }

    /** Whoever made them saw the SDP of others, but not the password. */
    private static List<byte[]> forgedChecks(RawPeer victim) {
        IceCredentials ours = victim.offer().identity().ice();
        IceCredentials servers = victim.answer().ice();
        String username = servers.ufrag() + ":" + ours.ufrag();
        String right = servers.password();
        String wrong = "0123456789abcdefghijklmn";
        byte[] whole = StunMessages.check(username, 1).useCandidate().signed(right).fingerprinted();
        byte[] spoiltFingerprint = whole.clone();
        spoiltFingerprint[whole.length - 1] ^= 1;
        byte[] lyingLength = whole.clone();
        lyingLength[3] = (byte) (lyingLength[3] + 4);
        List<byte[]> forged = new ArrayList<>();
        forged.add(StunMessages.check(username, 2).useCandidate().signed(wrong).fingerprinted());
        forged.add(
                StunMessages.check(username, 3)
                        .useCandidate()
                        .attribute(StunMessages.MESSAGE_INTEGRITY)
                        .fingerprinted());
        forged.add(StunMessages.check(username, 4).useCandidate().fingerprinted());
        forged.add(StunMessages.check(username, 5).useCandidate().bytes());
        forged.add(StunMessages.check(username, 6).useCandidate().signed(right).bytes());
        forged.add(StunMessages.check("x" + username, 7).signed(right).fingerprinted());
        forged.add(StunMessages.check(servers.ufrag() + ":", 8).signed(right).fingerprinted());
        forged.add(StunMessages.check(servers.ufrag(), 9).signed(right).fingerprinted());
        forged.add(StunMessages.bindingRequest(10).signed(right).fingerprinted());
        forged.add(StunMessages.ofType(0x0011).text(6, username).signed(right).fingerprinted());
        forged.add(StunMessages.ofType(0x0101).text(6, username).signed(right).fingerprinted());
        forged.add(
                StunMessages.bindingRequest(11)
                        .attributeOfClaimedLength(6, 0xFFFF, new byte[8])
                        .fingerprinted());
        forged.add(spoiltFingerprint);
        forged.add(lyingLength);
        for (int length = 0; length < whole.length; length++) {
            forged.add(Arrays.copyOf(whole, length));
        }
        return forged;
    }

    @Test
    void attributesBehindTheIntegrityCountForNothing() throws IOException {
        RawPeer publisher = publisher("publisher");
        RawPeer victim = viewer("victim", "publisher");
        IceCredentials servers = victim.answer().ice();
        String username = servers.ufrag() + ":" + victim.offer().identity().ice().ufrag();
        // An attacker on the way adds what he likes to a check that he cannot sign.
        byte[] check =
                StunMessages.check(username, 1)
                        .signed(servers.password())
                        .useCandidate()
                        .fingerprinted();
        try (Stranger onTheWay = new Stranger(address(victim))) {
            onTheWay.send(check);
            awaitTurn(victim);
            assertThat(onTheWay.heard()).allMatch(answer -> answer.length <= check.length);
            assertFlows(publisher, victim);
            assertThat(onTheWay.heard()).isEmpty();
        }
    }

    @Test
    void aFloodOfUnknownNamesIsNeitherAnsweredNorRemembered() throws Exception {
        RawPeer peer = publisher("publisher");
        try (Stranger stranger = new Stranger(address(peer))) {
            double before = process().residentMegabytes();
            quietly(
                    () -> {
                        for (int i = 0; i < FLOOD; i++) {
                            stranger.send(
                                    StunMessages.check("nobody" + i + ":else", i)
                                            .useCandidate()
                                            .bytes());
                        }
                        awaitTurn(peer);
                    });
            assertThat(stranger.heard()).isEmpty();
            assertDroppedUnheard("demux-drop.unknown-ufrag", FLOOD / 10);
            assertThat(process().residentMegabytes()).isLessThan(before + 100);
        }
    }

    @Test
    void noiseOfEveryFirstByteIsNotAnswered() throws Exception {
        RawPeer peer = publisher("publisher");
        SplittableRandom random = new SplittableRandom(20_261_123);
        try (Stranger stranger = new Stranger(address(peer))) {
            quietly(
                    () -> {
                        for (int i = 0; i < FLOOD; i++) {
                            byte[] noise = new byte[random.nextInt(1, 300)];
                            random.nextBytes(noise);
                            noise[0] = (byte) i;
                            stranger.send(noise);
                        }
                        awaitTurn(peer);
                    });
            assertThat(stranger.heard()).isEmpty();
        }
    }

    @Test
    void aPeerOnManyPortsIsAnsweredWithoutAmplificationAndGoesOnFromTheLast() throws IOException {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        List<Stranger> ports = new ArrayList<>();
        try {
            for (int i = 0; i < PORTS; i++) {
                Stranger port = new Stranger(address(viewer));
                ports.add(port);
                byte[] check = check(viewer, i);
                port.send(check);
                awaitTurn(viewer);
                assertThat(port.heard().get(0).length).isLessThanOrEqualTo(check.length);
            }
            assertFlows(publisher, viewer);
        } finally {
            for (Stranger port : ports) {
                port.close();
            }
        }
    }

    private static byte[] check(RawPeer peer, int transaction) {
        IceCredentials servers = peer.answer().ice();
        String username = servers.ufrag() + ":" + peer.offer().identity().ice().ufrag();
        return StunMessages.check(username, transaction)
                .useCandidate()
                .signed(servers.password())
                .fingerprinted();
    }

    @Test
    void candidatesOfTheOfferAreNeverProbed() throws IOException {
        RawPeer known = publisher("publisher");
        try (Stranger elsewhere = new Stranger(address(known))) {
            StringBuilder lines = new StringBuilder();
            int port = elsewhere.address().getPort();
            for (int i = 0; i < 500; i++) {
                lines.append("a=candidate:")
                        .append(i)
                        .append(" 1 udp 2130706431 ")
                        .append(i % 2 == 0 ? "127.0.0.1 " : "localhost ")
                        .append(port)
                        .append(" typ host\r\n");
            }
            RawOffer offer = RawOffer.publishing(identity());
            RawPeer mallory = new RawPeer(loop, offer);
            negotiated(
                    mallory,
                    BlueSkyClient.sdpPath(room, "mallory", "mallory", "true"),
                    offer.sdp() + lines);
            connected(mallory);
            assertFlows(mallory, viewer("viewer", "mallory"));
            assertThat(elsewhere.heard()).isEmpty();
        }
    }

    @Test
    void mediaFromAnAddressThatNeverMadeACheckGoesNowhere() throws Exception {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        byte[] packet =
                publisher.protectRtp(
                        loop.ask(() -> publisher.sender(VIDEO).packet(1, true, keyFrame())));
        long before = pictures(viewer);
        try (Stranger stranger = new Stranger(address(publisher))) {
            for (int i = 0; i < 100; i++) {
                stranger.send(packet);
            }
            awaitTurn(publisher);
            awaitTurn(viewer);
            assertThat(pictures(viewer)).isEqualTo(before);
            assertDroppedUnheard("demux-drop.unknown-source", 50);
            // It was the address: from the right one the same bytes pass.
            publisher.sendDatagram(packet);
            Eventually.within(LIMIT, viewer::toString, () -> pictures(viewer) == before + 1);
            assertThat(stranger.heard()).isEmpty();
        }
    }

    @Test
    void aPeerThatMovedIsFollowedByItsChecksAlone() {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer =
                connected(viewer("viewer", "publisher", RawOptions.DEFAULT, RawListener.NONE));
        assertFlows(publisher, viewer);
        viewer.move();
        publisher.move();
        // Media from the new port alone proves nothing.
        long before = pictures(viewer);
        sendPicture(publisher.sender(VIDEO));
        awaitTurn(viewer);
        assertThat(pictures(viewer)).isEqualTo(before);
        awaitTurn(publisher);
        assertFlows(publisher, viewer);
    }

    /** Whoever can forge source addresses, and may join, takes them; checks are what gives back. */
    @Test
    void anAddressThatAnotherClaimsIsTheOwnersAgainWithHisNextCheck() {
        RawPeer publisher = publisher("publisher");
        RawPeer viewer = viewer("viewer", "publisher");
        assertFlows(publisher, viewer);
        RawPeer mallory = publisher("mallory");
        publisher.sendDatagram(check(mallory, 1));
        // This waits for the owner's next check.
        assertFlows(publisher, viewer);
        assertFlows(mallory, viewer("other", "mallory"));
        assertThat(client().participants(room)).contains("publisher", "mallory");
    }
}
