package dev.bluesky.sfu;

/**
 * The media side of a room: it relays what a user publishes to everybody who receives that user,
 * whoever came first.
 */
public interface MediaRoom extends AutoCloseable {

    /**
     * A new peer connection over which the user publishes. From its first successful negotiation
     * on, it is the user's publication in place of an earlier one, whose receivers notice nothing.
     */
    PeerConnection publish(UserId user, PeerConnectionListener listener);

    /**
     * A new peer connection over which the user receives what the publisher publishes, now or
     * later.
     */
    PeerConnection receive(UserId user, UserId publisher, PeerConnectionListener listener);

    /** Closes every peer connection of the room; called once. */
    @Override
    void close();
}
