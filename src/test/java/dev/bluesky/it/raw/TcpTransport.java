package dev.bluesky.it.raw;

import dev.bluesky.wire.NetworkOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * ICE-TCP to a passive candidate (RFC 6544): each datagram behind its length in two bytes (RFC
 * 4571). What the socket does not take at once waits, without limit: a test that stops reading
 * wants to know what the server does.
 */
public final class TcpTransport implements RawTransport {
    private static final int LENGTH_BYTES = 2;
    private static final int FRAME_BYTES = LENGTH_BYTES + 0xFFFF;

    private final RawLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Receiver receiver;

    /** Room behind the last frame for whoever works in place. */
    private final ByteBuffer incoming = ByteBuffer.allocate(2 * FRAME_BYTES);

    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean deaf;
    private boolean ended;

    private TcpTransport(RawLoop loop, InetSocketAddress server, Receiver receiver)
            throws IOException {
        this.loop = loop;
        this.receiver = receiver;
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = loop.register(channel, SelectionKey.OP_CONNECT, this::ready);
        if (channel.connect(server)) {
            awaitNext();
        }
    }

    public static RawTransport open(RawLoop loop, InetSocketAddress server, Receiver receiver) {
        try {
            return new TcpTransport(loop, server, receiver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            awaitNext();
            flush();
        }
        if (key.isValid() && key.isWritable()) {
            flush();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
    }

    private void read() throws IOException {
        incoming.limit(FRAME_BYTES);
        try {
            if (channel.read(incoming) < 0) {
                end();
                return;
            }
        } catch (IOException reset) {
            end();
            return;
        }
        incoming.flip();
        while (channel.isOpen() && hasFrame()) {
            int length = frameBytes();
            int from = incoming.position() + LENGTH_BYTES;
            incoming.position(from + length);
            deliver(from, length);
        }
        incoming.compact();
    }

    private boolean hasFrame() {
        return incoming.remaining() >= LENGTH_BYTES
                && incoming.remaining() >= LENGTH_BYTES + frameBytes();
    }

    private int frameBytes() {
        return NetworkOrder.uint16(incoming.array(), incoming.position());
    }

    /** From the loop's buffer, because working in place may write behind the frame. */
    private void deliver(int from, int length) {
        System.arraycopy(incoming.array(), from, loop.buffer(), 0, length);
        receiver.datagram(loop.buffer(), 0, length, System.nanoTime());
    }

    private void end() throws IOException {
        ended = true;
        channel.close();
    }

    /** Whether the server has closed the connection. */
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        byte[] frame = new byte[LENGTH_BYTES + length];
        NetworkOrder.put16(frame, 0, length);
        System.arraycopy(buffer, offset, frame, LENGTH_BYTES, length);
        sendUnframed(frame);
    }

    /** Sends these bytes as they are, whatever the framing says. */
    public void sendUnframed(byte[] bytes) {
        waiting.writeBytes(bytes);
        if (channel.isConnected()) {
            try {
                flush();
            } catch (IOException reset) {
                ended = true;
            }
        }
    }

    private void flush() throws IOException {
        if (waiting.size() > 0 && !ended) {
            byte[] all = waiting.toByteArray();
            int written = channel.write(ByteBuffer.wrap(all));
            waiting.reset();
            waiting.write(all, written, all.length - written);
        }
        awaitNext();
    }

    private void awaitNext() {
        if (key.isValid()) {
            int write = waiting.size() > 0 ? SelectionKey.OP_WRITE : 0;
            key.interestOps(write | (deaf ? 0 : SelectionKey.OP_READ));
        }
    }

    /** Reads nothing more until it is told otherwise. On the loop. */
    public void deaf(boolean stop) {
        deaf = stop;
        awaitNext();
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
        ended = true;
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
