package dev.bluesky.it.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/** A connected UDP socket on a port of its own. */
public final class UdpTransport implements RawTransport {
    /** Many peers share a loop: none reads for ever. */
    private static final int READS_PER_TURN = 64;

    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private final DatagramChannel channel;
    private final Receiver receiver;
    private final ByteBuffer incoming;

    private UdpTransport(RawLoop loop, InetSocketAddress server, Receiver receiver)
            throws IOException {
        this.receiver = receiver;
        incoming = ByteBuffer.wrap(loop.buffer());
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        channel.connect(server);
        loop.register(channel, SelectionKey.OP_READ, this::read);
    }

    public static RawTransport open(RawLoop loop, InetSocketAddress server, Receiver receiver) {
        try {
            return new UdpTransport(loop, server, receiver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) throws IOException {
        for (int i = 0; i < READS_PER_TURN && channel.isOpen(); i++) {
            incoming.clear();
            try {
                if (channel.read(incoming) == 0) {
                    return;
                }
            } catch (PortUnreachableException serverIsGone) {
                return;
            }
            receiver.datagram(incoming.array(), 0, incoming.position(), System.nanoTime());
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        try {
            channel.write(ByteBuffer.wrap(buffer, offset, length));
        } catch (PortUnreachableException serverIsGone) {
            return; // As lost as any datagram.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InetSocketAddress remoteAddress() {
        try {
            return (InetSocketAddress) channel.getRemoteAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
