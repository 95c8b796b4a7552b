package dev.bluesky.sfu;

import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.stats.TransportStatistics;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What some peer connections have counted together, seen from the server.
 *
 * @param packetsLost on the way
 * @param drops how many datagrams and packets ended here, by {@code group.reason}
 */
public record Totals(
        long packetsReceived,
        long bytesReceived,
        long packetsSent,
        long bytesSent,
        long packetsLost,
        Map<String, Long> drops) {

    /** Of no connections. */
    public static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, Map.of());

    /** Keeps a copy, by name. */
    public Totals {
        drops = Collections.unmodifiableMap(new TreeMap<>(drops));
    }

    static Totals of(ConnectionStatistics counted) {
        TransportStatistics transport = counted.transport();
        return new Totals(
                transport.packetsReceived(),
                transport.bytesReceived(),
                transport.packetsSent(),
                transport.bytesSent(),
                counted.packetsLost(),
                counted.drops());
    }

    static Totals sum(Collection<Totals> all) {
        Map<String, Long> drops = new TreeMap<>();
        all.forEach(each -> each.drops.forEach((name, n) -> drops.merge(name, n, Long::sum)));
        return new Totals(
                all.stream().mapToLong(Totals::packetsReceived).sum(),
                all.stream().mapToLong(Totals::bytesReceived).sum(),
                all.stream().mapToLong(Totals::packetsSent).sum(),
                all.stream().mapToLong(Totals::bytesSent).sum(),
                all.stream().mapToLong(Totals::packetsLost).sum(),
                drops);
    }
}
