package dev.bluesky.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.EventStream;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import dev.bluesky.it.peer.SdpForm;
import dev.bluesky.it.peer.ViewerProcess;
import jakarta.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rooms from creation to close, who is in them, and what the event stream tells about it. */
class RoomLifeIT extends DeployedBlueSky {
    private static final Picture BLUE = Picture.small(Tint.BLUE);

    @Test
    void aRoomIsCreatedListedDescribedAndClosedByItsAdminAlone() {
        String room = client.createRoom("alice");
        assertThat(client.rooms()).contains(room);
        assertThat(client.room(room).getString("admin")).isEqualTo("alice");
        assertThat(client.room(room).getJsonArray("participants")).isEmpty();

        var refused = client.tryCloseRoom(room, "mallory");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"error\"");
        assertThat(refused.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(client.rooms()).contains(room);

        client.closeRoom(room, "alice");
        assertThat(client.rooms()).doesNotContain(room);
        assertThat(client.tryRoom(room).statusCode()).isEqualTo(404);
    }

    /** For servers that refuse a DELETE with a body, as a stock Payara does. */
    @Test
    void aRoomCanBeClosedWithoutABodyByItsAdminAlone() {
        String room = client.createRoom("alice");

        assertThat(client.tryCloseRoomByQuery(room, "mallory").statusCode()).isEqualTo(403);
        assertThat(client.rooms()).contains(room);
        assertThat(client.tryCloseRoomByQuery(room, "alice").statusCode()).isEqualTo(204);
        assertThat(client.rooms()).doesNotContain(room);
    }

    @Test
    void aRoomKeepsTheIdAndMetadataThatItWasGivenAndTheIdIsTakenThen() {
        String id = "standup-" + UUID.randomUUID();
        var body =
                Json.createObjectBuilder()
                        .add("user_id", "alice")
                        .add("id", id)
                        .add("metadata", Json.createObjectBuilder().add("topic", "birds"))
                        .build();
        assertThat(client.createRoom(body)).isEqualTo(id);
        assertThat(client.room(id).getJsonObject("metadata").getString("topic")).isEqualTo("birds");
        assertThat(client.tryCreateRoom(body).statusCode()).isEqualTo(409);
    }

    @Test
    void aFullRoomTurnsTheNextAwayAndTakesItWhenSomebodyLeft() {
        var body = Json.createObjectBuilder().add("user_id", "alice").add("capacity", 1).build();
        String room = client.createRoom(body);
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            String bobsPath = BlueSkyClient.sdpPath(room, "bob", "alice", "false");
            var refused = client.send("POST", bobsPath, "application/sdp", bob.offer());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();

            client.unpublish(room, "alice");
            bob.accept(client.negotiate(bobsPath, SdpForm.PLAIN, bob.offer()));
        }
    }

    @Test
    void closingTheRoomEndsEveryConnectionInIt() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            client.receive(room, "bob", "alice", bob);
            bob.await(BLUE, 440, LIMIT);
            client.closeRoom(room, "alice");
            bob.awaitStandstill(LIMIT);
            Eventually.within(LIMIT, alice::state, () -> !alice.connected());
        }
    }

    @Test
    void theEventStreamTellsWhoComesPublishesEndsAndLeavesUntilTheRoomCloses() {
        String room = client.createRoom("alice");
        try (EventStream events = client.events(room);
                PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            var snapshot = events.next(LIMIT);
            assertThat(snapshot.type()).isEqualTo("snapshot");
            assertThat(snapshot.data()).isEqualTo(client.room(room));

            client.publish(room, "alice", alice);
            var joined = events.next(LIMIT);
            assertThat(joined.type()).isEqualTo("joined");
            assertThat(joined.data().getJsonObject("participant").getString("id"))
                    .isEqualTo("alice");
            var first = events.nextOf("published", LIMIT).data();
            var second = events.nextOf("published", LIMIT).data();
            assertThat(first.getString("participant")).isEqualTo("alice");
            assertThat(first.getJsonObject("track")).isNotEqualTo(second.getJsonObject("track"));

            client.unpublish(room, "alice");
            var ended = events.nextOf("ended", LIMIT).data();
            assertThat(ended.getString("participant")).isEqualTo("alice");
            var left = events.nextOf("left", LIMIT).data();
            assertThat(left.getString("participant")).isEqualTo("alice");

            client.closeRoom(room, "alice");
            var closed = events.next(LIMIT);
            assertThat(closed.type()).isEqualTo("room-closed");
            assertThat(closed.data().getString("room")).isEqualTo(room);
            assertThat(events.endsWithin(LIMIT)).isTrue();
        }
    }

    @Test
    void aStreamThatStartsLateBeginsWithEverybodyWhoIsThere() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            client.publish(room, "alice", alice);
            try (EventStream events = client.events(room)) {
                var participant =
                        events.nextOf("snapshot", LIMIT)
                                .data()
                                .getJsonArray("participants")
                                .getJsonObject(0);
                assertThat(participant.getString("id")).isEqualTo("alice");
                assertThat(participant.getJsonArray("tracks")).hasSize(2);
                events.nextOf("heartbeat", LIMIT);
            }
        }
    }

    @Test
    void aViewerWhoseConnectionIsClosedWithoutAWordToTheServerLeavesTheRoom() {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            client.publish(room, "alice", alice);
            try (ReceivingPeer bob = new ReceivingPeer()) {
                client.receive(room, "bob", "alice", bob);
                bob.await(BLUE, 440, LIMIT);
                assertThat(client.participants(room)).containsExactlyInAnyOrder("alice", "bob");
            }
            awaitOnlyAlice(room);
        }
    }

    @Test
    void aViewerWhoseProcessDiesLeavesTheRoom() throws IOException {
        String room = client.createRoom("alice");
        try (PublishingPeer alice = new PublishingPeer(BLUE, 440)) {
            client.publish(room, "alice", alice);
            try (ViewerProcess bob = ViewerProcess.start(client, room, "bob", "alice")) {
                assertThat(client.participants(room)).containsExactlyInAnyOrder("alice", "bob");
                bob.kill();
            }
            awaitOnlyAlice(room);
        }
    }

    private void awaitOnlyAlice(String room) {
        Eventually.within(
                LIMIT,
                () -> client.room(room),
                () -> client.participants(room).equals(List.of("alice")));
    }
}
