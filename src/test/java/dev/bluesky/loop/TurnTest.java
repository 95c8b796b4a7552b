package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.peer.Link;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves when; a socket is none of its business. */
class TurnTest {
    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("192.0.2.1", 4000);

    private static final int BACKLOG_BYTES = 1000;
    private static final long HOLD_NS = 2_000_000;

    private final Queue<Runnable> commands = new ArrayDeque<>();
    private final Counters counters = new Counters();
    private final List<String> events = new ArrayList<>();
    private final StuckChannel channel = new StuckChannel(BACKLOG_BYTES);
    private double load;
    private final Hold hold = new Hold(HOLD_NS, () -> load);
    private final Turn turn = new Turn(commands::add, new Noting(), hold, new Faults(counters));
    private final UdpLink link = new UdpLink(channel, turn, counters);

    @BeforeEach
    void connect() {
        channel.pipeline().addLast(link);
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void allOfATurnLeavesAtItsEndWithOneReadingOfTheClock() {
        turn.datagram(link, SOMEWHERE, new byte[100], 0, 100);
        turn.datagram(link, SOMEWHERE, new byte[100], 0, 100);
        assertThat(channel.flushes).isZero();

        turn.readCompleted();
        assertThat(channel.flushes).isEqualTo(1);
        assertThat(events).hasSize(3).startsWith("datagram", "datagram");
        assertThat(counters.snapshot()).containsEntry(LoopCounter.DATAGRAMS_OUT, 2L);
    }

    @Test
    void aSocketWithNothingForUsEndsNoTurn() {
        turn.readCompleted();

        assertThat(events).isEmpty();
        assertThat(channel.flushes).isZero();
    }

    @Test
    void commandsThatWereQueuedTogetherAreFlushedTogether() {
        for (int i = 0; i < 3; i++) {
            commands.add(() -> turn.run(() -> send(100)));
        }
        while (!commands.isEmpty()) {
            commands.remove().run();
        }

        assertThat(channel.flushes).isEqualTo(1);
    }

    @Test
    void aTickSendsAtItsEnd() {
        turn.tick();

        assertThat(events).containsExactly("tick");
        assertThat(channel.flushes).isEqualTo(1);
    }

    @Test
    void whatTheNetworkDoesNotTakeIsDroppedAndCounted() {
        int taken = 0;
        while (taken < 1000 && send(100)) {
            taken++;
        }

        assertThat(taken).isBetween(1, BACKLOG_BYTES / 100);
        assertThat(counters.snapshot())
                .containsEntry(LoopCounter.DATAGRAMS_OUT, (long) taken)
                .containsEntry(LoopCounter.DATAGRAMS_BACKED_UP, 1L);

        channel.stuck = false;
        assertThat(send(100)).isTrue();
    }

    @Test
    void aTurnMaySendMoreThanMayWaitIfTheNetworkTakesIt() {
        channel.stuck = false;

        for (int i = 0; i < 1000; i++) {
            assertThat(send(100)).isTrue();
        }
    }

    @Test
    void underLoadASocketThatWasReadEmptyIsLeftAloneForAWhile() {
        channel.freezeTime();
        load = 1;

        channel.writeInbound(datagram());
        assertThat(channel.flushes).isEqualTo(1);
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.advanceTimeBy(HOLD_NS, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aSocketThatMayHaveMoreIsReadOn() {
        load = 1;

        for (int i = 0; i < Sockets.DATAGRAMS_PER_TURN; i++) {
            var unused = channel.writeOneInbound(datagram());
        }
        channel.flushInbound();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void withLittleToDoASocketIsAlwaysRead() {
        channel.writeInbound(datagram());
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    private static DatagramPacket datagram() {
        return new DatagramPacket(Unpooled.wrappedBuffer(new byte[100]), SOMEWHERE, SOMEWHERE);
    }

    private boolean send(int bytes) {
        return link.send(new byte[bytes], 0, bytes, SOMEWHERE);
    }

    /** Notes what it is called for, and each time sends a little. */
    private final class Noting implements LoopHandler {
        @Override
        public void datagram(
                Link link,
                InetSocketAddress source,
                byte[] buffer,
                int offset,
                int length,
                long nowNs) {
            events.add("datagram");
            send(100);
        }

        @Override
        public void turnEnded(long nowNs) {
            events.add("end");
        }

        @Override
        public void closed(Link link, InetSocketAddress source, long nowNs) {
            events.add("closed");
        }

        @Override
        public void tick(long nowNs) {
            events.add("tick");
            send(100);
        }

        @Override
        public boolean pace(long nowNs) {
            return false;
        }
    }
}
