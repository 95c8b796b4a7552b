package dev.bluesky.dtls;

import dev.bluesky.srtp.SrtpKeys;

/**
 * Hears of one endpoint. Called on a thread of the endpoint's executor (or, when that refuses work
 * or the budget is exhausted, on the one that called the endpoint), and must return at once: pass
 * it on to the event loop.
 */
public interface DtlsListener {

    /**
     * A datagram to send to the peer. Also called after {@code completed}, when the peer lost the
     * last flight, and once after {@code close}, with the farewell.
     */
    void send(byte[] datagram);

    /**
     * The peer is who its session description says. At most once, and never after {@code failed}.
     */
    void completed(SrtpKeys keys);

    /** There will be no keys. At most once. */
    void failed(DtlsFailure reason);

    /** The peer said farewell (close_notify, or a fatal alert) after {@code completed}. */
    void closedByPeer();
}
