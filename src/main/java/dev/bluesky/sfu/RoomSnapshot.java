package dev.bluesky.sfu;

import dev.bluesky.config.EngineName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A room at one moment.
 *
 * @param id the room
 * @param admin who may close it, and decides who is in it
 * @param capacity people it takes
 * @param engine what moves its media
 * @param metadata the JSON object given at its creation
 * @param participants in the order in which they joined
 * @param speaker who spoke last and is not muted; empty if nobody has spoken
 * @param slots those of the user who asked; empty if nobody in particular did
 * @param locked whether nobody else is let in
 * @param chat the newest messages, the oldest of them first; empty if nobody in particular asked,
 *     or one who may not be in the room
 */
public record RoomSnapshot(
        RoomId id,
        UserId admin,
        int capacity,
        EngineName engine,
        String metadata,
        List<ParticipantSnapshot> participants,
        Optional<UserId> speaker,
        Optional<List<Slot>> slots,
        boolean locked,
        Optional<List<ChatMessage>> chat) {

    /** Keeps copies. */
    public RoomSnapshot {
        participants = List.copyOf(participants);
        slots = slots.map(List::copyOf);
        chat = chat.map(List::copyOf);
    }

    /**
     * A participant at one moment.
     *
     * @param id the user
     * @param name as shown to others; "" if none was given
     * @param tracks what the user publishes
     * @param handRaisedAtMs since when its hand is up, in milliseconds since 1970; no two are the
     *     same; empty if it is down
     */
    public record ParticipantSnapshot(
            UserId id, String name, List<Track> tracks, OptionalLong handRaisedAtMs) {

        /** Whose hand is down. */
        public ParticipantSnapshot(UserId id, String name, List<Track> tracks) {
            this(id, name, tracks, OptionalLong.empty());
        }

        /** Keeps a copy. */
        public ParticipantSnapshot {
            tracks = List.copyOf(tracks);
        }
    }
}
