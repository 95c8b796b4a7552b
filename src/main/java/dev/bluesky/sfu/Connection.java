package dev.bluesky.sfu;

import dev.bluesky.negotiate.SessionIdentity;

/** A peer connection of a participant. */
final class Connection {

    private final ConnectionId id;
    private final SessionIdentity identity;
    private final PeerConnection peerConnection;
    private volatile boolean over;

    /**
     * @param opener gives the engine's peer connection for a listener that ends this one
     */
    Connection(ConnectionId id, SessionIdentity identity, Opener opener, LossListener listener) {
        this.id = id;
        this.identity = identity;
        this.peerConnection =
                opener.open(
                        reason -> {
                            over = true;
                            listener.lost(this, reason);
                        });
    }

    interface Opener {
        PeerConnection open(PeerConnectionListener listener);
    }

    interface LossListener {
        void lost(Connection connection, String reason);
    }

    ConnectionId id() {
        return id;
    }

    boolean isContinuedBy(SessionIdentity other) {
        return identity.equals(other) && !over;
    }

    PeerConnection peerConnection() {
        return peerConnection;
    }

    /** Nobody may use it any more; it is closed, or about to be. */
    void end() {
        over = true;
    }

    /** Whether it was lost, or taken out of the room: it must not come back. */
    boolean isOver() {
        return over;
    }

    void close() {
        peerConnection.close();
    }
}
