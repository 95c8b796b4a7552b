package dev.bluesky.sfu;

import java.util.Optional;

/**
 * Hears of a room's media as a whole, in order, on a thread of the engine that may wait a moment.
 */
@FunctionalInterface
public interface MediaRoomListener {

    /** Another publisher speaks now; nobody if the one who spoke has gone or is muted. */
    void speakerChanged(Optional<UserId> speaker);
}
