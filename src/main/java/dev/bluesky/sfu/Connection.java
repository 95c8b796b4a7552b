package dev.bluesky.sfu;

import dev.bluesky.negotiate.SessionIdentity;
import dev.bluesky.stats.ConnectionStatistics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A peer connection of a participant. */
final class Connection {

    /** However many ask, the engine is asked no more often. */
    private static final long STATISTICS_INTERVAL_NS = Duration.ofSeconds(1).toNanos();

    private final ConnectionId id;
    private final SessionIdentity identity;
    private final PeerConnection peerConnection;
    private volatile boolean over;
    private @Nullable CompletableFuture<ConnectionStatistics> statistics;
    private long statisticsAskedNs;

    /**
     * @param opener gives the engine's peer connection for a listener that ends this one
     */
    Connection(ConnectionId id, SessionIdentity identity, Opener opener, Listener listener) {
        this.id = id;
        this.identity = identity;
        this.peerConnection = opener.open(new Heard(listener));
    }

    interface Opener {
        PeerConnection open(SlotsListener listener);
    }

    /** Hears what the engine says of a connection. */
    interface Listener {
        void lost(Connection connection, String reason);

        void slotsChanged(Connection connection, List<SlotContent> all);
    }

    private final class Heard implements SlotsListener {
        private final Listener listener;

        Heard(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void lost(String reason) {
            over = true;
            listener.lost(Connection.this, reason);
        }

        @Override
        public void slotsChanged(List<SlotContent> all) {
            listener.slotsChanged(Connection.this, all);
        }
    }

    ConnectionId id() {
        return id;
    }

    boolean isContinuedBy(SessionIdentity other) {
        return identity.equals(other) && !over;
    }

    PeerConnection peerConnection() {
        return peerConnection;
    }

    /** Nobody may use it any more; it is closed, or about to be. */
    void end() {
        over = true;
    }

    /** Whether it was lost, or taken out of the room: it must not come back. */
    boolean isOver() {
        return over;
    }

    /** What the engine has counted until now or, if it was asked within the last second, then. */
    synchronized CompletableFuture<ConnectionStatistics> statistics(long nowNs) {
        CompletableFuture<ConnectionStatistics> present = statistics;
        if (present == null || nowNs - statisticsAskedNs >= STATISTICS_INTERVAL_NS) {
            present = peerConnection.statistics().toCompletableFuture();
            statistics = present;
            statisticsAskedNs = nowNs;
        }
        return present;
    }

    void close() {
        peerConnection.close();
    }
}
