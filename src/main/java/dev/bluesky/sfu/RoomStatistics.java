package dev.bluesky.sfu;

import dev.bluesky.config.EngineName;
import dev.bluesky.stats.ConnectionStatistics;
import java.util.List;
import java.util.Optional;

/**
 * What was counted in a room until a moment.
 *
 * @param room its id
 * @param engine what moves its media
 * @param connections by user, in the order in which they joined
 * @param omitted how many connections there are beside these
 */
public record RoomStatistics(
        RoomId room, EngineName engine, List<OfConnection> connections, int omitted) {

    /** Keeps a copy. */
    public RoomStatistics {
        connections = List.copyOf(connections);
    }

    /**
     * One connection.
     *
     * @param id whose it is
     * @param statistics empty if the engine did not answer in time
     */
    public record OfConnection(ConnectionId id, Optional<ConnectionStatistics> statistics) {}
}
