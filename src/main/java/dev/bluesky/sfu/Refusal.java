package dev.bluesky.sfu;

/** Why a request is refused; {@code web} gives each its HTTP status. */
public enum Refusal {
    /** What was sent is not what the call takes. */
    MALFORMED,
    /** Only the room's admin may, or only who is in the room, or not who was removed from it. */
    FORBIDDEN,
    /** The room lets nobody in. */
    LOCKED,
    /** No such room or peer connection. */
    NOT_FOUND,
    /** The id is taken. */
    TAKEN,
    /** A well-formed offer that cannot be served. */
    UNSERVABLE,
    /** Rooms, or people in the room, are at their limit; later it may work. */
    AT_CAPACITY,
    /** More than one may do in that time. */
    TOO_MANY,
    /** The engine that the room asks for cannot run here. */
    ENGINE_UNAVAILABLE,
    /** The engine did not answer in time; later it may work. */
    TIMED_OUT,
    /** The application is being stopped. */
    STOPPING,
    /** A defect of ours. */
    FAILED
}
