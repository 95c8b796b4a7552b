package dev.bluesky.web;

import dev.bluesky.sfu.RoomStatistics;
import dev.bluesky.sfu.RoomStatistics.OfConnection;
import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.stats.Counters;
import dev.bluesky.stats.TrackStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Everything that is counted in a room; what the members mean: {@code
 * src/site/markdown/statistics.md}.
 *
 * @param omitted connections that are not listed
 * @param engineCounters of the room's engine, for all its rooms
 */
public record StatisticsJson(
        String room,
        String engine,
        List<ConnectionJson> connections,
        int omitted,
        Map<String, Long> engineCounters) {

    static StatisticsJson of(RoomStatistics counted, Map<String, Long> engineCounters) {
        return new StatisticsJson(
                counted.room().value(),
                counted.engine().label(),
                counted.connections().stream().map(ConnectionJson::of).toList(),
                counted.omitted(),
                engineCounters);
    }

    /**
     * A peer connection.
     *
     * @param statistics nothing if the engine did not answer in time
     */
    public record ConnectionJson(
            String user, String peer, boolean isSender, Optional<CountedJson> statistics) {

        static ConnectionJson of(OfConnection connection) {
            return new ConnectionJson(
                    connection.id().user().value(),
                    connection.id().peer().value(),
                    connection.id().publishes(),
                    connection.statistics().map(CountedJson::of));
        }
    }

    /** What a peer connection has counted. */
    public record CountedJson(
            String state,
            OptionalLong connectedForMs,
            Optional<String> protocol,
            long packetsReceived,
            long bytesReceived,
            long packetsSent,
            long bytesSent,
            OptionalDouble roundTripMs,
            List<TrackJson> tracks,
            Map<String, Long> drops,
            Map<String, Long> counters) {

        static CountedJson of(ConnectionStatistics counted) {
            return new CountedJson(
                    Counters.label(counted.state()),
                    counted.connectedForMs(),
                    counted.transport().protocol(),
                    counted.transport().packetsReceived(),
                    counted.transport().bytesReceived(),
                    counted.transport().packetsSent(),
                    counted.transport().bytesSent(),
                    rounded(counted.roundTripMs()),
                    counted.tracks().stream().map(TrackJson::of).toList(),
                    counted.drops(),
                    counted.counters());
        }
    }

    /** What a media section has counted. */
    public record TrackJson(
            String mid,
            String kind,
            String direction,
            Optional<String> codec,
            OptionalLong ssrc,
            long packets,
            long bytes,
            long packetsLost,
            long packetsRetransmitted,
            OptionalLong keyFrames,
            long keyFramesRequested,
            OptionalDouble jitterMs,
            OptionalDouble roundTripMs,
            Map<String, Long> drops) {

        static TrackJson of(TrackStatistics counted) {
            return new TrackJson(
                    counted.mid(),
                    counted.kind(),
                    Counters.label(counted.direction()),
                    counted.codec(),
                    counted.ssrc(),
                    counted.packets().count(),
                    counted.packets().bytes(),
                    counted.packets().lost(),
                    counted.packets().retransmitted(),
                    counted.keyFrames(),
                    counted.keyFramesRequested(),
                    rounded(counted.jitterMs()),
                    rounded(counted.roundTripMs()),
                    counted.drops());
        }
    }

    /** To microseconds: clocks know no better. */
    private static OptionalDouble rounded(OptionalDouble ms) {
        return ms.isPresent()
                ? OptionalDouble.of(Math.round(ms.getAsDouble() * 1000) / 1000.0)
                : ms;
    }
}
