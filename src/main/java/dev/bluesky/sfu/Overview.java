package dev.bluesky.sfu;

import dev.bluesky.sfu.RoomStatistics.OfConnection;
import dev.bluesky.sfu.ServerStatistics.OfEngine;
import dev.bluesky.sfu.ServerStatistics.OfRoom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the whole server, once a second at most, however many ask; who asks meanwhile waits for
 * the same look, which takes a second at most.
 */
final class Overview {

    /** A room takes some hundred bytes. */
    static final int ROOMS_MAX = 500;

    /** An engine is busy with them for some 10 ms, with media in between. */
    static final int CONNECTIONS_MAX = 2000;

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long INTERVAL_NS = Duration.ofSeconds(1).toNanos();

    private final Supplier<List<Room>> rooms;
    private final Collection<Engine> engines;
    private final LongSupplier clockNs;
    private final InstantSource wallClock;
    private final long startedAtMs;
    private @Nullable ServerStatistics last;
    private long lookedNs;

    Overview(
            Supplier<List<Room>> rooms,
            Collection<Engine> engines,
            LongSupplier clockNs,
            InstantSource wallClock) {
        this.rooms = rooms;
        this.engines = engines;
        this.clockNs = clockNs;
        this.wallClock = wallClock;
        this.startedAtMs = wallClock.millis();
    }

    synchronized ServerStatistics look() {
        long nowNs = clockNs.getAsLong();
        ServerStatistics present = last;
        if (present == null || nowNs - lookedNs >= INTERVAL_NS) {
            present = lookAgain(nowNs);
            last = present;
            lookedNs = nowNs;
        }
        return present;
    }

    private ServerStatistics lookAgain(long nowNs) {
        List<Room.Headcount> heads =
                rooms.get().stream()
                        .map(Room::headcount)
                        .sorted(Comparator.comparing(Room.Headcount::participants).reversed())
                        .toList();
        Survey survey = Survey.within(TIMEOUT);
        List<OfEngine> ofEngines = engines.stream().map(engine -> of(engine, survey)).toList();
        List<OfRoom> ofRooms = new ArrayList<>();
        int asked = 0;
        for (Room.Headcount room : heads.subList(0, Math.min(ROOMS_MAX, heads.size()))) {
            int most = Math.min(room.connections().size(), CONNECTIONS_MAX - asked);
            List<Totals> answers = answers(survey.of(room.connections().subList(0, most), nowNs));
            asked += answers.size();
            ofRooms.add(room.statistics(Totals.sum(answers)));
        }
        return new ServerStatistics(
                startedAtMs,
                wallClock.millis(),
                heads.stream().mapToInt(Room.Headcount::participants).sum(),
                heads.stream().mapToInt(room -> room.connections().size()).sum(),
                asked,
                Totals.sum(ofRooms.stream().map(OfRoom::counted).toList()),
                ofRooms,
                heads.size(),
                ofEngines);
    }

    private static List<Totals> answers(List<OfConnection> reports) {
        return reports.stream()
                .map(OfConnection::statistics)
                .flatMap(Optional::stream)
                .map(Totals::of)
                .toList();
    }

    private static OfEngine of(Engine engine, Survey survey) {
        Map<String, Long> counters =
                engine.unavailable().isPresent()
                        ? Map.of()
                        : survey.await(engine.counters().toCompletableFuture()).orElse(Map.of());
        return new OfEngine(engine.name(), engine.unavailable(), counters);
    }
}
