package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;

/**
 * A TCP connection of another loop, which reads it and hands over what comes; what is sent here is
 * queued to that loop at the end of the turn. Belongs to the thread of the loop that uses it.
 */
final class NeighboursTcpLink implements Link {
    private final TcpLink owned;
    private final Channel channel;
    private final Outbox outbox;
    private final Counters counters;

    /**
     * @param user the loop that uses it
     */
    NeighboursTcpLink(TcpLink owned, Channel channel, MediaLoop user) {
        this.owned = owned;
        this.channel = channel;
        this.outbox = new Outbox(channel, user.turn());
        this.counters = user.counting();
    }

    @Override
    public Object origin(InetSocketAddress source) {
        return owned;
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length, InetSocketAddress to) {
        if (!channel.isActive() || !TcpLink.isSendable(length)) {
            return false;
        }
        // Not asked to flush, as the own loop is: each request would wait there in a queue.
        if (!channel.isWritable()) {
            counters.increment(LoopCounter.FRAMES_BACKED_UP);
            return false;
        }
        outbox.write(TcpLink.frame(outbox, buffer, offset, length));
        counters.increment(LoopCounter.FRAMES_OUT);
        return true;
    }

    @Override
    public String protocol() {
        return owned.protocol();
    }

    @Override
    public void proved() {
        onItsLoop(owned::proved);
    }

    @Override
    public void release() {
        onItsLoop(owned::release);
    }

    /** After what was sent until now. */
    private void onItsLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException loopHasEnded) {
            // And its connections with it.
        }
    }
}
