package dev.bluesky.media.congestion;

import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtcp.TransportFeedback;
import dev.bluesky.wire.rtcp.TransportFeedbackBuilder;

/** Feedback as a browser writes it, through bytes. */
final class Feedbacks {
    static final long MS = 1_000_000L;

    private final TransportFeedbackBuilder builder = new TransportFeedbackBuilder();
    private int count;

    Feedbacks from(int baseSequence) {
        builder.begin(baseSequence & 0xFFFF, 1100);
        return this;
    }

    Feedbacks arrived(int sequence, long arrivalNs) {
        if (!builder.received(
                sequence & 0xFFFF, Math.floorDiv(arrivalNs, TransportFeedback.TICK_NS))) {
            throw new AssertionError("does not fit: " + sequence);
        }
        return this;
    }

    TransportFeedback read() {
        byte[] bytes = new byte[1200];
        RtcpWriter writer = new RtcpWriter();
        writer.wrap(bytes, 0, bytes.length);
        writer.transportFeedback(1, 2, count++ & 0xFF, builder);
        RtcpCompound compound = new RtcpCompound();
        compound.wrap(bytes, 0, writer.length());
        compound.next();
        return (TransportFeedback) compound.packet();
    }
}
