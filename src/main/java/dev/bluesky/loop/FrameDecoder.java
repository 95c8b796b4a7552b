package dev.bluesky.loop;

import io.netty.buffer.ByteBuf;

/**
 * Cuts a stream into the datagrams that it carries, each behind its length in 16 bits (RFC 4571
 * section 2). Belongs to one connection.
 */
final class FrameDecoder {
    /** What {@link #next} says where no frame is complete yet. */
    static final int INCOMPLETE = -1;

    /** What {@link #next} says where a frame is longer than any of ours; the stream is lost. */
    static final int TOO_LONG = -2;

    private static final int HEADER_BYTES = 2;

    private final byte[] frame = new byte[UdpLink.DATAGRAM_BYTES_MAX + UdpLink.SPARE_BYTES];
    private int headerBytes;
    private int length;
    private int filled;

    /** Where a complete frame begins at 0; valid until {@link #next} is called again. */
    byte[] frame() {
        return frame;
    }

    /**
     * Reads until a frame is complete; skips empty ones.
     *
     * @return the frame's length, {@link #INCOMPLETE} or {@link #TOO_LONG}
     */
    int next(ByteBuf stream) {
        do {
            if (!readHeader(stream)) {
                return INCOMPLETE;
            }
            if (length > UdpLink.DATAGRAM_BYTES_MAX) {
                return TOO_LONG;
            }
            if (!readFrame(stream)) {
                return INCOMPLETE;
            }
            headerBytes = 0;
            filled = 0;
        } while (length == 0);
        return length;
    }

    /** The length may come byte by byte. */
    private boolean readHeader(ByteBuf stream) {
        while (headerBytes < HEADER_BYTES && stream.isReadable()) {
            length = (length << 8 | stream.readUnsignedByte()) & 0xFFFF;
            headerBytes++;
        }
        return headerBytes == HEADER_BYTES;
    }

    private boolean readFrame(ByteBuf stream) {
        int bytes = Math.min(length - filled, stream.readableBytes());
        stream.readBytes(frame, filled, bytes);
        filled += bytes;
        return filled == length;
    }
}
