package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.offer;
import static dev.bluesky.sfu.SfuFixture.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.negotiate.Offer;
import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoomConcurrencyTest {
    private static final int THREADS = 16;

    private final SfuFixture fixture = new SfuFixture();
    private final RecordingEngine engine = fixture.engine;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        threads.shutdownNow();
        fixture.close();
    }

    @Test
    void theSameCallManyTimesAtOnceMakesOneConnection() {
        Room room = fixture.room();
        Offer same = offer("one");
        atOnce(thread -> publish(room, ALICE, same));
        assertThat(engine.links()).hasSize(1);
        assertThat(engine.link(0).offers()).hasSize(THREADS);
        assertThat(room.snapshot().participants()).hasSize(1);
    }

    @Test
    void differentSessionsOfOneUserAtOnceLeaveOneConnectionOpen() {
        Room room = fixture.room();
        atOnce(thread -> publish(room, ALICE, offer("session-" + thread)));
        assertThat(engine.links()).hasSize(THREADS);
        assertThat(engine.openLinks()).hasSize(1);
    }

    @Test
    void oneUsersNegotiationsTakeTurnsAndOthersDoNotWaitForThem() throws InterruptedException {
        Room room = fixture.room();
        engine.hold();
        var first = fixture.publishing(room, ALICE, offer("one"));
        var firstAnswer = engine.nextPending();
        var second = fixture.publishing(room, ALICE, offer("two"));
        var other = fixture.publishing(room, SfuFixture.BOB);
        engine.nextPending().complete("to bob");
        assertThat(other.join()).isEqualTo("to bob");
        assertThat(engine.links()).hasSize(2);
        firstAnswer.complete("first");
        engine.nextPending().complete("second");
        assertThat(List.of(first.join(), second.join())).containsExactly("first", "second");
    }

    @Test
    void aRoomIsNeverOverbookedHoweverManyComeAtOnceAndFail() {
        int capacity = 5;
        Room room = fixture.room(capacity);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger count = new AtomicInteger();
        engine.answer(
                offer -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                    return count.incrementAndGet() % 3 == 0
                            ? CompletableFuture.failedFuture(
                                    new SfuException(Refusal.UNSERVABLE, "no codec"))
                            : CompletableFuture.completedFuture("answer");
                });
        atOnce(
                thread -> {
                    UserId user = new UserId("user-" + thread);
                    for (int i = 0; i < 200; i++) {
                        joinOrBeRefused(room, user, "s" + i);
                        assertThat(room.snapshot().participants())
                                .hasSizeLessThanOrEqualTo(capacity);
                    }
                });
        assertThat(most.get()).isBetween(1, capacity);
        assertThat(engine.openLinks()).hasSameSizeAs(room.snapshot().participants());
    }

    private static void joinOrBeRefused(Room room, UserId user, String session) {
        try {
            publish(room, user, offer(session));
            room.closeConnection(ConnectionId.publishing(user));
        } catch (SfuException e) {
            assertThat(e.refusal()).isIn(Refusal.AT_CAPACITY, Refusal.UNSERVABLE);
        }
    }

    @Test
    void aRoomClosedWhilePeopleComeAndGoLeavesNoConnectionOpen() {
        for (int round = 0; round < 50; round++) {
            Room room = fixture.room();
            atOnce(
                    thread -> {
                        if (thread == 0) {
                            fixture.sfu.closeRoom(room.id(), ALICE);
                        } else {
                            comeAndStay(room, new UserId("user-" + thread));
                        }
                    });
            assertThat(engine.openLinks()).isEmpty();
            assertThat(room.snapshot().participants()).isEmpty();
        }
    }

    private static void comeAndStay(Room room, UserId user) {
        try {
            publish(room, user);
        } catch (SfuException e) {
            assertThat(e.refusal()).isEqualTo(Refusal.NOT_FOUND);
        }
    }

    @Test
    void tenThousandJoinsAndLeavesAreToldInOrderAndLeaveNothing() {
        Room room = fixture.room();
        ConcurrentLinkedQueue<RoomEvent> heard = new ConcurrentLinkedQueue<>();
        room.listen(heard::add, Optional.empty());
        atOnce(
                thread -> {
                    UserId user = new UserId("user-" + thread);
                    for (int i = 0; i < 10_000 / THREADS; i++) {
                        publish(room, user);
                        room.closeConnection(ConnectionId.publishing(user));
                    }
                });
        assertThat(engine.openLinks()).isEmpty();
        assertThat(room.snapshot().participants()).isEmpty();
        assertThat(heard).hasSize(1 + 10_000 * 6);
        assertThat(replayed(heard)).isEmpty();
    }

    @Test
    void whoBeginsToListenInTheMiddleMissesNothingAndHearsNothingTwice() {
        Room room = fixture.room();
        List<ConcurrentLinkedQueue<RoomEvent>> listeners = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            listeners.add(new ConcurrentLinkedQueue<>());
        }
        atOnce(
                thread -> {
                    for (int i = 0; i < 50; i++) {
                        publish(room, new UserId("user-" + thread + "-" + i % 3));
                        if (i == thread) {
                            room.listen(listeners.get(thread)::add, Optional.empty());
                        }
                        if (i % 5 == 0) {
                            room.closeConnection(
                                    ConnectionId.publishing(
                                            new UserId("user-" + thread + "-" + i % 3)));
                        }
                    }
                });
        List<UserId> inside =
                room.snapshot().participants().stream().map(ParticipantSnapshot::id).toList();
        for (ConcurrentLinkedQueue<RoomEvent> heard : listeners) {
            assertThat(replayed(heard)).containsOnlyKeys(inside);
        }
    }

    /** Who is inside with how many tracks, by the events alone; fails where they contradict. */
    private static Map<UserId, Integer> replayed(Iterable<RoomEvent> events) {
        Map<UserId, Integer> tracks = new LinkedHashMap<>();
        for (RoomEvent event : events) {
            if (event instanceof RoomEvent.Snapshot snapshot) {
                assertThat(tracks).isEmpty();
                snapshot.room().participants().forEach(p -> tracks.put(p.id(), p.tracks().size()));
            } else if (event instanceof RoomEvent.Joined joined) {
                assertThat(tracks.put(joined.participant().id(), 0)).isNull();
            } else if (event instanceof RoomEvent.Published published) {
                assertThat(tracks.merge(published.participant(), 1, Integer::sum)).isBetween(1, 2);
            } else if (event instanceof RoomEvent.Ended ended) {
                assertThat(tracks.merge(ended.participant(), -1, Integer::sum)).isBetween(0, 1);
            } else if (event instanceof RoomEvent.Left left) {
                assertThat(tracks.remove(left.participant())).isZero();
            }
        }
        return tracks;
    }

    @Test
    void aCallerThatIsInterruptedIsToldThatTheServerStopsAndLeavesNothing()
            throws InterruptedException {
        Room room = fixture.room();
        engine.hold();
        CompletableFuture<Refusal> refusal = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                publish(room, ALICE);
                            } catch (SfuException e) {
                                refusal.complete(e.refusal());
                            }
                        });
        caller.start();
        assertThat(engine.nextPending()).isNotDone();
        caller.interrupt();
        assertThat(refusal.join()).isEqualTo(Refusal.STOPPING);
        assertThat(engine.openLinks()).isEmpty();
        assertThat(room.snapshot().participants()).isEmpty();
    }

    @Test
    void whoWaitsTooLongForATurnIsRefusedAndTheTurnGoesOn() {
        Turns turns = new Turns(Duration.ofMillis(100));
        ReentrantLock turn = new ReentrantLock(true);
        turn.lock();
        try {
            var late = CompletableFuture.supplyAsync(() -> turns.take(turn, () -> "late"), threads);
            assertThatThrownBy(late::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            SfuException.class,
                            e -> assertThat(e.refusal()).isEqualTo(Refusal.TIMED_OUT));
        } finally {
            turn.unlock();
        }
        var next = CompletableFuture.supplyAsync(() -> turns.take(turn, () -> "next"), threads);
        assertThat(next.join()).isEqualTo("next");
    }

    /** Runs the step on all threads, started together, and fails if one of them does. */
    private void atOnce(IntConsumer step) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            all.add(
                    CompletableFuture.runAsync(
                            () -> {
                                await(start);
                                step.accept(thread);
                            },
                            threads));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
