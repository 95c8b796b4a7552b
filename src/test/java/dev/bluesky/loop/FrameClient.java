package dev.bluesky.loop;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A browser's end of ICE-TCP: frames as RFC 4571 has them. */
final class FrameClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final DataInputStream in;

    FrameClient(String host, int port) throws IOException {
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        // Small, so that who does not read is soon noticed.
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(host, port));
        in = new DataInputStream(socket.getInputStream());
    }

    static byte[] framed(byte[]... contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            for (byte[] content : contents) {
                out.writeShort(content.length);
                out.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(byte[]... contents) throws IOException {
        write(framed(contents));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    byte[] receive() throws IOException {
        byte[] content = new byte[in.readUnsignedShort()];
        in.readFully(content);
        return content;
    }

    /** Waits for the end, however it comes. */
    boolean isEnded() throws IOException {
        try {
            return in.read() == -1;
        } catch (SocketException e) {
            return true;
        }
    }

    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
