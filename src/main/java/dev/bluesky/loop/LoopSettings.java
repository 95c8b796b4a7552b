package dev.bluesky.loop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a loop listens.
 *
 * @param bindAddress a local address; nothing for all addresses, of IPv6 and of IPv4
 * @param udpPort 0 for any free one
 * @param tcp whether it takes TCP connections too, on the port of the same number (RFC 6544)
 * @param nativeTransport whether epoll is used where there is one, in place of the JDK's NIO
 */
public record LoopSettings(
        Optional<InetAddress> bindAddress,
        int udpPort,
        boolean tcp,
        boolean nativeTransport,
        LoopLimits limits) {

    /** All addresses, no TCP, the fastest transport, default limits. */
    public static LoopSettings onPort(int udpPort) {
        return new LoopSettings(Optional.empty(), udpPort, false, true, LoopLimits.DEFAULT);
    }

    /** The same, with TCP or without. */
    public LoopSettings withTcp(boolean other) {
        return new LoopSettings(bindAddress, udpPort, other, nativeTransport, limits);
    }

    /** The same, with other limits. */
    public LoopSettings withLimits(LoopLimits other) {
        return new LoopSettings(bindAddress, udpPort, tcp, nativeTransport, other);
    }

    /** Of a loop that shares the port of another one, which takes the TCP connections. */
    LoopSettings further(int port) {
        return new LoopSettings(bindAddress, port, false, nativeTransport, limits);
    }

    InetSocketAddress bindAddress(int port) {
        return bindAddress
                .map(address -> new InetSocketAddress(address, port))
                .orElseGet(() -> new InetSocketAddress(port));
    }
}
