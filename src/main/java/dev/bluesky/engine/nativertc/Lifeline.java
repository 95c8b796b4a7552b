package dev.bluesky.engine.nativertc;

import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import java.util.OptionalLong;

/**
 * Where a peer connection is in its life.
 *
 * @param sinceNs when that began; of no meaning unless it is connected
 */
record Lifeline(ConnectionState state, long sinceNs) {
    static final Lifeline NEW = new Lifeline(ConnectionState.NEW, 0);
    static final Lifeline CLOSED = new Lifeline(ConnectionState.CLOSED, 0);

    private static final long NS_PER_MS = 1_000_000L;

    static Lifeline connected(long nowNs) {
        return new Lifeline(ConnectionState.CONNECTED, nowNs);
    }

    ConnectionStatistics statistics(long nowNs) {
        boolean connected = state == ConnectionState.CONNECTED;
        return ConnectionStatistics.of(
                state,
                connected ? OptionalLong.of((nowNs - sinceNs) / NS_PER_MS) : OptionalLong.empty());
    }
}
