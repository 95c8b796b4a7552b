package dev.bluesky.sfu;

import dev.bluesky.config.EngineName;
import java.util.List;
import java.util.Optional;

/**
 * A room at one moment.
 *
 * @param id the room
 * @param admin who may close it
 * @param capacity people it takes
 * @param engine what moves its media
 * @param metadata the JSON object given at its creation
 * @param participants in the order in which they joined
 * @param speaker who spoke last and is not muted; empty if nobody has spoken
 * @param slots those of the user who asked; empty if nobody in particular did
 */
public record RoomSnapshot(
        RoomId id,
        UserId admin,
        int capacity,
        EngineName engine,
        String metadata,
        List<ParticipantSnapshot> participants,
        Optional<UserId> speaker,
        Optional<List<Slot>> slots) {

    /** Keeps copies. */
    public RoomSnapshot {
        participants = List.copyOf(participants);
        slots = slots.map(List::copyOf);
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
