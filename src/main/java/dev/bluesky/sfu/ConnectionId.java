package dev.bluesky.sfu;

/**
 * Names a peer connection within a room: there is one for each (user, peer, direction).
 *
 * @param user whose connection it is
 * @param peer whose tracks it carries; the user itself when it publishes, and {@code *} when it
 *     receives the whole room
 * @param direction whether the user publishes or receives
 */
public record ConnectionId(UserId user, UserId peer, Direction direction) {

    /** In the place of a peer: everybody. No user has that id. */
    private static final UserId EVERYBODY = new UserId("*");

    /** Which way a peer connection's media goes, as the user sees it. */
    public enum Direction {
        PUBLISH,
        RECEIVE
    }

    /** The connection over which the user publishes. */
    public static ConnectionId publishing(UserId user) {
        return new ConnectionId(user, user, Direction.PUBLISH);
    }

    /** The connection over which the user receives what the peer publishes. */
    public static ConnectionId receiving(UserId user, UserId peer) {
        return new ConnectionId(user, peer, Direction.RECEIVE);
    }

    /** The connection over which the user receives the whole room. */
    public static ConnectionId receivingAll(UserId user) {
        return new ConnectionId(user, EVERYBODY, Direction.RECEIVE);
    }

    /** Whether the user receives the whole room over it. */
    public boolean receivesAll() {
        return peer.equals(EVERYBODY);
    }

    /** Whether the user publishes over it. */
    public boolean publishes() {
        return direction == Direction.PUBLISH;
    }

    @Override
    public String toString() {
        return publishes() ? "user=" + user + " publishes" : "user=" + user + " receives=" + peer;
    }
}
