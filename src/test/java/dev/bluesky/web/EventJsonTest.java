package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.config.EngineName;
import dev.bluesky.sfu.ChatMessage;
import dev.bluesky.sfu.ChatText;
import dev.bluesky.sfu.Emoji;
import dev.bluesky.sfu.RoomEvent;
import dev.bluesky.sfu.RoomId;
import dev.bluesky.sfu.RoomSnapshot;
import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import dev.bluesky.sfu.Slot;
import dev.bluesky.sfu.SlotState;
import dev.bluesky.sfu.Track;
import dev.bluesky.sfu.UserId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The events as {@code http-api.md} writes them. */
class EventJsonTest {
    private static final UserId BOB = new UserId("bob");
    private static final Track VIDEO = new Track("1", "video");
    private static final ChatMessage MESSAGE =
            new ChatMessage(7, BOB, "Bob", ChatText.of("Hello"), 1_795_472_400_000L);
    private static final Slot SLOT =
            new Slot(
                    "3",
                    Optional.of(BOB),
                    Optional.of(new Track("1", "video", true)),
                    SlotState.LIVE);

    @Test
    void aSnapshotIsTheRoom() {
        RoomSnapshot room =
                new RoomSnapshot(
                        new RoomId("standup"),
                        new UserId("alice"),
                        100,
                        EngineName.NATIVE,
                        "{\"topic\":\"birds\"}",
                        List.of(
                                new ParticipantSnapshot(
                                        BOB, "Bob", List.of(VIDEO), OptionalLong.of(5))),
                        Optional.of(BOB),
                        Optional.of(List.of(SLOT)),
                        true,
                        Optional.of(List.of(MESSAGE)));
        assertEvent(
                new RoomEvent.Snapshot(room),
                "snapshot",
                """
                {"id":"standup","admin":"alice","capacity":100,"engine":"native",
                 "metadata":{"topic":"birds"},
                 "participants":[{"id":"bob","name":"Bob","hand":5,
                  "tracks":[{"id":"1","kind":"video","muted":false}]}],"locked":true,
                 "chat":[{"id":7,"participant":"bob","name":"Bob","text":"Hello","at":1795472400000}],
                 "speaker":"bob","slots":[{"mid":"3","participant":"bob","state":"live",
                  "track":{"id":"1","kind":"video","muted":true}}]}
                """);
    }

    @Test
    void joinedHasTheParticipant() {
        assertEvent(
                new RoomEvent.Joined(new ParticipantSnapshot(BOB, "Bob", List.of())),
                "joined",
                "{\"participant\":{\"id\":\"bob\",\"name\":\"Bob\",\"tracks\":[]}}");
    }

    @Test
    void aScreenSaysWhoShowsIt() {
        UserId screen = new UserId("bob~screen");
        assertEvent(
                new RoomEvent.Joined(new ParticipantSnapshot(screen, "Bob", List.of())),
                "joined",
                """
                {"participant":
                 {"id":"bob~screen","name":"Bob","screenOf":"bob","tracks":[]}}
                """);
    }

    @Test
    void leftHasTheId() {
        assertEvent(new RoomEvent.Left(BOB), "left", "{\"participant\":\"bob\"}");
    }

    @Test
    void publishedAndEndedHaveTheTrack() {
        String change =
                """
                {"participant":"bob","track":{"id":"1","kind":"video","muted":false}}
                """;
        assertEvent(new RoomEvent.Published(BOB, VIDEO), "published", change);
        assertEvent(new RoomEvent.Ended(BOB, VIDEO), "ended", change);
    }

    @Test
    void mutedHasTheTrackAsItIsNow() {
        assertEvent(
                new RoomEvent.Muted(BOB, new Track("0", "audio", true)),
                "muted",
                """
                {"participant":"bob","track":{"id":"0","kind":"audio","muted":true}}
                """);
    }

    @Test
    void whatTheAdminDidSaysSo() {
        Optional<UserId> alice = Optional.of(new UserId("alice"));
        assertEvent(
                new RoomEvent.Muted(BOB, new Track("0", "audio", true), alice),
                "muted",
                """
                {"participant":"bob","track":{"id":"0","kind":"audio","muted":true},"by":"alice"}
                """);
        assertEvent(
                new RoomEvent.Left(BOB, alice),
                "left",
                "{\"participant\":\"bob\",\"by\":\"alice\"}");
        assertEvent(
                new RoomEvent.Hand(BOB, OptionalLong.empty(), alice),
                "hand",
                "{\"participant\":\"bob\",\"raised\":false,\"by\":\"alice\"}");
        assertEvent(new RoomEvent.Locked(true), "locked", "{\"locked\":true}");
    }

    @Test
    void whatPeopleSayAndShow() {
        assertEvent(
                new RoomEvent.Said(MESSAGE),
                "chat",
                """
                {"id":7,"participant":"bob","name":"Bob","text":"Hello","at":1795472400000}
                """);
        assertEvent(
                new RoomEvent.Reacted(BOB, Emoji.of("👍")),
                "reaction",
                "{\"participant\":\"bob\",\"emoji\":\"👍\"}");
        assertEvent(
                new RoomEvent.Hand(BOB, OptionalLong.of(5), Optional.empty()),
                "hand",
                "{\"participant\":\"bob\",\"raised\":true,\"at\":5}");
    }

    @Test
    void speakerHasTheParticipantOrNobody() {
        assertEvent(
                new RoomEvent.SpeakerChanged(Optional.of(BOB)),
                "speaker",
                "{\"participant\":\"bob\"}");
        assertEvent(new RoomEvent.SpeakerChanged(Optional.empty()), "speaker", "{}");
    }

    @Test
    void slotHasWhoIsInItOrNobody() {
        UserId viewer = new UserId("alice");
        assertEvent(
                new RoomEvent.SlotChanged(viewer, SLOT),
                "slot",
                """
                {"mid":"3","participant":"bob","state":"live",
                 "track":{"id":"1","kind":"video","muted":true}}
                """);
        Slot empty = new Slot("4", Optional.empty(), Optional.empty(), SlotState.PAUSED);
        assertEvent(
                new RoomEvent.SlotChanged(viewer, empty),
                "slot",
                "{\"mid\":\"4\",\"state\":\"paused\"}");
    }

    @Test
    void onlyRoomClosedAndRemovedAreTheLast() {
        RoomEvent removed = new RoomEvent.Removed(BOB, new UserId("alice"));
        assertEvent(removed, "removed", "{\"by\":\"alice\"}");
        assertThat(EventJson.of(removed).isLast()).isTrue();
        RoomEvent closed = new RoomEvent.RoomClosed(new RoomId("standup"), "closed by its admin");
        assertEvent(
                closed, "room-closed", "{\"room\":\"standup\",\"reason\":\"closed by its admin\"}");
        assertThat(EventJson.of(closed).isLast()).isTrue();
        assertThat(EventJson.of(new RoomEvent.Left(BOB)).isLast()).isFalse();
        assertThat(EventJson.HEARTBEAT.isLast()).isFalse();
    }

    @Test
    void whatAUserWroteCannotEndTheLineOfTheStream() {
        String name = "</script>\"\\ \u2028 😀";
        EventJson event =
                EventJson.of(new RoomEvent.Joined(new ParticipantSnapshot(BOB, name, List.of())));
        assertThat(event.data()).doesNotContain("\n", "\r");
        assertThat(parsed(event.data()).getJsonObject("participant").getString("name"))
                .isEqualTo(name);
    }

    private static void assertEvent(RoomEvent event, String name, String json) {
        EventJson written = EventJson.of(event);
        assertThat(written.name()).isEqualTo(name);
        assertThat(parsed(written.data())).isEqualTo(parsed(json));
    }

    private static JsonObject parsed(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
