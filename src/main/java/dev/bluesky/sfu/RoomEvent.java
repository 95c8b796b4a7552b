package dev.bluesky.sfu;

import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import java.util.Optional;

/** What happens in a room, in the order in which it happens. */
public sealed interface RoomEvent {

    /** The room as it is when somebody begins to listen; the first event that a listener hears. */
    record Snapshot(RoomSnapshot room) implements RoomEvent {}

    /** Somebody's first peer connection was negotiated, or a participant's name changed. */
    record Joined(ParticipantSnapshot participant) implements RoomEvent {}

    /** A participant's last peer connection was closed. */
    record Left(UserId participant) implements RoomEvent {}

    /** A participant's offer sends a track that the last one did not. */
    record Published(UserId participant, Track track) implements RoomEvent {}

    /** A participant no longer sends a track. */
    record Ended(UserId participant, Track track) implements RoomEvent {}

    /** A participant says that a track is muted, or is not any more. */
    record Muted(UserId participant, Track track) implements RoomEvent {}

    /** Somebody else speaks now; nobody if the one who spoke has gone or is muted. */
    record SpeakerChanged(Optional<UserId> participant) implements RoomEvent {}

    /** A slot of a viewer has changed; heard by listeners of that user alone. */
    record SlotChanged(UserId viewer, Slot slot) implements RoomEvent {}

    /** The room is closed; nothing follows. */
    record RoomClosed(RoomId room, String reason) implements RoomEvent {}
}
