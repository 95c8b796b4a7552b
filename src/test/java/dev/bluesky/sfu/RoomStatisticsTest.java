package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static dev.bluesky.sfu.SfuFixture.publish;
import static dev.bluesky.sfu.SfuFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sfu.RoomStatistics.OfConnection;
import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a room says of its connections, whatever its engine does. */
@Timeout(60)
class RoomStatisticsTest {
    private static final UserId CAROL = new UserId("carol");
    private static final ConnectionStatistics COUNTED =
            ConnectionStatistics.of(ConnectionState.CONNECTED, OptionalLong.of(5));

    private final SfuFixture fixture = new SfuFixture("negotiation-timeout", "100ms");
    private final RecordingEngine engine = fixture.engine;
    private final Room room = fixture.room();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyConnectionIsThereUnderItsId() {
        engine.count(() -> CompletableFuture.completedFuture(COUNTED));
        publish(room, ALICE);
        publish(room, BOB);
        receive(room, ALICE, BOB);

        assertThat(everything().connections())
                .containsExactly(
                        counted(ConnectionId.publishing(ALICE)),
                        counted(ConnectionId.receiving(ALICE, BOB)),
                        counted(ConnectionId.publishing(BOB)));
        assertThat(everything().omitted()).isZero();
    }

    @Test
    void ofOneUserTheOthersConnectionsAreNotAsked() {
        publish(room, ALICE);
        publish(room, BOB);

        assertThat(room.statistics(Optional.of(BOB), 10).connections())
                .extracting(OfConnection::id)
                .containsExactly(ConnectionId.publishing(BOB));
        assertThat(room.statistics(Optional.of(CAROL), 10).connections()).isEmpty();
        assertThat(engine.timesAsked()).isEqualTo(1);
    }

    @Test
    void noMoreConnectionsAreAskedThanWantedAndTheOthersAreTold() {
        publish(room, ALICE);
        publish(room, BOB);
        publish(room, CAROL);

        RoomStatistics two = room.statistics(Optional.empty(), 2);

        assertThat(two.connections()).hasSize(2);
        assertThat(two.omitted()).isEqualTo(1);
        assertThat(engine.timesAsked()).isEqualTo(2);
    }

    @Test
    void whoeverAsksWithinASecondGetsTheSameNumbersWithoutTheEngine() {
        publish(room, ALICE);
        everything();
        fixture.nowNs.addAndGet(Duration.ofMillis(999).toNanos());
        everything();
        assertThat(engine.timesAsked()).isEqualTo(1);

        fixture.nowNs.addAndGet(Duration.ofMillis(1).toNanos());
        everything();
        assertThat(engine.timesAsked()).isEqualTo(2);
    }

    @Test
    void anEngineThatDoesNotAnswerInTimeLeavesTheNumbersOut() {
        engine.count(CompletableFuture::new);
        publish(room, ALICE);

        assertThat(everything().connections())
                .containsExactly(
                        new OfConnection(ConnectionId.publishing(ALICE), Optional.empty()));
    }

    @Test
    void aConnectionThatCannotCountLeavesOutItsOwnNumbersOnly() {
        publish(room, ALICE);
        publish(room, BOB);
        BlockingQueue<CompletableFuture<ConnectionStatistics>> answers =
                new LinkedBlockingQueue<>(
                        List.of(
                                CompletableFuture.failedFuture(new IllegalStateException("test")),
                                CompletableFuture.completedFuture(COUNTED)));
        engine.count(answers::remove);

        assertThat(everything().connections())
                .containsExactly(
                        new OfConnection(ConnectionId.publishing(ALICE), Optional.empty()),
                        counted(ConnectionId.publishing(BOB)));
    }

    /** The engine forwards media meanwhile: it must never find hundreds of questions at once. */
    @Test
    void onlySomeConnectionsAreAskedUntilTheyHaveAnswered() throws InterruptedException {
        try (SfuFixture patient = new SfuFixture()) {
            Room large = patient.room();
            for (int i = 0; i <= Survey.AT_A_TIME; i++) {
                publish(large, new UserId("user" + i));
            }
            BlockingQueue<CompletableFuture<ConnectionStatistics>> asked =
                    new LinkedBlockingQueue<>();
            patient.engine.count(() -> asking(asked));
            CompletableFuture<RoomStatistics> all =
                    CompletableFuture.supplyAsync(() -> large.statistics(Optional.empty(), 1000));

            for (int i = 1; i < Survey.AT_A_TIME; i++) {
                next(asked).complete(COUNTED);
            }
            CompletableFuture<ConnectionStatistics> lastOfTheFirst = next(asked);
            assertThat(patient.engine.timesAsked()).isEqualTo(Survey.AT_A_TIME);
            lastOfTheFirst.complete(COUNTED);
            next(asked).complete(COUNTED);
            assertThat(all.join().connections())
                    .hasSize(Survey.AT_A_TIME + 1)
                    .allMatch(connection -> connection.statistics().isPresent());
        }
    }

    private static CompletableFuture<ConnectionStatistics> asking(
            BlockingQueue<CompletableFuture<ConnectionStatistics>> asked) {
        CompletableFuture<ConnectionStatistics> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    private static CompletableFuture<ConnectionStatistics> next(
            BlockingQueue<CompletableFuture<ConnectionStatistics>> asked)
            throws InterruptedException {
        CompletableFuture<ConnectionStatistics> answer = asked.poll(10, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("nobody asks");
        }
        return answer;
    }

    private RoomStatistics everything() {
        return room.statistics(Optional.empty(), 1000);
    }

    private static OfConnection counted(ConnectionId id) {
        return new OfConnection(id, Optional.of(COUNTED));
    }
}
