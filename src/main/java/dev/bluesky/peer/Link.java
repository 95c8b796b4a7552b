package dev.bluesky.peer;

import java.net.InetSocketAddress;

/**
 * Carries datagrams to and from remote addresses: the UDP socket, which everybody shares, or one
 * TCP connection (RFC 6544). Belongs to the thread of its loop.
 */
public interface Link {

    /** What tells one sender from another on this link, as a key of a map. */
    Object origin(InetSocketAddress source);

    /**
     * Queues a copy of the bytes; they leave at the end of the loop's turn.
     *
     * @param to where the peer's address is; a TCP connection has but one
     * @return false if they are dropped: what went before has not left yet, or the link is closed
     */
    boolean send(byte[] buffer, int offset, int length, InetSocketAddress to);

    /** What carries the datagrams: {@code udp} or {@code tcp}. */
    String protocol();

    /** Somebody has proved that he may use this link; an unproved connection is soon closed. */
    void proved();

    /** The peer behind it is gone: a connection is closed, the shared socket stays. */
    void release();
}
