package dev.bluesky.web;

import dev.bluesky.sfu.ServerStatistics;
import dev.bluesky.sfu.ServerStatistics.OfEngine;
import dev.bluesky.sfu.ServerStatistics.OfRoom;
import dev.bluesky.sfu.Totals;
import dev.bluesky.stats.MachineLoad;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The whole server; what the members mean: {@code src/site/markdown/http-api.md}.
 *
 * @param startedAt in milliseconds since 1970
 * @param at in milliseconds since 1970
 * @param roomsOmitted rooms that are not listed
 * @param connectionsOmitted connections that the numbers are without
 */
public record ServerStatisticsJson(
        long startedAt,
        long at,
        LoadJson load,
        LimitsJson limits,
        TotalsJson totals,
        List<RoomJson> rooms,
        int roomsOmitted,
        int connectionsOmitted,
        List<EngineJson> engines) {

    static ServerStatisticsJson of(
            ServerStatistics counted, MachineLoad load, LimitsJson limits, int eventStreams) {
        return new ServerStatisticsJson(
                counted.startedAtMs(),
                counted.atMs(),
                LoadJson.of(load),
                limits,
                TotalsJson.of(counted, eventStreams),
                counted.rooms().stream().map(RoomJson::of).toList(),
                counted.roomsAll() - counted.rooms().size(),
                counted.connections() - counted.connectionsAsked(),
                counted.engines().stream().map(EngineJson::of).toList());
    }

    /** What the process and its machine are busy with. */
    public record LoadJson(
            int processors,
            OptionalDouble processCpu,
            OptionalDouble systemCpu,
            long heapBytes,
            long heapBytesMax,
            int threads) {

        static LoadJson of(MachineLoad load) {
            return new LoadJson(
                    load.processors(),
                    rounded(load.processCpu()),
                    rounded(load.systemCpu()),
                    load.heapBytes(),
                    load.heapBytesMax(),
                    load.threads());
        }

        private static OptionalDouble rounded(OptionalDouble share) {
            return share.isPresent()
                    ? OptionalDouble.of(Math.round(share.getAsDouble() * 1000) / 1000.0)
                    : share;
        }
    }

    /** What the configuration allows. */
    public record LimitsJson(int rooms, int roomCapacity, int eventStreams) {}

    /** Everything together. */
    public record TotalsJson(
            int rooms,
            int participants,
            int connections,
            int eventStreams,
            long packetsReceived,
            long bytesReceived,
            long packetsSent,
            long bytesSent,
            long packetsLost,
            Map<String, Long> drops) {

        static TotalsJson of(ServerStatistics all, int eventStreams) {
            Totals counted = all.counted();
            return new TotalsJson(
                    all.roomsAll(),
                    all.participants(),
                    all.connections(),
                    eventStreams,
                    counted.packetsReceived(),
                    counted.bytesReceived(),
                    counted.packetsSent(),
                    counted.bytesSent(),
                    counted.packetsLost(),
                    counted.drops());
        }
    }

    /** A room. */
    public record RoomJson(
            String id,
            String engine,
            int participants,
            int capacity,
            boolean locked,
            int connections,
            long packetsReceived,
            long bytesReceived,
            long packetsSent,
            long bytesSent,
            long packetsLost,
            Map<String, Long> drops) {

        static RoomJson of(OfRoom room) {
            Totals counted = room.counted();
            return new RoomJson(
                    room.id().value(),
                    room.engine().label(),
                    room.participants(),
                    room.capacity(),
                    room.locked(),
                    room.connections(),
                    counted.packetsReceived(),
                    counted.bytesReceived(),
                    counted.packetsSent(),
                    counted.bytesSent(),
                    counted.packetsLost(),
                    counted.drops());
        }
    }

    /**
     * An engine.
     *
     * @param unavailable why it cannot run here
     */
    public record EngineJson(
            String name, Optional<String> unavailable, Map<String, Long> counters) {

        static EngineJson of(OfEngine engine) {
            return new EngineJson(engine.name().label(), engine.unavailable(), engine.counters());
        }
    }
}
