package dev.bluesky.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Datagrams to one address that the system takes at once and cuts apart itself (UDP generic
 * segmentation offload, {@code UDP_SEGMENT} of Linux): all of one length, but the last may be
 * shorter.
 */
final class Run {
    /** The system's limit. */
    static final int SEGMENTS_MAX = 64;

    /** A run is one packet of IP to the system, headers included. */
    static final int BYTES_MAX = 64_000;

    /** What is longer might be longer than a link's MTU, where a run is refused as a whole. */
    static final int SEGMENT_BYTES_MAX = 1400;

    private final InetSocketAddress to;
    private final ByteBuf content;
    private final int segmentBytes;
    private int segments;
    private boolean ended;

    /**
     * @param content empty; the run's from now on
     * @param segmentBytes of the first datagram
     * @param alone whether no other may follow
     */
    Run(InetSocketAddress to, ByteBuf content, int segmentBytes, boolean alone) {
        this.to = to;
        this.content = content;
        this.segmentBytes = segmentBytes;
        this.ended = alone || segmentBytes > SEGMENT_BYTES_MAX;
    }

    /** Whether a datagram of that length can follow. */
    boolean takes(int length) {
        return !ended
                && length <= segmentBytes
                && segments < SEGMENTS_MAX
                && content.readableBytes() + length <= BYTES_MAX;
    }

    void add(byte[] buffer, int offset, int length) {
        content.writeBytes(buffer, offset, length);
        segments++;
        ended |= length < segmentBytes;
    }

    InetSocketAddress to() {
        return to;
    }

    /** How many datagrams it has. */
    int segments() {
        return segments;
    }

    /** All of it, for the socket. */
    DatagramPacket message() {
        return segments == 1
                ? new DatagramPacket(content, to)
                : new SegmentedDatagramPacket(content, segmentBytes, to);
    }

    /** Its datagrams one by one, each with a hold on the content. */
    List<DatagramPacket> datagrams() {
        List<DatagramPacket> all = new ArrayList<>(segments);
        for (int at = 0; at < content.writerIndex(); at += segmentBytes) {
            int length = Math.min(segmentBytes, content.writerIndex() - at);
            all.add(new DatagramPacket(content.retainedSlice(at, length), to));
        }
        return all;
    }

    ByteBuf content() {
        return content;
    }
}
