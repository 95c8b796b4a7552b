package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The UDP socket, which all peers share. */
final class UdpLink extends ChannelInboundHandlerAdapter implements LoopLink {
    /** Nobody sends more than an Ethernet frame holds, give or take a tunnel. */
    static final int DATAGRAM_BYTES_MAX = 2048;

    /** The system cuts what does not fit, so a byte more tells what was too long. */
    static final int RECEIVED_BYTES_MAX = DATAGRAM_BYTES_MAX + 1;

    /** Behind a datagram, for who changes it in place. */
    static final int SPARE_BYTES = 64;

    private final Channel channel;
    private final Outbox outbox;
    private final Departures departures;
    private final Turn turn;
    private final Counters counters;
    private int datagrams;
    private final byte[] received = new byte[DATAGRAM_BYTES_MAX + SPARE_BYTES];

    UdpLink(Channel channel, Turn turn, Counters counters) {
        this.channel = channel;
        this.outbox = new Outbox(channel, turn);
        this.departures = new Departures(channel, outbox, turn, counters);
        this.turn = turn;
        this.counters = counters;
    }

    @Override
    public Object origin(InetSocketAddress source) {
        return source;
    }

    @Override
    public Link on(MediaLoop other) {
        return other.udp();
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length, InetSocketAddress to) {
        // Empty ones mean nothing to us, and Netty miscounts them when it sends several at once.
        if (!channel.isActive() || length == 0) {
            return false;
        }
        if (outbox.isBackedUp()) {
            counters.increment(LoopCounter.DATAGRAMS_BACKED_UP);
            return false;
        }
        departures.add(buffer, offset, length, to);
        counters.increment(LoopCounter.DATAGRAMS_OUT);
        return true;
    }

    @Override
    public String protocol() {
        return "udp";
    }

    @Override
    public void proved() {
        // The socket is everybody's.
    }

    @Override
    public void release() {
        // The socket is everybody's.
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        try {
            receive(datagram.content(), datagram.sender());
        } finally {
            datagram.release();
        }
    }

    private void receive(ByteBuf content, InetSocketAddress sender) {
        int length = content.readableBytes();
        if (length > DATAGRAM_BYTES_MAX) {
            counters.increment(LoopCounter.DATAGRAMS_TOO_LONG);
            return;
        }
        content.readBytes(received, 0, length);
        counters.increment(LoopCounter.DATAGRAMS_IN);
        datagrams++;
        turn.datagram(this, sender, received, 0, length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        turn.readCompleted();
        boolean mayHaveMore = datagrams >= Sockets.DATAGRAMS_PER_TURN;
        datagrams = 0;
        long holdNs = mayHaveMore ? 0 : turn.holdNs();
        if (holdNs > 0) {
            channel.config().setAutoRead(false);
            var unused = channel.eventLoop().schedule(this::goOn, holdNs, TimeUnit.NANOSECONDS);
        }
    }

    private void goOn() {
        channel.config().setAutoRead(true);
    }

    /** One datagram's misfortune; the socket stays open. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.increment(LoopCounter.SOCKET_ERRORS);
    }
}
