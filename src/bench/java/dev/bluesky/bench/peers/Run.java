package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Interval;
import dev.bluesky.bench.load.Shape;
import java.util.List;
import java.util.Locale;

/**
 * One measured interval of one server.
 *
 * @param shape by its key
 * @param cores that the server used
 * @param microseconds of the server's CPU time per packet that reached a viewer
 * @param packetsPerSecond that reached viewers
 * @param expected packets
 * @param delivered packets
 * @param latencyMedianMs from publisher to viewer
 * @param latencyTailMs the 99th percentile
 * @param loadCores that publishers and viewers used
 * @param otherCores that everything else on the machine used
 */
record Run(
        Contestant contestant,
        String shape,
        double cores,
        double microseconds,
        double packetsPerSecond,
        long expected,
        long delivered,
        double latencyMedianMs,
        double latencyTailMs,
        double loadCores,
        double otherCores) {

    static Run of(Contestant contestant, Shape shape, Interval interval) {
        double seconds = interval.seconds();
        long delivered = interval.delivered();
        return new Run(
                contestant,
                shape.key(),
                interval.serverCpuSeconds() / seconds,
                interval.serverCpuSeconds() * 1e6 / Math.max(1, delivered),
                delivered / seconds,
                interval.expected(),
                delivered,
                interval.latencies().millis(0.5),
                interval.latencies().millis(0.99),
                interval.ownCpuSeconds() / seconds,
                Math.max(0, interval.otherCpuSeconds()) / seconds);
    }

    /** A line of the file that keeps it. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%.4f,%.3f,%.1f,%d,%d,%.3f,%.3f,%.3f,%.3f",
                contestant.key(),
                shape,
                cores,
                microseconds,
                packetsPerSecond,
                expected,
                delivered,
                latencyMedianMs,
                latencyTailMs,
                loadCores,
                otherCores);
    }

    /** Reads {@link #line}. */
    static Run parse(String line) {
        List<String> fields = List.of(line.split(",", -1));
        return new Run(
                Contestant.of(fields.get(0)),
                fields.get(1),
                Double.parseDouble(fields.get(2)),
                Double.parseDouble(fields.get(3)),
                Double.parseDouble(fields.get(4)),
                Long.parseLong(fields.get(5)),
                Long.parseLong(fields.get(6)),
                Double.parseDouble(fields.get(7)),
                Double.parseDouble(fields.get(8)),
                Double.parseDouble(fields.get(9)),
                Double.parseDouble(fields.get(10)));
    }
}
