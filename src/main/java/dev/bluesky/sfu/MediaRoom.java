package dev.bluesky.sfu;

import java.util.Set;

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

    /**
     * A new peer connection over which the user receives the whole room: each m-line is a slot, in
     * which publishers come and go without another offer.
     *
     * @throws SfuException UNSERVABLE if the engine has no slots
     */
    PeerConnection receiveAll(UserId user, SlotsListener listener);

    /** From now on the publisher's audio is, or is not, what it wants to be heard by. */
    void mute(UserId publisher, boolean audio);

    /**
     * From now on nothing of these tracks of the publisher is relayed, and everything of its others
     * is.
     *
     * @param tracks by the mids of their m-lines in the publisher's offer
     */
    void silence(UserId publisher, Set<String> tracks);

    /** Closes every peer connection of the room; called once. */
    @Override
    void close();
}
