package dev.bluesky.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A UDP socket that nobody has introduced to the server. */
final class Stranger implements AutoCloseable {
    private static final int DATAGRAM_BYTES = 2048;

    private final DatagramChannel channel;
    private final InetSocketAddress server;

    Stranger(InetSocketAddress server) throws IOException {
        this.server = server;
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    void send(byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), server);
    }

    /** What has arrived until now. */
    List<byte[]> heard() throws IOException {
        List<byte[]> heard = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.allocate(DATAGRAM_BYTES);
        while (channel.receive(buffer) != null) {
            heard.add(Arrays.copyOf(buffer.array(), buffer.position()));
            buffer.clear();
        }
        return heard;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
