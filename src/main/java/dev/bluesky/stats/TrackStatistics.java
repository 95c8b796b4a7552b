package dev.bluesky.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one media section of a peer connection has counted until a moment.
 *
 * @param mid of the section
 * @param kind {@code audio} or {@code video}
 * @param codec the encoding name of what flows now; empty before anything does
 * @param ssrc of what flows now; unsigned
 * @param packets of all SSRCs that the section has had
 * @param keyFrames that have begun to come from the publisher; empty where there are none or nobody
 *     counts
 * @param keyFramesRequested from the publisher, or by the viewer
 * @param jitterMs as the receiving side measures it (RFC 3550 section 6.4.1)
 * @param roundTripMs by the viewer's last report (RFC 3550 section 6.4.1)
 * @param drops how many packets ended here, by {@code group.reason}
 */
public record TrackStatistics(
        String mid,
        String kind,
        Direction direction,
        Optional<String> codec,
        OptionalLong ssrc,
        PacketStatistics packets,
        OptionalLong keyFrames,
        long keyFramesRequested,
        OptionalDouble jitterMs,
        OptionalDouble roundTripMs,
        Map<String, Long> drops) {

    /** Which way the media goes, seen from the server. */
    public enum Direction {
        /** From the publisher. */
        INBOUND,
        /** To the viewer. */
        OUTBOUND
    }

    /** Keeps a copy. */
    public TrackStatistics {
        drops = Collections.unmodifiableMap(new LinkedHashMap<>(drops));
    }
}
