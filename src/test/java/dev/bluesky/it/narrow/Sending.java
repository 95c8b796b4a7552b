package dev.bluesky.it.narrow;

import dev.bluesky.it.net.Bottleneck;
import jakarta.json.JsonObject;

/**
 * What the server thought of the path at one moment, and what the path was like.
 *
 * @param atMs of the machine's clock
 * @param capacityBps of Ethernet frames
 * @param path what the kernel has counted
 * @param estimateBps what the server thinks that the path carries, of RTP packets
 * @param demandBps what it would send if the path carried everything
 */
record Sending(
        long atMs, long capacityBps, Bottleneck.Reading path, long estimateBps, long demandBps) {

    static Sending of(Bottleneck path, JsonObject statistics) {
        JsonObject counters =
                statistics
                        .getJsonArray("connections")
                        .getJsonObject(0)
                        .getJsonObject("statistics")
                        .getJsonObject("counters");
        return new Sending(
                System.currentTimeMillis(),
                path.bitsPerSecond(),
                path.read(),
                counters.getInt("sending.estimate-bps", 0),
                counters.getInt("sending.demand-bps", 0));
    }
}
