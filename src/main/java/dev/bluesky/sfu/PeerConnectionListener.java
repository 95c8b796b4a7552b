package dev.bluesky.sfu;

/** Hears of what a peer connection does by itself. Called on a thread of the engine. */
@FunctionalInterface
public interface PeerConnectionListener {

    /**
     * The engine has closed the connection: it was never established, or the peer has vanished. Not
     * called after {@link PeerConnection#close}.
     *
     * @param reason for the log
     */
    void lost(String reason);
}
