package dev.bluesky.bench.parts;

import dev.bluesky.media.forward.PacketSink;
import dev.bluesky.media.send.DropReason;

/** Where a viewer's packets are written; on a loop all write into one buffer. */
class Sink implements PacketSink {
    static final int BUFFER_BYTES = 2048;

    private final byte[] buffer;
    private long bytes;

    Sink(byte[] buffer) {
        this.buffer = buffer;
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void send(int length, long nowNs) {
        bytes += length;
    }

    @Override
    public void drop(DropReason reason) {
        throw new IllegalStateException("dropped: " + reason);
    }

    /** Of all packets. */
    long bytes() {
        return bytes;
    }
}
