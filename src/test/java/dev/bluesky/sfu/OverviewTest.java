package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static dev.bluesky.sfu.SfuFixture.publish;
import static dev.bluesky.sfu.SfuFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.stats.TransportStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole server in numbers. */
@Timeout(60)
class OverviewTest {
    private static final ConnectionStatistics COUNTED =
            new ConnectionStatistics(
                    ConnectionState.CONNECTED,
                    OptionalLong.of(1),
                    new TransportStatistics(Optional.of("udp"), 1, 20, 3, 40),
                    List.of(),
                    Map.of("send-drop.paused", 2L),
                    Map.of());

    private final SfuFixture fixture = new SfuFixture("negotiation-timeout", "100ms");

    @BeforeEach
    void everyConnectionHasCounted() {
        fixture.engine.count(() -> CompletableFuture.completedFuture(COUNTED));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private ServerStatistics lookAgain() {
        fixture.nowNs.addAndGet(1_000_000_000L);
        return fixture.sfu.statistics();
    }

    @Test
    void roomsAreSummedUpTheFullestFirst() {
        Room small = fixture.room();
        Room large = fixture.room();
        publish(small, ALICE);
        publish(large, ALICE);
        receive(large, BOB, ALICE);
        large.moderation().lock(ALICE, true);
        fixture.nowMs.addAndGet(5_000);

        ServerStatistics all = lookAgain();
        Totals one = Totals.of(COUNTED);
        Totals two = new Totals(2, 40, 6, 80, 0, Map.of("send-drop.paused", 4L));
        assertThat(all.rooms())
                .containsExactly(
                        new ServerStatistics.OfRoom(
                                large.id(), fixture.engine.name(), 2, 100, true, 2, two),
                        new ServerStatistics.OfRoom(
                                small.id(), fixture.engine.name(), 1, 100, false, 1, one));
        assertThat(all.counted())
                .isEqualTo(new Totals(3, 60, 9, 120, 0, Map.of("send-drop.paused", 6L)));
        assertThat(all.participants()).isEqualTo(3);
        assertThat(all.connections()).isEqualTo(3).isEqualTo(all.connectionsAsked());
        assertThat(all.atMs() - all.startedAtMs()).isEqualTo(5_000);
        assertThat(all.engines())
                .containsExactly(
                        new ServerStatistics.OfEngine(
                                fixture.engine.name(),
                                Optional.empty(),
                                Map.of("loop.datagrams-in", 7L)));
    }

    @Test
    void howeverManyAskTheServerIsLookedAtOnceASecond() {
        publish(fixture.room(), ALICE);
        ServerStatistics first = lookAgain();
        for (int i = 0; i < 100; i++) {
            assertThat(fixture.sfu.statistics()).isSameAs(first);
        }
        assertThat(fixture.engine.timesAsked()).isEqualTo(1);
        assertThat(lookAgain()).isNotSameAs(first);
        assertThat(fixture.engine.timesAsked()).isEqualTo(2);
    }

    @Test
    void whoDoesNotAnswerIsCountedAndHasNoNumbers() {
        fixture.engine.count(CompletableFuture::new);
        publish(fixture.room(), ALICE);
        ServerStatistics all = lookAgain();
        assertThat(all.connections()).isEqualTo(1);
        assertThat(all.connectionsAsked()).isZero();
        assertThat(all.counted()).isEqualTo(Totals.NOTHING);
    }

    @Test
    void anEngineThatCannotRunSaysWhy() {
        fixture.engine.setUnavailable("no library");
        ServerStatistics all = lookAgain();
        assertThat(all.engines())
                .containsExactly(
                        new ServerStatistics.OfEngine(
                                fixture.engine.name(), Optional.of("no library"), Map.of()));
        assertThat(all.rooms()).isEmpty();
    }

    @Test
    void ofVeryManyRoomsTheFullestAreListed() {
        for (int i = 0; i < Overview.ROOMS_MAX; i++) {
            fixture.room();
        }
        Room last = fixture.room();
        publish(last, ALICE);
        ServerStatistics all = lookAgain();
        assertThat(all.roomsAll()).isEqualTo(Overview.ROOMS_MAX + 1);
        assertThat(all.rooms()).hasSize(Overview.ROOMS_MAX);
        assertThat(all.rooms().get(0).id()).isEqualTo(last.id());
    }

    @Test
    void ofVeryManyConnectionsSomeAreAsked() {
        Room room = fixture.room();
        for (int user = 0; user < 21; user++) {
            for (int peer = 0; peer < 100; peer++) {
                receive(room, new UserId("u" + user), new UserId("p" + peer));
            }
        }
        ServerStatistics all = lookAgain();
        assertThat(all.connections()).isEqualTo(2100);
        assertThat(all.connectionsAsked()).isEqualTo(Overview.CONNECTIONS_MAX);
        assertThat(all.counted().packetsReceived()).isEqualTo(Overview.CONNECTIONS_MAX);
    }
}
