package dev.bluesky.sfu;

import dev.bluesky.negotiate.SessionIdentity;

/** A peer connection of a participant. */
final class Connection {

    private final ConnectionId id;
    private final SessionIdentity identity;
    private final PeerConnection peerConnection;
    private volatile boolean lost;

    /**
     * @param opener gives the engine's peer connection for a listener that marks this one lost
     */
    Connection(ConnectionId id, SessionIdentity identity, Opener opener, LossListener listener) {
        this.id = id;
        this.identity = identity;
        this.peerConnection =
                opener.open(
                        reason -> {
                            lost = true;
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
        return identity.equals(other) && !lost;
    }

    PeerConnection peerConnection() {
        return peerConnection;
    }

    boolean isLost() {
        return lost;
    }

    void close() {
        peerConnection.close();
    }
}
