package dev.bluesky.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollDatagramChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one socket is about to send, in runs to the same address: handing a run of four to the
 * system costs less than half of handing it four datagrams, and of eight a third. What goes to one
 * address keeps its order. A run that the system refuses leaves as single datagrams, and so does
 * everything to its address from then on: the way there may not carry it.
 */
final class Departures implements Turn.Leaving {
    /** More does not wait, so that a turn that sends much does not hold it all. */
    private static final int BYTES_MAX = 512 * 1024;

    /** Memory for as many is taken at the first, if it is large: it is one of a picture's. */
    private static final int SEGMENTS_EXPECTED = 8;

    /** What is smaller is sound, or feedback, and seldom has company. */
    private static final int LARGE_BYTES = 512;

    /** Addresses remembered for their refusals; then they are tried again. */
    private static final int REFUSALS_MAX = 1024;

    private final Outbox outbox;
    private final Turn turn;
    private final boolean inRuns;
    private final int bytesMax;
    private final Counters counters;
    private final Map<InetSocketAddress, Run> open = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final Set<InetSocketAddress> refusals = new HashSet<>();
    private @Nullable Run newest;
    private int bytes;

    Departures(Channel channel, Outbox outbox, Turn turn, Counters counters) {
        this.outbox = outbox;
        this.turn = turn;
        this.inRuns =
                channel instanceof EpollDatagramChannel
                        && EpollDatagramChannel.isSegmentedDatagramPacketSupported();
        this.bytesMax = Math.min(BYTES_MAX, channel.config().getWriteBufferLowWaterMark());
        this.counters = counters;
    }

    /** Copies the datagram. */
    void add(byte[] buffer, int offset, int length, InetSocketAddress to) {
        Run run = openTo(to);
        if (run == null || !run.takes(length)) {
            run = begin(length, to);
        }
        newest = run;
        run.add(buffer, offset, length);
        if (bytes == 0) {
            turn.willFlush(this);
        }
        bytes += length;
        if (bytes >= bytesMax) {
            depart();
        }
    }

    /** Most often it goes where the one before went, of which the address is the same object. */
    @SuppressWarnings("ReferenceEquality") // Another object only takes the longer way.
    private @Nullable Run openTo(InetSocketAddress to) {
        return newest != null && newest.to() == to ? newest : open.get(to);
    }

    @Override
    public void flush() {
        depart();
    }

    private Run begin(int length, InetSocketAddress to) {
        boolean alone = !inRuns || (!refusals.isEmpty() && refusals.contains(to));
        int room = alone || length < LARGE_BYTES ? length : SEGMENTS_EXPECTED * length;
        Run run = new Run(to, outbox.buffer(room), length, alone);
        open.put(to, run);
        runs.add(run);
        return run;
    }

    /** Everything goes to the outbox, and leaves when that is flushed. */
    private void depart() {
        runs.forEach(this::depart);
        runs.clear();
        open.clear();
        newest = null;
        bytes = 0;
    }

    private void depart(Run run) {
        if (run.segments() == 1) {
            outbox.write(run.message());
            return;
        }
        counters.increment(LoopCounter.RUNS_OUT);
        run.content().retain();
        ChannelPromise sent = outbox.promise();
        outbox.write(run.message(), sent);
        var unused = sent.addListener(done -> departed(run, done.isSuccess()));
    }

    private void departed(Run run, boolean sent) {
        if (!sent) {
            counters.increment(LoopCounter.RUNS_REFUSED);
            if (refusals.size() >= REFUSALS_MAX) {
                refusals.clear();
            }
            refusals.add(run.to());
            run.datagrams().forEach(outbox::write);
        }
        run.content().release();
    }
}
