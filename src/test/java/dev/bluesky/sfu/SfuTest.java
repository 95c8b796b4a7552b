package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.config.EngineName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SfuTest {
    private final SfuFixture fixture =
            new SfuFixture("rooms-max", "3", "room-capacity", "10", "room-idle", "60s");
    private final Sfu sfu = fixture.sfu;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aRoomIsWhatWasAskedFor() {
        RoomSnapshot room =
                sfu.create(
                                new RoomRequest(
                                        ALICE,
                                        Optional.of(new RoomId("standup")),
                                        OptionalInt.of(2),
                                        Optional.of(EngineName.FORWARD),
                                        "{\"topic\":\"birds\"}"))
                        .snapshot();
        assertThat(room)
                .isEqualTo(
                        new RoomSnapshot(
                                new RoomId("standup"),
                                ALICE,
                                2,
                                EngineName.FORWARD,
                                "{\"topic\":\"birds\"}",
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty()));
        assertThat(sfu.room(new RoomId("standup")).snapshot()).isEqualTo(room);
    }

    @Test
    void aRoomThatAsksForNothingGetsAnIdAndTheConfiguredCapacity() {
        assertThat(fixture.room().snapshot().capacity()).isEqualTo(10);
        assertThat(sfu.roomIds()).hasSize(1);
    }

    @Test
    void roomsAreListedTheOldestFirst() {
        assertThat(List.of(named("c").id(), named("a").id(), named("b").id()))
                .isEqualTo(sfu.roomIds());
    }

    @Test
    void aTakenIdIsRefusedUntilItsRoomIsClosed() {
        Room first = named("standup");
        assertRefused(Refusal.TAKEN, () -> named("standup"));
        sfu.closeRoom(first.id(), ALICE);
        assertThat(named("standup")).isNotSameAs(first);
    }

    @Test
    void aRoomTooManyIsRefusedUntilOneIsClosed() {
        Room first = fixture.room();
        fixture.room();
        fixture.room();
        assertRefused(Refusal.AT_CAPACITY, fixture::room);
        sfu.closeRoom(first.id(), ALICE);
        fixture.room();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aCapacityOutsideTheConfiguredOneIsMalformed(int capacity) {
        assertRefused(Refusal.MALFORMED, () -> fixture.room(capacity));
        assertThat(sfu.roomIds()).isEmpty();
    }

    @Test
    void anEngineThatCannotRunHereIsRefusedWithItsReason() {
        fixture.engine.setUnavailable("install libx");
        assertRefused(Refusal.ENGINE_UNAVAILABLE, fixture::room, "install libx");
        try (Sfu none = new Sfu(SfuFixture.config(), List.of(), () -> 0, InstantSource.system())) {
            assertRefused(Refusal.ENGINE_UNAVAILABLE, () -> none.create(RoomRequest.of(ALICE)));
        }
    }

    @Test
    void onlyTheAdminClosesARoom() {
        Room room = fixture.room();
        assertRefused(Refusal.FORBIDDEN, () -> sfu.closeRoom(room.id(), BOB));
        assertThat(sfu.room(room.id())).isSameAs(room);
        sfu.closeRoom(room.id(), ALICE);
        assertRefused(Refusal.NOT_FOUND, () -> sfu.room(room.id()));
        assertRefused(Refusal.NOT_FOUND, () -> sfu.closeRoom(room.id(), ALICE));
        assertThat(fixture.engine.closedRooms()).containsExactly(room.id());
    }

    @Test
    void aRoomThatNobodyEnteredIsClosedAfterTheIdleTime() {
        Room room = fixture.room();
        pass(Duration.ofSeconds(59));
        assertThat(sfu.roomIds()).containsExactly(room.id());
        pass(Duration.ofSeconds(1));
        assertThat(sfu.roomIds()).isEmpty();
        assertThat(fixture.engine.closedRooms()).containsExactly(room.id());
    }

    @Test
    void aRoomIsNotIdleWhileSomebodyIsInIt() {
        Room room = fixture.room();
        SfuFixture.publish(room, BOB);
        pass(Duration.ofDays(1));
        assertThat(sfu.roomIds()).containsExactly(room.id());

        room.closeConnection(ConnectionId.publishing(BOB));
        pass(Duration.ofSeconds(59));
        assertThat(sfu.roomIds()).containsExactly(room.id());
        pass(Duration.ofSeconds(1));
        assertThat(sfu.roomIds()).isEmpty();
    }

    @Test
    void aRoomIsNotIdleWhileSomebodyIsComingIn() throws InterruptedException {
        Room room = fixture.room();
        fixture.engine.hold();
        var coming = fixture.publishing(room, BOB);
        var answer = fixture.engine.nextPending();
        pass(Duration.ofDays(1));
        answer.complete("answer");
        assertThat(coming.join()).isEqualTo("answer");
        assertThat(sfu.roomIds()).containsExactly(room.id());
    }

    @Test
    void withAnIdleTimeOfZeroRoomsStayForEver() {
        try (SfuFixture forEver = new SfuFixture("room-idle", "0")) {
            Room room = forEver.room();
            forEver.nowNs.addAndGet(Duration.ofDays(1000).toNanos());
            forEver.sfu.closeIdleRooms();
            assertThat(forEver.sfu.roomIds()).containsExactly(room.id());
        }
    }

    private void pass(Duration time) {
        fixture.nowNs.addAndGet(time.toNanos());
        sfu.closeIdleRooms();
    }

    @Test
    void stoppingClosesRoomsThenEnginesAndRefusesNewRooms() {
        Room room = fixture.room();
        SfuFixture.publish(room, BOB);
        sfu.close();
        assertThat(fixture.engine.openLinks()).isEmpty();
        assertThat(fixture.engine.closedRooms()).containsExactly(room.id());
        assertThat(fixture.engine.timesClosed()).isEqualTo(1);
        assertRefused(Refusal.STOPPING, fixture::room);
        assertRefused(Refusal.NOT_FOUND, () -> SfuFixture.publish(room, ALICE));
    }

    private Room named(String id) {
        return sfu.create(
                new RoomRequest(
                        ALICE,
                        Optional.of(new RoomId(id)),
                        OptionalInt.empty(),
                        Optional.empty(),
                        "{}"));
    }

    private static void assertRefused(Refusal refusal, ThrowingCallable call) {
        assertRefused(refusal, call, "");
    }

    private static void assertRefused(Refusal refusal, ThrowingCallable call, String detail) {
        Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> {
                            assertThat(e.refusal()).isEqualTo(refusal);
                            assertThat(e.detail()).contains(detail);
                        });
    }
}
