package dev.bluesky.web;

import dev.bluesky.sfu.RoomEvent;
import dev.bluesky.sfu.Track;
import dev.bluesky.sfu.UserId;
import dev.bluesky.web.RoomJson.ChatMessageJson;
import dev.bluesky.web.RoomJson.ParticipantJson;
import dev.bluesky.web.RoomJson.SlotJson;
import dev.bluesky.web.RoomJson.TrackJson;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An event of the stream.
 *
 * @param name the SSE event name
 * @param data JSON
 * @param isLast whether the stream ends with it
 */
record EventJson(String name, String data, boolean isLast) {

    static final EventJson HEARTBEAT = new EventJson("heartbeat", "{}", false);

    /** A participant who joined. */
    public record Joined(ParticipantJson participant) {}

    /** A participant who left, and who has removed it. */
    public record Left(String participant, Optional<String> by) {}

    /** A track that was published, ended or muted, and who has muted it but its publisher. */
    public record TrackChange(String participant, TrackJson track, Optional<String> by) {}

    /** A hand, since when it is raised, and who has lowered it but the participant. */
    public record Hand(String participant, boolean raised, OptionalLong at, Optional<String> by) {}

    /** Who speaks. */
    public record Speaker(Optional<String> participant) {}

    static EventJson of(RoomEvent event) {
        if (event instanceof RoomEvent.Snapshot snapshot) {
            return event("snapshot", RoomJson.of(snapshot.room()));
        }
        if (event instanceof RoomEvent.Joined joined) {
            return event("joined", new Joined(ParticipantJson.of(joined.participant())));
        }
        if (event instanceof RoomEvent.Left left) {
            return event("left", new Left(left.participant().value(), value(left.by())));
        }
        if (event instanceof RoomEvent.Published published) {
            return event(
                    "published",
                    change(published.participant(), published.track(), Optional.empty()));
        }
        if (event instanceof RoomEvent.Ended ended) {
            return event("ended", change(ended.participant(), ended.track(), Optional.empty()));
        }
        return event instanceof RoomEvent.RoomClosed closed ? roomClosed(closed) : inRoom(event);
    }

    /** What changes between joining and leaving. */
    private static EventJson inRoom(RoomEvent event) {
        if (event instanceof RoomEvent.Muted muted) {
            return event("muted", change(muted.participant(), muted.track(), muted.by()));
        }
        if (event instanceof RoomEvent.SpeakerChanged speaker) {
            return event("speaker", new Speaker(value(speaker.participant())));
        }
        return event instanceof RoomEvent.SlotChanged changed
                ? event("slot", SlotJson.of(changed.slot()))
                : amongPeople(event);
    }

    /** What people do beside media, and what the admin does to them. */
    private static EventJson amongPeople(RoomEvent event) {
        if (event instanceof RoomEvent.Said said) {
            return event("chat", ChatMessageJson.of(said.message()));
        }
        if (event instanceof RoomEvent.Reacted reacted) {
            return event(
                    "reaction",
                    Map.of(
                            "participant", reacted.participant().value(),
                            "emoji", reacted.emoji().value()));
        }
        if (event instanceof RoomEvent.Hand hand) {
            return event("hand", hand(hand));
        }
        if (event instanceof RoomEvent.Locked locked) {
            return event("locked", Map.of("locked", locked.locked()));
        }
        return removed((RoomEvent.Removed) event);
    }

    private static Hand hand(RoomEvent.Hand hand) {
        return new Hand(
                hand.participant().value(),
                hand.raisedAtMs().isPresent(),
                hand.raisedAtMs(),
                value(hand.by()));
    }

    private static EventJson removed(RoomEvent.Removed removed) {
        Map<String, String> data = Map.of("by", removed.by().value());
        return new EventJson("removed", JsonbProvider.jsonb().toJson(data), true);
    }

    private static EventJson roomClosed(RoomEvent.RoomClosed closed) {
        Map<String, String> data = Map.of("room", closed.room().value(), "reason", closed.reason());
        return new EventJson("room-closed", JsonbProvider.jsonb().toJson(data), true);
    }

    private static TrackChange change(UserId participant, Track track, Optional<UserId> by) {
        return new TrackChange(participant.value(), TrackJson.of(track), value(by));
    }

    private static Optional<String> value(Optional<UserId> user) {
        return user.map(UserId::value);
    }

    private static EventJson event(String name, Object data) {
        return new EventJson(name, JsonbProvider.jsonb().toJson(data), false);
    }
}
