package dev.bluesky.it.raw;

import java.net.InetSocketAddress;

/** Carries datagrams to one address of the server. On the loop. */
public interface RawTransport extends AutoCloseable {

    /** Hears what arrives. */
    @FunctionalInterface
    interface Receiver {
        /**
         * One datagram, or one frame of TCP. The bytes may be changed, with room behind them, and
         * are gone after the call.
         */
        void datagram(byte[] buffer, int offset, int length, long nowNs);
    }

    /** Opens one; on the loop. */
    @FunctionalInterface
    interface Opener {
        RawTransport open(RawLoop loop, InetSocketAddress server, Receiver receiver);
    }

    void send(byte[] buffer, int offset, int length);

    InetSocketAddress localAddress();

    InetSocketAddress remoteAddress();

    @Override
    void close();
}
