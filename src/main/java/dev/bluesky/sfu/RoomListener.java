package dev.bluesky.sfu;

/** Hears of a room's events, in order, inside the room's monitor: it must only enqueue. */
@FunctionalInterface
public interface RoomListener {

    /** The next event. */
    void on(RoomEvent event);
}
