package dev.bluesky.sfu;

import dev.bluesky.config.EngineName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole server at one moment, for whoever runs it. What was counted is of the connections that
 * are open then: it falls when somebody leaves.
 *
 * @param startedAtMs when the application was started, in milliseconds since 1970
 * @param atMs the moment, in milliseconds since 1970
 * @param participants in all rooms
 * @param connections in all rooms
 * @param connectionsAsked those that {@code counted} is of, and that answered in time
 * @param counted by all who answered
 * @param rooms those with the most people first; not all of them if there are many
 * @param roomsAll how many there are
 */
public record ServerStatistics(
        long startedAtMs,
        long atMs,
        int participants,
        int connections,
        int connectionsAsked,
        Totals counted,
        List<OfRoom> rooms,
        int roomsAll,
        List<OfEngine> engines) {

    /** Keeps copies. */
    public ServerStatistics {
        rooms = List.copyOf(rooms);
        engines = List.copyOf(engines);
    }

    /**
     * A room.
     *
     * @param participants people in it
     * @param capacity people it takes
     * @param locked whether nobody else is let in
     * @param connections peer connections in it
     * @param counted by those who were asked and have answered
     */
    public record OfRoom(
            RoomId id,
            EngineName engine,
            int participants,
            int capacity,
            boolean locked,
            int connections,
            Totals counted) {}

    /**
     * An engine.
     *
     * @param unavailable why it cannot run here; empty if it can
     * @param counters of all its rooms, by {@code group.name}; empty if it did not answer in time
     */
    public record OfEngine(
            EngineName name, Optional<String> unavailable, Map<String, Long> counters) {

        /** Keeps a copy. */
        public OfEngine {
            counters = Map.copyOf(counters);
        }
    }
}
