package dev.bluesky.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.EventStream;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do in a room beside media, and what its admin does, over HTTP. */
class MeetingIT extends DeployedBlueSky {
    private static final String JSON = "application/json";
    private static final Picture BLUE = Picture.small(Tint.BLUE);

    private HttpResponse<String> call(String method, String room, String path, String body) {
        return client.send(method, "webrtc/room/" + room + "/" + path, JSON, body);
    }

    private void done(String method, String room, String path, String body) {
        HttpResponse<String> answer = call(method, room, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    @Test
    void whatIsSaidAndShownIsHeardAndWhoComesLateReadsIt() {
        String room = client.createRoom("alice");
        try (PublishingPeer bob = new PublishingPeer(BLUE, 440);
                EventStream events = client.events(room, "alice")) {
            String hello = "{\"user_id\":\"bob\",\"text\":\"Grüße 😀\"}";
            assertThat(call("POST", room, "chat", hello).statusCode()).isEqualTo(403);
            client.publish(room, "bob", bob);
            done("POST", room, "chat", hello);
            done("POST", room, "reactions", "{\"user_id\":\"bob\",\"emoji\":\"👏\"}");
            done("PUT", room, "participants/bob/hand", "{\"user_id\":\"bob\",\"raised\":true}");

            JsonObject said = events.nextOf("chat", LIMIT).data();
            assertThat(said.getString("text")).isEqualTo("Grüße 😀");
            assertThat(events.next(LIMIT).data().getString("emoji")).isEqualTo("👏");
            JsonObject hand = events.next(LIMIT).data();
            assertThat(hand.getBoolean("raised")).isTrue();
            try (EventStream late = client.events(room, "carol")) {
                JsonObject snapshot = late.next(LIMIT).data();
                assertThat(snapshot.getJsonArray("chat")).isEqualTo(List.of(said));
                assertThat(snapshot.getValue("/participants/0/hand")).isEqualTo(hand.get("at"));
            }
        }
    }

    @Test
    void nobodySaysMoreThanOthersBear() {
        String room = client.createRoom("alice");
        try (PublishingPeer bob = new PublishingPeer(BLUE, 440)) {
            client.publish(room, "bob", bob);
            HttpResponse<String> last = call("POST", room, "chat", "{}");
            for (int i = 0; i < 100 && last.statusCode() != 429; i++) {
                last = call("POST", room, "chat", "{\"user_id\":\"bob\",\"text\":\"spam\"}");
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).contains("1");
            assertThat(last.body()).contains("\"error\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "native"})
    void whoIsMutedByTheAdminIsNotRelayedUntilItUnmutesItself(String engine) {
        String room = client.createRoom("alice", engine);
        try (PublishingPeer bob = new PublishingPeer(BLUE, 440);
                ReceivingPeer carol = new ReceivingPeer();
                EventStream events = client.events(room, "bob")) {
            client.publish(room, "bob", bob);
            client.receive(room, "carol", "bob", carol);
            carol.await(BLUE, 440, LIMIT);
            String muted = "{\"user_id\":\"alice\",\"audio\":true,\"video\":true}";
            done("PUT", room, "participants/bob/muted", muted);
            assertThat(events.nextOf("muted", LIMIT).data().getString("by")).isEqualTo("alice");
            carol.awaitStandstill(LIMIT);

            client.mute(room, "bob", "{\"audio\":false,\"video\":false}");
            carol.await(BLUE, 440, LIMIT);
        }
    }

    @Test
    void whoIsRemovedIsOutAndStaysOutUntilAdmitted() {
        String room = client.createRoom("alice");
        try (PublishingPeer bob = new PublishingPeer(BLUE, 440);
                EventStream bobs = client.events(room, "bob");
                EventStream others = client.events(room)) {
            client.publish(room, "bob", bob);
            String path = "participants/bob?user_id=";
            assertThat(call("DELETE", room, path + "mallory", "").statusCode()).isEqualTo(403);
            done("DELETE", room, path + "alice", "");

            assertThat(bobs.nextOf("removed", LIMIT).data().getString("by")).isEqualTo("alice");
            assertThat(bobs.endsWithin(LIMIT)).isTrue();
            assertThat(others.nextOf("left", LIMIT).data().getString("by")).isEqualTo("alice");
            assertThat(client.participants(room)).isEmpty();

            try (PublishingPeer again = new PublishingPeer(BLUE, 440)) {
                assertThat(offer(room, "bob", again).statusCode()).isEqualTo(403);
                done("PUT", room, "participants/bob/admitted", "{\"user_id\":\"alice\"}");
                client.publish(room, "bob", again);
            }
        }
    }

    @Test
    void aLockedRoomLetsNobodyElseIn() {
        String room = client.createRoom("alice");
        try (PublishingPeer bob = new PublishingPeer(BLUE, 440);
                PublishingPeer carol = new PublishingPeer(BLUE, 550)) {
            client.publish(room, "bob", bob);
            done("PUT", room, "locked", "{\"user_id\":\"alice\",\"locked\":true}");
            assertThat(client.room(room).getBoolean("locked")).isTrue();
            HttpResponse<String> refused = offer(room, "carol", carol);
            assertThat(refused.statusCode()).isEqualTo(423);
            assertThat(refused.body()).contains("\"title\":\"Locked\"", "lets nobody in");

            client.unpublish(room, "bob");
            client.publish(room, "bob", bob);
            done("PUT", room, "locked", "{\"user_id\":\"alice\",\"locked\":false}");
            client.publish(room, "carol", carol);
        }
    }

    @Test
    void theServerTellsItsRoomsPeopleAndLoad() {
        String room = client.createRoom("alice");
        try (PublishingPeer bob = new PublishingPeer(BLUE, 440)) {
            client.publish(room, "bob", bob);
            Eventually.within(
                    LIMIT,
                    client::statistics,
                    () -> ofRoom(room).map(of -> of.getInt("packetsReceived") > 0).orElse(false));
            assertThat(ofRoom(room).orElseThrow().getInt("participants")).isEqualTo(1);
            JsonObject all = client.statistics();
            assertThat(all.getJsonObject("totals").getInt("rooms")).isPositive();
            assertThat(all.getJsonObject("load").getInt("processors")).isPositive();
            assertThat(all.getJsonArray("engines")).hasSize(2);
        }
    }

    private Optional<JsonObject> ofRoom(String room) {
        return client.statistics().getJsonArray("rooms").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("id").equals(room))
                .findFirst();
    }

    private HttpResponse<String> offer(String room, String user, PublishingPeer peer) {
        String path = BlueSkyClient.sdpPath(room, user, user, "true");
        return client.send("POST", path, "application/sdp", peer.offer());
    }
}
