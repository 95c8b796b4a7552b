package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.config.EngineName;
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
import org.junit.jupiter.api.Test;

/** The events as {@code http-api.md} writes them. */
class EventJsonTest {
    private static final UserId BOB = new UserId("bob");
    private static final Track VIDEO = new Track("1", "video");
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
                        List.of(new ParticipantSnapshot(BOB, "Bob", List.of(VIDEO))),
                        Optional.of(BOB),
                        Optional.of(List.of(SLOT)));
        assertEvent(
                new RoomEvent.Snapshot(room),
                "snapshot",
                """
                {"id":"standup","admin":"alice","capacity":100,"engine":"native",
                 "metadata":{"topic":"birds"},
                 "participants":[{"id":"bob","name":"Bob","tracks":[{"id":"1","kind":"video","muted":false}]}],
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
    void onlyRoomClosedIsTheLast() {
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
