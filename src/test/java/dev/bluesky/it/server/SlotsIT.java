package dev.bluesky.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.EventStream;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection for the whole room, its view, and who is muted, over HTTP. */
class SlotsIT extends DeployedBlueSky {
    private static final Picture BLUE = Picture.small(Tint.BLUE);

    private static JsonObject nextSlotOf(EventStream events, String participant, String kind) {
        while (true) {
            JsonObject slot = events.nextOf("slot", LIMIT).data();
            if (slot.getString("participant", "").equals(participant)
                    && slot.getJsonObject("track").getString("kind").equals(kind)) {
                return slot;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "%2A", "%2a"})
    void whoReceivesEverybodySeesWhoComesAndIsToldBefore(String everybody) {
        String room = client.createRoom("alice");
        try (EventStream events = client.events(room, "bob");
                PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            assertThat(events.next(LIMIT).data().getJsonArray("slots")).isEmpty();
            client.receive(room, "bob", everybody, bob);
            client.publish(room, "alice", alice);
            JsonObject slot = nextSlotOf(events, "alice", "video");
            assertThat(slot.getString("state")).isEqualTo("live");
            assertThat(slot.getJsonObject("track").getBoolean("muted")).isFalse();
            bob.await(BLUE, 440, LIMIT);

            try (EventStream late = client.events(room, "bob")) {
                assertThat(late.next(LIMIT).data().getJsonArray("slots")).hasSize(2).contains(slot);
            }
            client.stopReceiving(room, "bob", everybody);
            assertThat(client.participants(room)).isEqualTo(List.of("alice"));
        }
    }

    @Test
    void aPausedSlotStandsStillUntilItIsWantedAgain() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer();
                EventStream events = client.events(room, "bob")) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "*", bob);
            bob.await(BLUE, 440, LIMIT);
            String mid = nextSlotOf(events, "alice", "video").getString("mid");
            client.view(
                    room, "bob", "*", "{\"slots\":[{\"mid\":\"" + mid + "\",\"paused\":true}]}");
            JsonObject paused = nextSlotOf(events, "alice", "video");
            assertThat(paused.getString("state")).isEqualTo("paused");
            bob.awaitStandstill(LIMIT);

            client.view(room, "bob", "*", "{\"pinned\":[\"alice\"]}");
            assertThat(nextSlotOf(events, "alice", "video").getString("state")).isEqualTo("live");
            bob.await(BLUE, 440, LIMIT);
        }
    }

    @Test
    void aConnectionToOnePublisherCanBePausedToo() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);
            client.view(
                    room,
                    "bob",
                    "alice",
                    "{\"slots\":[{\"mid\":\"0\",\"paused\":true},{\"mid\":\"1\",\"paused\":true}]}");
            bob.awaitStandstill(LIMIT);
            client.view(room, "bob", "alice", "{}");
            bob.await(BLUE, 440, LIMIT);
        }
    }

    @Test
    void everybodyHearsWhoIsMuted() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                EventStream events = client.events(room)) {
            assertThat(client.tryMute(room, "alice", "{\"audio\":true}").statusCode())
                    .isEqualTo(404);
            client.publish(room, "alice", alice);
            client.mute(room, "alice", "{\"audio\":true}");
            JsonObject muted = events.nextOf("muted", LIMIT).data();
            assertThat(muted.getString("participant")).isEqualTo("alice");
            assertThat(muted.getJsonObject("track").getString("kind")).isEqualTo("audio");
            assertThat(muted.getJsonObject("track").getBoolean("muted")).isTrue();
            client.mute(room, "alice", "{\"audio\":false,\"video\":true}");
            assertThat(events.nextOf("muted", LIMIT).data()).isNotEqualTo(muted);
        }
    }
}
