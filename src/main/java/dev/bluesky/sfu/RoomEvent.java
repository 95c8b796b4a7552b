package dev.bluesky.sfu;

import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import java.util.Optional;
import java.util.OptionalLong;

/** What happens in a room, in the order in which it happens. */
public sealed interface RoomEvent {

    /** The room as it is when somebody begins to listen; the first event that a listener hears. */
    record Snapshot(RoomSnapshot room) implements RoomEvent {}

    /** Somebody's first peer connection was negotiated, or a participant's name changed. */
    record Joined(ParticipantSnapshot participant) implements RoomEvent {}

    /**
     * A participant's last peer connection was closed.
     *
     * @param by who has removed the participant, if somebody has
     */
    record Left(UserId participant, Optional<UserId> by) implements RoomEvent {

        /** Somebody who was not removed. */
        public Left(UserId participant) {
            this(participant, Optional.empty());
        }
    }

    /** A user was removed; heard by listeners of that user alone, to whom nothing follows. */
    record Removed(UserId participant, UserId by) implements RoomEvent {}

    /** A participant's offer sends a track that the last one did not. */
    record Published(UserId participant, Track track) implements RoomEvent {}

    /** A participant no longer sends a track. */
    record Ended(UserId participant, Track track) implements RoomEvent {}

    /**
     * A participant says that a track is muted, or is not any more; or the admin has muted it.
     *
     * @param by the admin; empty if it is the participant's own word
     */
    record Muted(UserId participant, Track track, Optional<UserId> by) implements RoomEvent {

        /** By the participant itself. */
        public Muted(UserId participant, Track track) {
            this(participant, track, Optional.empty());
        }
    }

    /**
     * A participant has raised its hand, or it is down again.
     *
     * @param raisedAtMs in milliseconds since 1970; empty if it is down
     * @param by the admin, if it has lowered it
     */
    record Hand(UserId participant, OptionalLong raisedAtMs, Optional<UserId> by)
            implements RoomEvent {}

    /** A participant has written something; heard by listeners of people alone. */
    record Said(ChatMessage message) implements RoomEvent {}

    /** A participant shows something for a moment; heard by listeners of people alone. */
    record Reacted(UserId participant, Emoji emoji) implements RoomEvent {}

    /** From now on nobody else comes in, or everybody does again. */
    record Locked(boolean locked) implements RoomEvent {}

    /** Somebody else speaks now; nobody if the one who spoke has gone or is muted. */
    record SpeakerChanged(Optional<UserId> participant) implements RoomEvent {}

    /** A slot of a viewer has changed; heard by listeners of that user alone. */
    record SlotChanged(UserId viewer, Slot slot) implements RoomEvent {}

    /** The room is closed; nothing follows. */
    record RoomClosed(RoomId room, String reason) implements RoomEvent {}
}
