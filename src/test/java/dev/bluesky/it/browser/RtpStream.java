package dev.bluesky.it.browser;

import java.util.Map;

/**
 * One kind of media that a page receives from one participant, or sends, by the browser's own
 * statistics.
 *
 * @param statistics members of {@code inbound-rtp} or {@code outbound-rtp} (W3C webrtc-stats) by
 *     their names there, and {@code mimeType} of its codec; empty while there is no stream
 */
public record RtpStream(Map<?, ?> statistics) {
    /** Picks one of the streams by kind that a script returned. */
    static RtpStream of(Map<?, ?> streams, String kind) {
        return new RtpStream(streams.get(kind) instanceof Map<?, ?> map ? map : Map.of());
    }

    /** Whether the browser has this member at all; not every browser has every one. */
    public boolean reports(String name) {
        return statistics.get(name) instanceof Number;
    }

    /** A member that is a number; 0 where the browser does not have it. */
    public double number(String name) {
        return statistics.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    /** The same where it counts something. */
    public long count(String name) {
        return (long) number(name);
    }

    /** The codec, such as {@code video/VP8}. */
    public String mimeType() {
        return String.valueOf(statistics.get("mimeType"));
    }
}
