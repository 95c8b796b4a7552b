package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import dev.bluesky.peer.Relayed;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * One round of the loop: what came in goes to the handler, then what it sent goes out. The clock is
 * read for each datagram, since publishers are told of arrival times and measure their network by
 * them; a reading costs a hundredth of a datagram. Belongs to the loop's thread.
 */
final class Turn {
    /** Holds something that leaves at the end of a turn. */
    interface Leaving {
        /** What it holds leaves now. */
        void flush();
    }

    private final Executor loop;
    private final LoopHandler handler;
    private final Hold hold;
    private final Faults faults;
    private final List<Leaving> unflushed = new ArrayList<>();
    private boolean reading;
    private boolean flushIsQueued;
    private long nowNs;

    Turn(Executor loop, LoopHandler handler, Hold hold, Faults faults) {
        this.loop = loop;
        this.handler = handler;
        this.hold = hold;
        this.faults = faults;
    }

    void datagram(Link link, InetSocketAddress source, byte[] buffer, int offset, int length) {
        reading = true;
        nowNs = System.nanoTime();
        try {
            handler.datagram(link, source, buffer, offset, length, nowNs);
        } catch (Throwable e) {
            report("a datagram", e);
        }
    }

    /** A packet that another loop relays. */
    void packet(Relayed to, byte[] buffer, int length) {
        reading = true;
        nowNs = System.nanoTime();
        try {
            to.packet(buffer, 0, length, nowNs);
        } catch (Throwable e) {
            report("a relayed packet", e);
        }
    }

    /** A socket has no more for now. */
    void readCompleted() {
        if (!reading) {
            return;
        }
        reading = false;
        try {
            handler.turnEnded(nowNs);
        } catch (Throwable e) {
            report("the end of a turn", e);
        }
        flush();
    }

    /** A TCP connection has ended, and not because it was released. */
    void closed(Link link, InetSocketAddress remote) {
        try {
            handler.closed(link, remote, System.nanoTime());
        } catch (Throwable e) {
            report("the end of a TCP connection", e);
        }
        flush();
    }

    void tick() {
        try {
            handler.tick(System.nanoTime());
        } catch (Throwable e) {
            report("a tick", e);
        }
        flush();
    }

    /** Sends what waited for its time; says whether more is due within milliseconds. */
    boolean pace() {
        boolean more = false;
        try {
            more = handler.pace(System.nanoTime());
        } catch (Throwable e) {
            report("what waits for its time", e);
        }
        flush();
        return more;
    }

    void run(Runnable command) {
        try {
            command.run();
        } catch (Throwable e) {
            report("a command", e);
        }
        flushBehindQueuedCommands();
    }

    /** Something failed that nobody else hears of. */
    void report(String what, Throwable fault) {
        faults.report(what, fault);
    }

    private void flushBehindQueuedCommands() {
        if (!unflushed.isEmpty() && !flushIsQueued) {
            flushIsQueued = true;
            loop.execute(this::flushQueued);
        }
    }

    private void flushQueued() {
        flushIsQueued = false;
        flush();
    }

    /** How long a socket that has no more is left alone, so that more comes of it at a time. */
    long holdNs() {
        return hold.lengthNs();
    }

    /** Something waits there for the end of the turn. Call it once until the flush. */
    void willFlush(Leaving leaving) {
        unflushed.add(leaving);
    }

    void flush() {
        // By number: what one holds may go on to another that is flushed after it.
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
    }
}
