package dev.bluesky.bench.load;

import java.util.Locale;

/**
 * A line of the table.
 *
 * @param shape what was run
 * @param rooms of it
 * @param interval what was seen
 * @param joins from request to media, of each viewer
 * @param residentKilobytes of the server for each receiving connection
 * @param heapKilobytes of the server for each receiving connection, after a collection
 */
public record ShapeResult(
        Shape shape,
        int rooms,
        Interval interval,
        Latencies joins,
        double residentKilobytes,
        double heapKilobytes) {

    public static final String HEAD =
            """
            | shape | packets/s in | packets/s out | delivered | lost | gaps | duplicates | foreign | switches\
             | kernel drops, server / viewers | latency p50 / p99 / p99.9, ms | join p50 / p99, ms\
             | server CPU, cores | server CPU per packet out, µs | server RSS / heap per viewer, KiB\
             | CPU of the load / of others, cores |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

    /** In markdown. */
    public String line() {
        double seconds = interval.seconds();
        LoadViewer.Tally tally = interval.tally();
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.4f %% | %d | %d | %d | %d | %d | %d / %d | %.2f / %.2f / %.2f"
                        + " | %.0f / %.0f | %.3f | %.2f | %.0f / %.0f | %.2f / %.2f |",
                rooms == 1 ? shape : rooms + " rooms of " + shape,
                interval.published() / seconds,
                tally.delivered / seconds,
                100.0 * tally.delivered / tally.expected,
                tally.expected - tally.delivered,
                tally.gaps,
                tally.duplicates,
                tally.foreign,
                tally.switches,
                interval.serverSocketDrops(),
                interval.viewerSocketDrops(),
                interval.latencies().millis(0.5),
                interval.latencies().millis(0.99),
                interval.latencies().millis(0.999),
                joins.millis(0.5),
                joins.millis(0.99),
                interval.serverCpuSeconds() / seconds,
                interval.serverCpuSeconds() * 1e6 / Math.max(1, tally.delivered),
                residentKilobytes,
                heapKilobytes,
                interval.ownCpuSeconds() / seconds,
                Math.max(0, interval.otherCpuSeconds()) / seconds);
    }
}
