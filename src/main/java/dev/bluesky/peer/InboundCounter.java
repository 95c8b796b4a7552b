package dev.bluesky.peer;

import dev.bluesky.stats.Counters;
import java.util.function.ObjLongConsumer;

/** What is counted of each media SSRC of a publisher. */
public enum InboundCounter {
    /** Packets that came under this SSRC; those recovered are not among them. */
    PACKETS,
    /** Bytes of those RTP packets, headers included. */
    BYTES,
    /** Packets that did not come under this SSRC, recovered or not. */
    LOST,
    /** Lost packets that came by retransmission (RTX). */
    RECOVERED,
    /** Packets that came twice. */
    DUPLICATES,
    /** Key frames that have begun to come; none for audio. */
    KEY_FRAMES,
    /** Key frames asked for (PLI or FIR). */
    KEY_FRAMES_REQUESTED;

    long of(InboundStream.Media stream) {
        return switch (this) {
            case PACKETS -> stream.receive().packets();
            case BYTES -> stream.receive().bytes();
            case LOST -> stream.receive().cumulativeLost();
            case RECOVERED -> stream.receive().recovered();
            case DUPLICATES -> stream.receive().duplicates();
            case KEY_FRAMES -> stream.keyFrameCount();
            case KEY_FRAMES_REQUESTED -> stream.keyFrames().requestsSent();
        };
    }

    /** All of them, by {@code group.name}. */
    static void report(InboundStream.Media stream, String group, ObjLongConsumer<String> to) {
        for (InboundCounter counter : values()) {
            to.accept(group + "." + Counters.label(counter), counter.of(stream));
        }
    }
}
