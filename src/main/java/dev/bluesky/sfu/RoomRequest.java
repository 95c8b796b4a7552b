package dev.bluesky.sfu;

import dev.bluesky.config.EngineName;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client asks for when it creates a room.
 *
 * @param admin who may close it
 * @param id the wanted id; empty for one that we choose
 * @param capacity people in the room; empty for the configuration's
 * @param engine empty for the configuration's
 * @param metadata a JSON object that is kept as it is and given back
 */
public record RoomRequest(
        UserId admin,
        Optional<RoomId> id,
        OptionalInt capacity,
        Optional<EngineName> engine,
        String metadata) {

    /** A room with nothing but an admin. */
    public static RoomRequest of(UserId admin) {
        return new RoomRequest(
                admin, Optional.empty(), OptionalInt.empty(), Optional.empty(), "{}");
    }
}
