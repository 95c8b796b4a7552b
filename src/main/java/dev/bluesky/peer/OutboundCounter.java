package dev.bluesky.peer;

import dev.bluesky.stats.Counters;
import java.util.function.ObjLongConsumer;

/** What is counted of each SSRC that a viewer is sent. */
public enum OutboundCounter {
    /** Packets sent under this SSRC. */
    PACKETS,
    /** Bytes of those RTP packets, headers included. */
    BYTES,
    /** Bytes of their payloads alone, as sender reports tell. */
    PAYLOAD_BYTES,
    /** How often the stream went on with another source, or anew with the same. */
    SWITCHES,
    /** Packets sent again because the viewer missed them (NACK). */
    RESENT,
    /** Packets that never came, by the viewer's last report. */
    REPORTED_LOST,
    /** Key frames that the viewer asked for (PLI or FIR). */
    KEY_FRAMES_REQUESTED,
    /** How often the publisher went on with a codec that the viewer has not. */
    NO_COMMON_CODEC;

    long of(ViewerTrack track) {
        return switch (this) {
            case PACKETS -> track.stream().packets();
            case BYTES -> track.bytes();
            case PAYLOAD_BYTES -> track.stream().octets();
            case SWITCHES -> track.stream().switches();
            case RESENT -> track.resent();
            case REPORTED_LOST -> track.reportedLost();
            case KEY_FRAMES_REQUESTED -> track.keyFramesRequested();
            case NO_COMMON_CODEC -> track.unservable();
        };
    }

    /** All of them, by {@code group.name}. */
    static void report(ViewerTrack track, String group, ObjLongConsumer<String> to) {
        for (OutboundCounter counter : values()) {
            to.accept(group + "." + Counters.label(counter), counter.of(track));
        }
    }
}
