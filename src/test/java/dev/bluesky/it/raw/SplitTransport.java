package dev.bluesky.it.raw;

import dev.bluesky.wire.NetworkOrder;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Breaks handshake messages into fragments (RFC 6347 section 4.2.3) that overlap by half and leave
 * in reverse order.
 */
public final class SplitTransport implements RawTransport {
    private static final int RECORD_BYTES = 13;
    private static final int HEADER_BYTES = 12;
    private static final int HANDSHAKE = 22;
    private static final int NUMBER_OFFSET = 7;
    private static final int DATAGRAM_BYTES = 1200;

    /** How many records one of the original's may become. */
    private static final int NUMBERS = 4096;

    private final RawTransport transport;
    private final int fragmentBytes;

    public SplitTransport(RawTransport transport, int fragmentBytes) {
        this.transport = transport;
        this.fragmentBytes = fragmentBytes;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        boolean dtls = length > RECORD_BYTES && buffer[offset] >= 20 && buffer[offset] <= 25;
        if (!dtls) {
            transport.send(buffer, offset, length);
            return;
        }
        for (int at = offset; at < offset + length; ) {
            int record = RECORD_BYTES + NetworkOrder.uint16(buffer, at + 11);
            boolean plain = NetworkOrder.uint16(buffer, at + 3) == 0;
            if (plain && buffer[at] == HANDSHAKE) {
                split(buffer, at);
            } else {
                byte[] whole = java.util.Arrays.copyOfRange(buffer, at, at + record);
                if (plain) {
                    renumber(whole, 0);
                }
                transport.send(whole, 0, record);
            }
            at += record;
        }
    }

    private void split(byte[] buffer, int at) {
        int body = at + RECORD_BYTES + HEADER_BYTES;
        int length = uint24(buffer, at + RECORD_BYTES + 9);
        List<byte[]> fragments = new ArrayList<>();
        for (int from = 0; from < length; from += Math.max(1, fragmentBytes / 2)) {
            int bytes = Math.min(fragmentBytes, length - from);
            byte[] fragment = new byte[RECORD_BYTES + HEADER_BYTES + bytes];
            System.arraycopy(buffer, at, fragment, 0, RECORD_BYTES + HEADER_BYTES);
            System.arraycopy(buffer, body + from, fragment, RECORD_BYTES + HEADER_BYTES, bytes);
            NetworkOrder.put16(fragment, 11, HEADER_BYTES + bytes);
            put24(fragment, RECORD_BYTES + 6, from);
            put24(fragment, RECORD_BYTES + 9, bytes);
            renumber(fragment, fragments.size());
            fragments.add(fragment);
        }
        Collections.reverse(fragments);
        sendTogether(fragments);
    }

    private void sendTogether(List<byte[]> records) {
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        for (byte[] record : records) {
            if (datagram.size() + record.length > DATAGRAM_BYTES) {
                transport.send(datagram.toByteArray(), 0, datagram.size());
                datagram.reset();
            }
            datagram.writeBytes(record);
        }
        transport.send(datagram.toByteArray(), 0, datagram.size());
    }

    /** No number twice: replays are dropped. */
    private static void renumber(byte[] record, int index) {
        int original = NetworkOrder.uint16(record, NUMBER_OFFSET + 2);
        int number = original * NUMBERS + index;
        NetworkOrder.put16(record, NUMBER_OFFSET, number >>> 16);
        NetworkOrder.put16(record, NUMBER_OFFSET + 2, number);
    }

    private static int uint24(byte[] buffer, int at) {
        return (buffer[at] & 0xFF) << 16 | NetworkOrder.uint16(buffer, at + 1);
    }

    private static void put24(byte[] buffer, int at, int value) {
        buffer[at] = (byte) (value >>> 16);
        NetworkOrder.put16(buffer, at + 1, value);
    }

    @Override
    public InetSocketAddress localAddress() {
        return transport.localAddress();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return transport.remoteAddress();
    }

    @Override
    public void close() {
        transport.close();
    }
}
