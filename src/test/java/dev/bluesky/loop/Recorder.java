package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps what a loop hands over, and answers as it is told. */
class Recorder implements LoopHandler {

    record Received(
            Link link, InetSocketAddress source, ByteBuffer content, int spareBytes, long nowNs) {}

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    final BlockingQueue<Link> closed = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> turns = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> ticks = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> paces = new LinkedBlockingQueue<>();

    /** Whether something waits for its time. */
    volatile BooleanSupplier hurries = () -> false;

    /** Sends back what comes in. */
    static Recorder echoing() {
        return new Recorder() {
            @Override
            public void datagram(
                    Link link,
                    InetSocketAddress source,
                    byte[] buffer,
                    int offset,
                    int length,
                    long nowNs) {
                link.send(buffer, offset, length, source);
                super.datagram(link, source, buffer, offset, length, nowNs);
            }
        };
    }

    @Override
    public void datagram(
            Link link,
            InetSocketAddress source,
            byte[] buffer,
            int offset,
            int length,
            long nowNs) {
        byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length);
        int spare = buffer.length - offset - length;
        received.add(new Received(link, source, ByteBuffer.wrap(copy), spare, nowNs));
    }

    @Override
    public void turnEnded(long nowNs) {
        turns.add(nowNs);
    }

    @Override
    public void closed(Link link, InetSocketAddress source, long nowNs) {
        closed.add(link);
    }

    @Override
    public void tick(long nowNs) {
        ticks.add(nowNs);
    }

    @Override
    public boolean pace(long nowNs) {
        paces.add(nowNs);
        return hurries.getAsBoolean();
    }

    /** The next of them, for which it waits a while. */
    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return next;
    }
}
