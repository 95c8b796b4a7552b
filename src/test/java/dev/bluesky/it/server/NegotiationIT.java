package dev.bluesky.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.EventStream;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import dev.bluesky.it.peer.SdpForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How offers and answers travel, and what another offer of the same session changes. */
@Tag("every-engine")
class NegotiationIT extends DeployedBlueSky {
    private static final Picture BLUE = Picture.small(Tint.BLUE);

    @ParameterizedTest
    @EnumSource(SdpForm.class)
    void anOfferIsAnsweredInTheFormThatItHas(SdpForm form) {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            String publish = BlueSkyClient.sdpPath(room, "alice", "alice", "true");
            alice.accept(client.negotiate(publish, form, alice.offer()));
            String receive = BlueSkyClient.sdpPath(room, "bob", "alice", "false");
            bob.accept(client.negotiate(receive, form, bob.offer()));
            bob.await(BLUE, 440, LIMIT);
        }
    }

    @ParameterizedTest
    @CsvSource({"sdp", "SDP", "sDP"})
    void theMemberSdpIsFoundWhateverItsCase(String member) {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            String body = SdpForm.JSON.wrap(alice.offer()).replace("\"Sdp\"", "\"" + member + "\"");
            String path = BlueSkyClient.sdpPath(room, "alice", "alice", "true");
            var response = client.send("POST", path, "application/json", body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            alice.accept(SdpForm.JSON.unwrap(response.body()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
    void isSenderIsTrueInEachFormThatGoParses(String isSender) {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            String path = BlueSkyClient.sdpPath(room, "alice", "alice", isSender);
            alice.accept(client.negotiate(path, SdpForm.PLAIN, alice.offer()));
            assertThat(client.tracksOf(room, "alice")).containsExactlyInAnyOrder("audio", "video");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
    void isSenderIsFalseInEachFormThatGoParses(String isSender) {
        String room = client.createRoom("alice");
        try (ReceivingPeer bob = new ReceivingPeer()) {
            String path = BlueSkyClient.sdpPath(room, "bob", "alice", isSender);
            bob.accept(client.negotiate(path, SdpForm.PLAIN, bob.offer()));
            assertThat(client.tracksOf(room, "bob")).isEmpty();
        }
    }

    @Test
    void aCameraSwitchedOffByRenegotiationStopsAndStartsAgainWhenSwitchedOn() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer();
                EventStream events = client.events(room)) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);

            alice.setCameraOn(false);
            client.publish(room, "alice", alice);
            var ended = events.nextOf("ended", LIMIT).data();
            assertThat(ended.getJsonObject("track").getString("kind")).isEqualTo("video");
            bob.awaitStandstill(LIMIT);
            assertThat(client.tracksOf(room, "alice")).containsExactly("audio");

            alice.setCameraOn(true);
            client.publish(room, "alice", alice);
            var published = events.nextOf("published", LIMIT).data();
            assertThat(published.getJsonObject("track").getString("kind")).isEqualTo("video");
            bob.await(BLUE, 440, LIMIT);
        }
    }

    @Test
    void anIceRestartGivesNewCredentialsAndMediaGoesOn() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            String publish = BlueSkyClient.sdpPath(room, "alice", "alice", "true");
            String first = client.negotiate(publish, SdpForm.PLAIN, alice.offer());
            alice.accept(first);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);

            String second = client.negotiate(publish, SdpForm.PLAIN, alice.offerWithIceRestart());
            alice.accept(second);
            assertThat(ufrag(second)).isNotEqualTo(ufrag(first));
            assertThat(fingerprint(second)).isEqualTo(fingerprint(first));
            bob.await(BLUE, 440, LIMIT);
            assertThat(alice.connected()).isTrue();
        }
    }

    private static String ufrag(String sdp) {
        return attribute(sdp, "a=ice-ufrag:");
    }

    private static String fingerprint(String sdp) {
        return attribute(sdp, "a=fingerprint:");
    }

    private static String attribute(String sdp, String name) {
        return sdp.lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow();
    }
}
