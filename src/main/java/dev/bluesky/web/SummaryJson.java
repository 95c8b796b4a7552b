package dev.bluesky.web;

import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.stats.Counters;
import dev.bluesky.stats.TrackStatistics;
import java.util.List;
import java.util.Optional;

/**
 * What a peer connection has counted, in short; sent and received are the server's.
 *
 * @param state {@code new}, {@code connected} or {@code closed}
 * @param codecs of what flows now, a track's each
 * @param packetsLost on the way, of all tracks
 * @param dropped by the server, whatever the reason
 */
public record SummaryJson(
        String state,
        List<String> codecs,
        long packetsReceived,
        long bytesReceived,
        long packetsSent,
        long bytesSent,
        long packetsLost,
        long dropped) {

    static SummaryJson of(ConnectionStatistics counted) {
        return new SummaryJson(
                Counters.label(counted.state()),
                counted.tracks().stream()
                        .map(TrackStatistics::codec)
                        .flatMap(Optional::stream)
                        .toList(),
                counted.transport().packetsReceived(),
                counted.transport().bytesReceived(),
                counted.transport().packetsSent(),
                counted.transport().bytesSent(),
                counted.packetsLost(),
                counted.dropped());
    }
}
