package dev.bluesky.sfu;

import dev.bluesky.sfu.RoomStatistics.OfConnection;
import dev.bluesky.stats.ConnectionStatistics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an engine what it has counted: some connections at a time, so that it has time for media in
 * between. Who does not answer within the limit is left out.
 */
final class Survey {
    private static final Logger LOG = System.getLogger(Survey.class.getName());

    /** An engine reports that many in less than a millisecond. */
    static final int AT_A_TIME = 32;

    private final long deadlineNs;

    private Survey(long deadlineNs) {
        this.deadlineNs = deadlineNs;
    }

    /**
     * @param limit of everything that is asked in this survey
     */
    static Survey within(Duration limit) {
        return new Survey(System.nanoTime() + limit.toNanos());
    }

    /**
     * Waits for the answers of all.
     *
     * @param nowNs of the clock that tells how old an answer is
     */
    List<OfConnection> of(List<Connection> connections, long nowNs) {
        List<OfConnection> reports = new ArrayList<>(connections.size());
        for (int from = 0; from < connections.size(); from += AT_A_TIME) {
            int to = Math.min(connections.size(), from + AT_A_TIME);
            reports.addAll(ofSome(connections.subList(from, to), nowNs));
        }
        return reports;
    }

    private List<OfConnection> ofSome(List<Connection> connections, long nowNs) {
        if (remainingNs() <= 0) {
            return connections.stream()
                    .map(connection -> new OfConnection(connection.id(), Optional.empty()))
                    .toList();
        }
        List<CompletableFuture<ConnectionStatistics>> asked =
                connections.stream().map(connection -> connection.statistics(nowNs)).toList();
        List<OfConnection> reports = new ArrayList<>(connections.size());
        for (int i = 0; i < asked.size(); i++) {
            reports.add(new OfConnection(connections.get(i).id(), await(asked.get(i))));
        }
        return reports;
    }

    /** The answer, if it comes in time. */
    <T> Optional<T> await(CompletableFuture<T> answer) {
        try {
            return Optional.of(answer.get(Math.max(0, remainingNs()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw Turns.interrupted(e);
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "an engine could not say what it has counted", e);
            return Optional.empty();
        }
    }

    private long remainingNs() {
        return deadlineNs - System.nanoTime();
    }
}
