package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection that a browser opened because UDP does not pass (RFC 6544). */
final class TcpLink extends ChannelInboundHandlerAdapter implements LoopLink {
    private static final int FRAME_BYTES_MAX = 0xFFFF;

    private final Channel channel;
    private final InetSocketAddress remote;
    private final TcpConnections connections;
    private final Outbox outbox;
    private final Turn turn;
    private final Counters counters;
    private final FrameDecoder decoder = new FrameDecoder();
    private final Map<MediaLoop, Link> neighbours = new HashMap<>(2);
    private @Nullable Future<?> proofDeadline;
    private LoopCounter end = LoopCounter.TCP_ENDED_REMOTELY;
    private boolean proved;
    private boolean closing;

    TcpLink(
            Channel channel,
            InetSocketAddress remote,
            TcpConnections connections,
            Turn turn,
            Counters counters) {
        this.channel = channel;
        this.remote = remote;
        this.connections = connections;
        this.outbox = new Outbox(channel, turn);
        this.turn = turn;
        this.counters = counters;
    }

    InetAddress remoteAddress() {
        return remote.getAddress();
    }

    boolean isProved() {
        return proved;
    }

    @Override
    public Object origin(InetSocketAddress source) {
        return this;
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length, InetSocketAddress to) {
        if (closing || !channel.isActive() || !isSendable(length)) {
            return false;
        }
        if (outbox.isBackedUp()) {
            counters.increment(LoopCounter.FRAMES_BACKED_UP);
            return false;
        }
        outbox.write(frame(outbox, buffer, offset, length));
        counters.increment(LoopCounter.FRAMES_OUT);
        return true;
    }

    static boolean isSendable(int length) {
        return length > 0 && length <= FRAME_BYTES_MAX;
    }

    static ByteBuf frame(Outbox outbox, byte[] buffer, int offset, int length) {
        return outbox.buffer(Short.BYTES + length)
                .writeShort(length)
                .writeBytes(buffer, offset, length);
    }

    @Override
    public Link on(MediaLoop other) {
        return neighbours.computeIfAbsent(
                other, user -> new NeighboursTcpLink(this, channel, user));
    }

    @Override
    public String protocol() {
        return "tcp";
    }

    @Override
    public void proved() {
        if (!proved && !closing) {
            connections.leaveUnproved(this);
            proved = true;
            cancelProofDeadline();
        }
    }

    /** What was sent in this turn still leaves, such as a farewell. */
    @Override
    public void release() {
        if (!closing) {
            channel.flush();
            close(LoopCounter.TCP_RELEASED);
        }
    }

    /** Starts the clock for {@link #proved()}. */
    void expectProof(long withinNs) {
        proofDeadline =
                channel.eventLoop()
                        .schedule(
                                () -> abort(LoopCounter.TCP_ENDED_UNPROVED),
                                withinNs,
                                TimeUnit.NANOSECONDS);
    }

    /** Without the farewell that would keep the port for minutes: nobody there deserves it. */
    private void abort(LoopCounter reason) {
        if (!closing) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            close(reason);
        }
    }

    private void close(LoopCounter reason) {
        closing = true;
        end = reason;
        var unused = channel.close();
    }

    private void cancelProofDeadline() {
        if (proofDeadline != null) {
            proofDeadline.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf stream = (ByteBuf) message;
        try {
            receive(stream);
        } finally {
            stream.release();
        }
    }

    /** Until all is read, or the connection is closed meanwhile. */
    private void receive(ByteBuf stream) {
        while (!closing) {
            int length = decoder.next(stream);
            if (length == FrameDecoder.INCOMPLETE) {
                return;
            }
            if (length == FrameDecoder.TOO_LONG) {
                abort(LoopCounter.TCP_ENDED_FRAME_TOO_LONG);
                return;
            }
            counters.increment(LoopCounter.FRAMES_IN);
            turn.datagram(this, remote, decoder.frame(), 0, length);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        turn.readCompleted();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        // In case it was closed in the middle of a turn.
        turn.readCompleted();
        closing = true;
        cancelProofDeadline();
        connections.leave(this);
        counters.increment(end);
        if (end != LoopCounter.TCP_RELEASED) {
            turn.closed(this, remote);
            neighbours.forEach((user, link) -> user.ended(link, remote));
        }
    }

    /** A stream does not survive an error; what was still to be sent reports the same one. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (closing) {
            return;
        }
        if (!(cause instanceof IOException)) {
            turn.report("a TCP connection", cause);
        }
        close(LoopCounter.TCP_ENDED_REMOTELY);
    }
}
