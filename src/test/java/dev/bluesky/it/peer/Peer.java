package dev.bluesky.it.peer;

import dev.onvoid.webrtc.RTCPeerConnectionState;

/** What publishing and receiving peers have in common: they offer, and the server answers. */
public sealed interface Peer extends AutoCloseable permits PublishingPeer, ReceivingPeer {
    /** The connection beneath. */
    Connection connection();

    /** A new offer for the session as it should be now; free of candidates. */
    default String offer() {
        return connection().offer(false);
    }

    /** An offer that asks for new ICE credentials and a new path (RFC 8445, section 2.4). */
    default String offerWithIceRestart() {
        return connection().offer(true);
    }

    /** Takes the server's answer to the last offer. */
    default void accept(String answer) {
        connection().accept(answer);
    }

    default RTCPeerConnectionState state() {
        return connection().state();
    }

    default boolean connected() {
        return state() == RTCPeerConnectionState.CONNECTED;
    }

    /** Closes the sockets without telling the server over HTTP. */
    @Override
    void close();
}
