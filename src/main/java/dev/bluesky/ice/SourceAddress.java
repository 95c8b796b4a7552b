package dev.bluesky.ice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where datagrams come from, in the one form in which addresses are compared. */
public final class SourceAddress {
    /** RFC 4291 section 2.5.5.2: ten zeros and two ones in front of the IPv4 address. */
    private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private static final int BROADCAST = 0xFFFFFFFF;

    private SourceAddress() {}

    /**
     * IPv4 when it is IPv4 in the guise of IPv6, as dual-stack sockets report it; anything else
     * unchanged. Allocates for IPv6 alone, so do it once where datagrams enter.
     */
    public static InetSocketAddress normalised(InetSocketAddress source) {
        if (!(source.getAddress() instanceof Inet6Address ipv6)) {
            return source;
        }
        byte[] bytes = ipv6.getAddress();
        int prefix = MAPPED_PREFIX.length;
        if (!Arrays.equals(bytes, 0, prefix, MAPPED_PREFIX, 0, prefix)) {
            return source;
        }
        byte[] ipv4 = Arrays.copyOfRange(bytes, prefix, bytes.length);
        return new InetSocketAddress(ipv4Address(ipv4), source.getPort());
    }

    private static InetAddress ipv4Address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are an address", e);
        }
    }

    /** Whether an answer can go there without a look-up and to one receiver. */
    static boolean isUsable(InetSocketAddress source) {
        InetAddress address = source.getAddress();
        return address != null
                && source.getPort() != 0
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !isBroadcast(address);
    }

    private static boolean isBroadcast(InetAddress address) {
        // The hash of an IPv4 address is the address; that of an IPv6 address may be the same.
        return address.hashCode() == BROADCAST && !(address instanceof Inet6Address);
    }
}
