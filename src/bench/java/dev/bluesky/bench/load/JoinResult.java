package dev.bluesky.bench.load;

import java.util.List;
import java.util.Locale;

/**
 * What it was like when many joined at once.
 *
 * @param shape of the room that they joined
 * @param asked how many
 * @param failed those who got no media
 * @param refusals what the server said to some of them
 * @param joins from request to media
 * @param seconds until the last one had media
 * @param before what those saw who were in, before
 * @param during and while the others joined
 * @param after and when all were in
 */
public record JoinResult(
        Shape shape,
        int asked,
        long failed,
        List<String> refusals,
        Latencies joins,
        double seconds,
        Interval before,
        Interval during,
        Interval after) {

    public static final String HEAD =
            """
            | room | join at once | failed | join p50 / p99, ms | all in after, s\
             | latency of those in p50 / p99 / max, ms: before | while the others join | after\
             | lost by those in | dropped at viewers' sockets, at the server's\
             | server CPU s, of the load, of others meanwhile |
            |---|---|---|---|---|---|---|---|---|---|---|""";

    JoinResult(
            Shape shape, GuestsProcess guests, Interval before, Interval during, Interval after) {
        this(
                shape,
                guests.size(),
                guests.failed(),
                guests.refusals(),
                guests.joins(),
                guests.seconds(),
                before,
                during,
                after);
    }

    /** In markdown. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d%s | %.0f / %.0f | %.1f | %s | %s | %s | %d / %d / %d"
                        + " | %d, %d | %.2f, %.2f, %.2f |",
                shape,
                asked,
                failed,
                refusals.isEmpty() ? "" : " (" + refusals.get(0) + ")",
                joins.millis(0.5),
                joins.millis(0.99),
                seconds,
                latencies(before),
                latencies(during),
                latencies(after),
                lost(before),
                lost(during),
                lost(after),
                during.viewerSocketDrops(),
                during.serverSocketDrops(),
                during.serverCpuSeconds(),
                during.ownCpuSeconds(),
                Math.max(0, during.otherCpuSeconds()));
    }

    private static String latencies(Interval of) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f / %.1f",
                of.latencies().millis(0.5),
                of.latencies().millis(0.99),
                of.latencies().millis(1));
    }

    private static long lost(Interval of) {
        return of.expected() - of.delivered();
    }
}
