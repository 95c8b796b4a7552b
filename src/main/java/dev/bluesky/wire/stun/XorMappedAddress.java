package dev.bluesky.wire.stun;

import dev.bluesky.wire.NetworkOrder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The value of XOR-MAPPED-ADDRESS (RFC 8489 section 14.2): a zero, the family, the port and the
 * address, XORed with the magic cookie and the transaction id.
 */
final class XorMappedAddress {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int PORT_MASK = StunView.MAGIC_COOKIE >>> 16;

    /** The mask of the address is the header from here on. */
    private static final int COOKIE_OFFSET = 4;

    private static final int VALUE_ADDRESS_OFFSET = 4;

    private XorMappedAddress() {}

    /** Writes the value; {@code messageOffset} is where the message's header is. */
    static int write(byte[] buffer, int messageOffset, int offset, InetSocketAddress mapped) {
        byte[] address = mapped.getAddress().getAddress();
        buffer[offset] = 0;
        buffer[offset + 1] = (byte) (address.length == 4 ? IPV4 : IPV6);
        NetworkOrder.put16(buffer, offset + 2, mapped.getPort() ^ PORT_MASK);
        for (int i = 0; i < address.length; i++) {
            buffer[offset + VALUE_ADDRESS_OFFSET + i] =
                    (byte) (address[i] ^ buffer[messageOffset + COOKIE_OFFSET + i]);
        }
        return VALUE_ADDRESS_OFFSET + address.length;
    }

    static Optional<InetSocketAddress> read(
            byte[] buffer, int messageOffset, int offset, int bytes) {
        byte[] address = new byte[bytes - VALUE_ADDRESS_OFFSET];
        if (buffer[offset + 1] != (address.length == 4 ? IPV4 : IPV6)) {
            return Optional.empty();
        }
        for (int i = 0; i < address.length; i++) {
            address[i] =
                    (byte)
                            (buffer[offset + VALUE_ADDRESS_OFFSET + i]
                                    ^ buffer[messageOffset + COOKIE_OFFSET + i]);
        }
        int port = NetworkOrder.uint16(buffer, offset + 2) ^ PORT_MASK;
        return Optional.of(new InetSocketAddress(inetAddress(address), port));
    }

    private static InetAddress inetAddress(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
