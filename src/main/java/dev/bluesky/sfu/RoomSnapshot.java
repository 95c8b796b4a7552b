package dev.bluesky.sfu;

import dev.bluesky.config.EngineName;
import java.util.List;

/**
 * A room at one moment.
 *
 * @param id the room
 * @param admin who may close it
 * @param capacity people it takes
 * @param engine what moves its media
 * @param metadata the JSON object given at its creation
 * @param participants in the order in which they joined
 */
public record RoomSnapshot(
        RoomId id,
        UserId admin,
        int capacity,
        EngineName engine,
        String metadata,
        List<ParticipantSnapshot> participants) {

    /** Keeps a copy. */
    public RoomSnapshot {
        participants = List.copyOf(participants);
    }

    /**
     * A participant at one moment.
     *
     * @param id the user
     * @param name as shown to others; "" if none was given
     * @param tracks what the user publishes
     */
    public record ParticipantSnapshot(UserId id, String name, List<Track> tracks) {

        /** Keeps a copy. */
        public ParticipantSnapshot {
            tracks = List.copyOf(tracks);
        }
    }
}
