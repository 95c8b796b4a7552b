package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import java.net.InetSocketAddress;

/**
 * What a loop hands its events to, on its thread alone. Times are those of {@link
 * System#nanoTime()}. An exception is logged and counted, and the loop goes on.
 */
public interface LoopHandler {

    /**
     * A datagram, or a frame of a TCP connection.
     *
     * @param source IPv4 where the sender uses IPv4, also on a socket of both
     * @param buffer the loop's own: valid during the call, may be changed in place, and has at
     *     least 64 bytes behind the datagram
     * @param nowNs when it was read from the socket
     */
    void datagram(
            Link link, InetSocketAddress source, byte[] buffer, int offset, int length, long nowNs);

    /** All datagrams of a turn were handed over; what is sent now leaves with what they caused. */
    void turnEnded(long nowNs);

    /**
     * A TCP connection was ended by the remote side or by a limit, not by its release.
     *
     * @param source where its frames came from
     */
    void closed(Link link, InetSocketAddress source, long nowNs);

    /** Comes every 10 ms, later if the loop is busy. */
    void tick(long nowNs);

    /**
     * Sends what waited for its time; comes after each tick.
     *
     * @return whether it should come again in a millisecond
     */
    boolean pace(long nowNs);
}
