package dev.bluesky.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one peer connection has counted until a moment, seen from the server. The names are those of
 * the W3C's webrtc-stats where it has one. No addresses and no secrets.
 *
 * @param connectedForMs since media can flow; empty while it cannot
 * @param tracks in the order of the media sections
 * @param drops how many datagrams and packets ended here, by {@code group.reason}
 * @param counters everything that is counted and not zero, drops too, by {@code group.name}
 */
public record ConnectionStatistics(
        ConnectionState state,
        OptionalLong connectedForMs,
        TransportStatistics transport,
        List<TrackStatistics> tracks,
        Map<String, Long> drops,
        Map<String, Long> counters) {

    /** Keeps copies. */
    public ConnectionStatistics {
        tracks = List.copyOf(tracks);
        drops = Collections.unmodifiableMap(new LinkedHashMap<>(drops));
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }

    /** Of a connection that counts nothing, or has nothing to count yet. */
    public static ConnectionStatistics of(ConnectionState state, OptionalLong connectedForMs) {
        return new ConnectionStatistics(
                state, connectedForMs, TransportStatistics.NONE, List.of(), Map.of(), Map.of());
    }

    /** To the peer and back; empty before a track knows. */
    public OptionalDouble roundTripMs() {
        return tracks.stream()
                .map(TrackStatistics::roundTripMs)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /** Packets lost on the way, of all tracks. */
    public long packetsLost() {
        return tracks.stream().mapToLong(track -> track.packets().lost()).sum();
    }

    /** Datagrams and packets that ended here, whatever the reason. */
    public long dropped() {
        return drops.values().stream().mapToLong(Long::longValue).sum();
    }
}
