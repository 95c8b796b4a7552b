package dev.bluesky.peer;

import dev.bluesky.stats.PacketStatistics;

/** What the streams of a publisher's section have counted together, also those that have ended. */
final class InboundTotals {
    private long packets;
    private long bytes;
    private long lost;
    private long recovered;
    private long keyFrames;
    private long keyFramesRequested;

    void add(InboundStream.Media stream) {
        packets += InboundCounter.PACKETS.of(stream);
        bytes += InboundCounter.BYTES.of(stream);
        lost += InboundCounter.LOST.of(stream);
        recovered += InboundCounter.RECOVERED.of(stream);
        keyFrames += InboundCounter.KEY_FRAMES.of(stream);
        keyFramesRequested += InboundCounter.KEY_FRAMES_REQUESTED.of(stream);
    }

    void add(InboundTotals others) {
        packets += others.packets;
        bytes += others.bytes;
        lost += others.lost;
        recovered += others.recovered;
        keyFrames += others.keyFrames;
        keyFramesRequested += others.keyFramesRequested;
    }

    PacketStatistics packets() {
        return new PacketStatistics(packets, bytes, lost, recovered);
    }

    long keyFrames() {
        return keyFrames;
    }

    long keyFramesRequested() {
        return keyFramesRequested;
    }
}
