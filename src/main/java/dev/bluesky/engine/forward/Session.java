package dev.bluesky.engine.forward;

import dev.bluesky.peer.Peer;
import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** A peer from its first offer to its end, as the loop knows it. */
final class Session {

    /**
     * An end that nobody asked for.
     *
     * @param reason for the log
     * @param defect what went wrong on our side, if it did
     */
    record Loss(String reason, Optional<RuntimeException> defect) {}

    private static final long NS_PER_MS = 1_000_000L;

    private final int loop;
    private final Peer peer;
    private final long deadlineNs;
    private final Consumer<Loss> onLost;
    private final Set<Object> origins = new HashSet<>(4);
    private OptionalLong connectedNs = OptionalLong.empty();
    private boolean over;

    /**
     * @param loop the index of the loop that it belongs to
     * @param deadlineNs by when the peer must be connected
     * @param onLost told at most once, on the loop; it closes the session
     */
    Session(int loop, Peer peer, long deadlineNs, Consumer<Loss> onLost) {
        this.loop = loop;
        this.peer = peer;
        this.deadlineNs = deadlineNs;
        this.onLost = onLost;
    }

    /** Where it lives; the one thing of it that other loops may ask for. */
    int loop() {
        return loop;
    }

    Peer peer() {
        return peer;
    }

    /** Where its datagrams come from. */
    Set<Object> origins() {
        return origins;
    }

    /** Media can flow. */
    void connected(long nowNs) {
        connectedNs = OptionalLong.of(nowNs);
        peer.media().connected(nowNs);
    }

    /** What was counted until now. */
    ConnectionStatistics statistics(long nowNs) {
        if (over) {
            return peer.statistics(ConnectionState.CLOSED, OptionalLong.empty());
        }
        return connectedNs.isPresent()
                ? peer.statistics(ConnectionState.CONNECTED, connectedForMs(nowNs))
                : peer.statistics(ConnectionState.NEW, OptionalLong.empty());
    }

    private OptionalLong connectedForMs(long nowNs) {
        return OptionalLong.of((nowNs - connectedNs.getAsLong()) / NS_PER_MS);
    }

    void tick(long nowNs) {
        if (over) {
            return;
        }
        if (!peer.transport().isConnected() && nowNs - deadlineNs >= 0) {
            lost("it was not established in time");
        } else {
            peer.tick(nowNs);
        }
    }

    /** Sends what waited for its time; says whether more is due within milliseconds. */
    boolean pace(long nowNs) {
        return !over && peer.pace(nowNs);
    }

    void lost(String reason) {
        lost(new Loss(reason, Optional.empty()));
    }

    void failed(RuntimeException defect) {
        lost(new Loss("a defect of the server", Optional.of(defect)));
    }

    private void lost(Loss loss) {
        if (!over) {
            over = true;
            onLost.accept(loss);
        }
    }

    /** Takes leave of the peer. */
    void close(long nowNs) {
        over = true;
        peer.close(nowNs);
    }
}
