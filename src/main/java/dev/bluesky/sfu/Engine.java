package dev.bluesky.sfu;

import dev.bluesky.config.EngineName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The engine port: what moves media between the peers of a room. An engine keeps its own threads;
 * none of these calls blocks for media.
 */
public interface Engine extends AutoCloseable {

    /** What rooms call it. */
    EngineName name();

    /** Why it cannot run here and what to do about it, in one sentence; empty when it can. */
    Optional<String> unavailable();

    /**
     * Opens the media side of a room. Only called while the engine is available.
     *
     * @param listener hears of the room's media until it is closed
     */
    MediaRoom open(RoomId room, MediaRoomListener listener);

    /**
     * What it has counted until now for all rooms together, by {@code group.name}.
     *
     * @return never completes if the engine is stuck or has ended
     */
    CompletionStage<Map<String, Long>> counters();

    /** Closes what is open and frees everything; called once. */
    @Override
    void close();
}
