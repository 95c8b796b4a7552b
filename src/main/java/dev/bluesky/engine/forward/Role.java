package dev.bluesky.engine.forward;

import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.SentTrack;
import dev.bluesky.peer.MediaSide;
import dev.bluesky.peer.PeerTransport;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.View;
import java.util.Map;

/** What a connection is for. Runs on the loop, but for {@link #publishes}. */
interface Role {

    /** Whether its peer publishes, or receives. */
    boolean publishes();

    /** Refuses what cannot be served, before anything is changed. */
    void check(NegotiatedMedia offered);

    /** The first offer. */
    MediaSide open(PeerTransport transport, Proposal proposal, long nowNs);

    /** A further offer. */
    void negotiated(NegotiatedMedia again, long nowNs);

    /** What the answer announces, by mid. */
    Map<String, SentTrack> sent();

    /** Media can flow. */
    default void connected(long nowNs) {}

    /**
     * What the viewer wants from now on, in place of what it wanted before.
     *
     * @throws SfuException UNSERVABLE if the peer receives nothing
     */
    void view(View wish, long nowNs);

    /** The connection is over. */
    void closing(long nowNs);
}
