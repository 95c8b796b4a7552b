package dev.bluesky.web;

import dev.bluesky.sfu.ChatMessage;
import dev.bluesky.sfu.RoomSnapshot;
import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import dev.bluesky.sfu.RoomStatistics;
import dev.bluesky.sfu.RoomStatistics.OfConnection;
import dev.bluesky.sfu.Slot;
import dev.bluesky.sfu.Track;
import dev.bluesky.sfu.UserId;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A room as JSON.
 *
 * @param id its id
 * @param admin who may close it, and decides who is in it
 * @param capacity people it takes
 * @param engine the engine's label
 * @param metadata as given at its creation
 * @param participants in the order in which they joined
 * @param speaker who spoke last and is not muted
 * @param slots those of the user who listens, in the snapshot of a stream for that user
 * @param locked whether nobody else is let in
 * @param chat the newest messages, in the snapshot of a stream for a user
 * @param connectionsOmitted connections that are not listed, if there are any
 */
public record RoomJson(
        String id,
        String admin,
        int capacity,
        String engine,
        JsonObject metadata,
        List<ParticipantJson> participants,
        Optional<String> speaker,
        Optional<List<SlotJson>> slots,
        boolean locked,
        Optional<List<ChatMessageJson>> chat,
        OptionalInt connectionsOmitted) {

    /** As an event tells it, without connections. */
    static RoomJson of(RoomSnapshot room) {
        return of(room, ParticipantJson::of, 0);
    }

    static RoomJson of(RoomSnapshot room, RoomStatistics counted) {
        Map<UserId, List<ConnectionJson>> connections =
                counted.connections().stream()
                        .collect(
                                Collectors.groupingBy(
                                        connection -> connection.id().user(),
                                        Collectors.mapping(
                                                ConnectionJson::of, Collectors.toList())));
        return of(
                room,
                participant ->
                        ParticipantJson.of(
                                participant, connections.getOrDefault(participant.id(), List.of())),
                counted.omitted());
    }

    private static RoomJson of(
            RoomSnapshot room,
            Function<ParticipantSnapshot, ParticipantJson> participants,
            int omitted) {
        byte[] metadata = room.metadata().getBytes(StandardCharsets.UTF_8);
        return new RoomJson(
                room.id().value(),
                room.admin().value(),
                room.capacity(),
                room.engine().label(),
                JsonMembers.parse(metadata, "The metadata").object(),
                room.participants().stream().map(participants).toList(),
                room.speaker().map(UserId::value),
                room.slots().map(all -> all.stream().map(SlotJson::of).toList()),
                room.locked(),
                room.chat().map(all -> all.stream().map(ChatMessageJson::of).toList()),
                omitted == 0 ? OptionalInt.empty() : OptionalInt.of(omitted));
    }

    /**
     * A participant.
     *
     * @param id the user
     * @param name as shown to others
     * @param tracks what the user publishes
     * @param hand since when it is raised, in milliseconds since 1970
     * @param screenOf who shows this screen, if it is one
     * @param connections of the user; nothing in events
     */
    public record ParticipantJson(
            String id,
            String name,
            List<TrackJson> tracks,
            OptionalLong hand,
            Optional<String> screenOf,
            Optional<List<ConnectionJson>> connections) {

        /** As an event tells it. */
        static ParticipantJson of(ParticipantSnapshot participant) {
            return of(participant, Optional.empty());
        }

        static ParticipantJson of(
                ParticipantSnapshot participant, List<ConnectionJson> connections) {
            return of(participant, Optional.of(connections));
        }

        private static ParticipantJson of(
                ParticipantSnapshot participant, Optional<List<ConnectionJson>> connections) {
            return new ParticipantJson(
                    participant.id().value(),
                    participant.name(),
                    participant.tracks().stream().map(TrackJson::of).toList(),
                    participant.handRaisedAtMs(),
                    participant.id().presenter().map(UserId::value),
                    connections);
        }
    }

    /**
     * A published track.
     *
     * @param id the mid of its m-line in the publisher's offer
     * @param kind {@code audio} or {@code video}
     * @param muted as its publisher says
     */
    public record TrackJson(String id, String kind, boolean muted) {

        static TrackJson of(Track track) {
            return new TrackJson(track.id(), track.kind(), track.muted());
        }
    }

    /**
     * What somebody has written.
     *
     * @param id 1 for the room's first message, and so on
     * @param participant who wrote it
     * @param name of that participant as shown then
     * @param at in milliseconds since 1970
     */
    public record ChatMessageJson(long id, String participant, String name, String text, long at) {

        static ChatMessageJson of(ChatMessage message) {
            return new ChatMessageJson(
                    message.id(),
                    message.participant().value(),
                    message.name(),
                    message.text().value(),
                    message.atMs());
        }
    }

    /**
     * A slot of a viewer.
     *
     * @param mid of its m-line in the viewer's offer
     * @param participant who is in it
     * @param track what of that participant
     * @param state {@code live}, {@code paused} or {@code bandwidth}
     */
    public record SlotJson(
            String mid, Optional<String> participant, Optional<TrackJson> track, String state) {

        static SlotJson of(Slot slot) {
            return new SlotJson(
                    slot.mid(),
                    slot.participant().map(UserId::value),
                    slot.track().map(TrackJson::of),
                    slot.state().label());
        }
    }

    /**
     * A peer connection.
     *
     * @param peer whose tracks it carries
     * @param isSender whether the user publishes over it
     * @param statistics nothing if the engine did not answer in time
     */
    public record ConnectionJson(String peer, boolean isSender, Optional<SummaryJson> statistics) {

        static ConnectionJson of(OfConnection connection) {
            return new ConnectionJson(
                    connection.id().peer().value(),
                    connection.id().publishes(),
                    connection.statistics().map(SummaryJson::of));
        }
    }
}
