package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.config.EngineName;
import dev.bluesky.sfu.ConnectionId;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.RoomEvent;
import dev.bluesky.sfu.RoomId;
import dev.bluesky.sfu.RoomSnapshot;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.SfuFixture;
import dev.bluesky.sfu.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {
    private static final UserId BOB = new UserId("bob");
    private static final RoomEvent LEFT = new RoomEvent.Left(BOB);

    private final SfuFixture fixture = new SfuFixture("event-streams-max", "2");
    private final Room room = fixture.room();
    private final List<EventStream> closed = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aClientReadsTheRoomsEventsInOrderUntilItCloses() {
        RecordingSink sink = new RecordingSink(100);
        room.listen(stream(sink, Runnable::run), Optional.empty());
        SfuFixture.publish(room, BOB);
        room.closeConnection(ConnectionId.publishing(BOB));
        fixture.sfu.closeRoom(room.id(), SfuFixture.ALICE);
        assertThat(sink.names())
                .containsExactly(
                        "snapshot",
                        "joined",
                        "published",
                        "published",
                        "ended",
                        "ended",
                        "left",
                        "room-closed");
        assertThat(sink.isClosed()).isTrue();
        assertThat(closed).hasSize(1);
    }

    @Test
    void theStreamOfWhoIsRemovedEndsWithThat() {
        RecordingSink bobs = new RecordingSink(100);
        RecordingSink others = new RecordingSink(100);
        SfuFixture.publish(room, BOB);
        room.listen(stream(bobs, Runnable::run), Optional.of(BOB));
        room.listen(stream(others, Runnable::run), Optional.empty());
        room.moderation().remove(SfuFixture.ALICE, BOB);
        assertThat(bobs.names()).containsExactly("snapshot", "removed");
        assertThat(bobs.isClosed()).isTrue();
        assertThat(others.names()).containsExactly("snapshot", "ended", "ended", "left");
        assertThat(others.isClosed()).isFalse();
    }

    @Test
    void aClientThatDoesNotReadNeverBlocksTheRoom() {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            RecordingSink stalled = new RecordingSink(0);
            RecordingSink reading = new RecordingSink(1_000_000);
            room.listen(stream(stalled, threads), Optional.empty());
            room.listen(stream(reading, threads), Optional.empty());
            for (int i = 0; i < 300; i++) {
                SfuFixture.publish(room, BOB);
                room.closeConnection(ConnectionId.publishing(BOB));
            }
            assertThat(stalled.names()).isEmpty();
            stalled.read(1_000_000);
            awaitClosed(stalled);
            assertThat(stalled.names()).hasSizeLessThan(EventStream.QUEUE_MAX);
        } finally {
            fixture.sfu.close();
            threads.shutdownNow();
        }
    }

    private static void awaitClosed(RecordingSink sink) {
        while (!sink.isClosed()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aClientThatMissedAnEventIsCutOff() {
        RecordingSink sink = new RecordingSink(1_000_000);
        EventStream stream = stream(sink, tasks::add);
        for (int i = 0; i < EventStream.QUEUE_MAX + 1; i++) {
            stream.on(LEFT);
        }
        runTasks();
        assertThat(sink.isClosed()).isTrue();
        assertThat(closed).containsExactly(stream);
    }

    @Test
    void aClientThatMissedNothingGoesOn() {
        RecordingSink sink = new RecordingSink(1_000_000);
        EventStream stream = stream(sink, tasks::add);
        for (int i = 0; i < EventStream.QUEUE_MAX; i++) {
            stream.on(LEFT);
        }
        runTasks();
        assertThat(sink.names()).hasSize(EventStream.QUEUE_MAX);
        assertThat(sink.isClosed()).isFalse();
        stream.heartbeat();
        runTasks();
        assertThat(sink.names()).endsWith("heartbeat");
    }

    @Test
    void aBrokenConnectionClosesTheStreamOnceAndTheRoomForgetsIt() {
        RecordingSink sink = new RecordingSink(100);
        EventStream stream = stream(sink, Runnable::run);
        room.listen(stream, Optional.empty());
        sink.breakConnection();
        SfuFixture.publish(room, BOB);
        stream.heartbeat();
        assertThat(sink.names()).containsExactly("snapshot");
        assertThat(sink.isClosed()).isTrue();
        assertThat(closed).containsExactly(stream);
    }

    @Test
    void anEventThatCannotBeWrittenClosesTheStreamToo() {
        RecordingSink sink = new RecordingSink(100);
        EventStream stream = stream(sink, Runnable::run);
        stream.on(
                new RoomEvent.Snapshot(
                        new RoomSnapshot(
                                new RoomId("r"),
                                BOB,
                                1,
                                EngineName.NATIVE,
                                "no JSON",
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty())));
        assertThat(sink.isClosed()).isTrue();
        assertThat(closed).containsExactly(stream);
    }

    @Test
    void aClosedStreamIsSilent() {
        RecordingSink sink = new RecordingSink(100);
        EventStream stream = stream(sink, tasks::add);
        stream.on(LEFT);
        stream.close();
        stream.on(LEFT);
        stream.close();
        runTasks();
        assertThat(sink.names()).isEmpty();
        assertThat(closed).containsExactly(stream);
    }

    @Test
    void streamsOverTheLimitAreRefusedUntilOneEnds() {
        try (EventStreams streams = new EventStreams(fixture.sfu.config().http())) {
            RecordingSink first = new RecordingSink(100);
            streams.open(room, Optional.empty(), RecordingSink.writer(first));
            streams.open(room, Optional.empty(), RecordingSink.writer(new RecordingSink(100)));
            assertRefused(Refusal.AT_CAPACITY, streams, room);
            first.breakConnection();
            SfuFixture.publish(room, BOB);
            awaitClosed(first);
            streams.open(room, Optional.empty(), RecordingSink.writer(new RecordingSink(100)));
        }
    }

    @Test
    void aStreamOfAClosedRoomIsRefusedAndDoesNotCount() {
        Room gone = fixture.room();
        fixture.sfu.closeRoom(gone.id(), SfuFixture.ALICE);
        try (EventStreams streams = new EventStreams(fixture.sfu.config().http())) {
            for (int i = 0; i < 3; i++) {
                assertRefused(Refusal.NOT_FOUND, streams, gone);
            }
        }
    }

    @Test
    void theLastEventGoesOutBeforeTheServerStops() {
        RecordingSink sink = new RecordingSink(100);
        try (EventStreams streams = new EventStreams(fixture.sfu.config().http())) {
            streams.open(room, Optional.empty(), RecordingSink.writer(sink));
            fixture.sfu.close();
        }
        assertThat(sink.names()).containsExactly("snapshot", "room-closed");
        assertThat(sink.isClosed()).isTrue();
    }

    private static void assertRefused(Refusal refusal, EventStreams streams, Room room) {
        assertThatThrownBy(
                        () ->
                                streams.open(
                                        room,
                                        Optional.empty(),
                                        RecordingSink.writer(new RecordingSink(1))))
                .isInstanceOfSatisfying(
                        SfuException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    private EventStream stream(RecordingSink sink, Executor threads) {
        return new EventStream(room, RecordingSink.writer(sink), threads, closed::add);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
