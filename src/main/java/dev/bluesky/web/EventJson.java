package dev.bluesky.web;

import dev.bluesky.sfu.RoomEvent;
import dev.bluesky.sfu.Track;
import dev.bluesky.sfu.UserId;
import dev.bluesky.web.RoomJson.ParticipantJson;
import dev.bluesky.web.RoomJson.SlotJson;
import dev.bluesky.web.RoomJson.TrackJson;
import java.util.Map;
import java.util.Optional;

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

    /** A track that was published or ended. */
    public record TrackChange(String participant, TrackJson track) {}

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
            return event("left", Map.of("participant", left.participant().value()));
        }
        if (event instanceof RoomEvent.Published published) {
            return event("published", change(published.participant(), published.track()));
        }
        if (event instanceof RoomEvent.Ended ended) {
            return event("ended", change(ended.participant(), ended.track()));
        }
        return event instanceof RoomEvent.RoomClosed closed ? roomClosed(closed) : inRoom(event);
    }

    /** What changes between joining and leaving. */
    private static EventJson inRoom(RoomEvent event) {
        if (event instanceof RoomEvent.Muted muted) {
            return event("muted", change(muted.participant(), muted.track()));
        }
        if (event instanceof RoomEvent.SpeakerChanged speaker) {
            return event("speaker", new Speaker(speaker.participant().map(UserId::value)));
        }
        return event("slot", SlotJson.of(((RoomEvent.SlotChanged) event).slot()));
    }

    private static EventJson roomClosed(RoomEvent.RoomClosed closed) {
        Map<String, String> data = Map.of("room", closed.room().value(), "reason", closed.reason());
        return new EventJson("room-closed", JsonbProvider.jsonb().toJson(data), true);
    }

    private static TrackChange change(UserId participant, Track track) {
        return new TrackChange(participant.value(), TrackJson.of(track));
    }

    private static EventJson event(String name, Object data) {
        return new EventJson(name, JsonbProvider.jsonb().toJson(data), false);
    }
}
