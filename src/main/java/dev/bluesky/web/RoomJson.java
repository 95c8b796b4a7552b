package dev.bluesky.web;

import dev.bluesky.sfu.RoomSnapshot;
import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import dev.bluesky.sfu.Track;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A room as JSON.
 *
 * @param id its id
 * @param admin who may close it
 * @param capacity people it takes
 * @param engine the engine's label
 * @param metadata as given at its creation
 * @param participants in the order in which they joined
 */
public record RoomJson(
        String id,
        String admin,
        int capacity,
        String engine,
        JsonObject metadata,
        List<ParticipantJson> participants) {

    static RoomJson of(RoomSnapshot room) {
        byte[] metadata = room.metadata().getBytes(StandardCharsets.UTF_8);
        return new RoomJson(
                room.id().value(),
                room.admin().value(),
                room.capacity(),
                room.engine().label(),
                JsonMembers.parse(metadata, "The metadata").object(),
                room.participants().stream().map(ParticipantJson::of).toList());
    }

    /**
     * A participant.
     *
     * @param id the user
     * @param name as shown to others
     * @param tracks what the user publishes
     */
    public record ParticipantJson(String id, String name, List<TrackJson> tracks) {

        static ParticipantJson of(ParticipantSnapshot participant) {
            return new ParticipantJson(
                    participant.id().value(),
                    participant.name(),
                    participant.tracks().stream().map(TrackJson::of).toList());
        }
    }

    /**
     * A published track.
     *
     * @param id the mid of its m-line in the publisher's offer
     * @param kind {@code audio} or {@code video}
     */
    public record TrackJson(String id, String kind) {

        static TrackJson of(Track track) {
            return new TrackJson(track.id(), track.kind());
        }
    }
}
