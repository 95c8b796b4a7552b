package dev.bluesky.loop;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CompletableFuture;

/** Opens the sockets of a loop, on its thread. */
final class Sockets {
    /** Then the others have their turn, and what the datagrams caused leaves. */
    private static final int DATAGRAMS_PER_TURN = 64;

    private final EventLoop loop;
    private final Transport transport;
    private final LoopSettings settings;
    private final Turn turn;
    private final Counters counters;
    private final ByteBufAllocator buffers;

    Sockets(
            EventLoop loop,
            Transport transport,
            LoopSettings settings,
            Turn turn,
            Counters counters,
            ByteBufAllocator buffers) {
        this.loop = loop;
        this.transport = transport;
        this.settings = settings;
        this.turn = turn;
        this.counters = counters;
        this.buffers = buffers;
    }

    /** Fails with an {@link IOException} that says what to do. */
    CompletableFuture<DatagramChannel> openUdp() {
        int backlog = settings.limits().udpBacklogBytes();
        ChannelFuture bound =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(transport.datagramChannel())
                        .option(ChannelOption.ALLOCATOR, buffers)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(UdpLink.RECEIVED_BYTES_MAX)
                                        .maxMessagesPerRead(DATAGRAMS_PER_TURN))
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(backlog / 2, backlog))
                        .option(ChannelOption.SO_RCVBUF, settings.limits().socketBufferBytes())
                        .option(ChannelOption.SO_SNDBUF, settings.limits().socketBufferBytes())
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        var unused =
                                                channel.pipeline()
                                                        .addLast(
                                                                new UdpLink(
                                                                        channel, turn, counters));
                                    }
                                })
                        .bind(settings.bindAddress(settings.udpPort()));
        return opened(bound, "UDP port " + settings.udpPort())
                .thenApply(channel -> (DatagramChannel) channel);
    }

    private static CompletableFuture<Channel> opened(ChannelFuture bound, String port) {
        CompletableFuture<Channel> opened = new CompletableFuture<>();
        var unused =
                bound.addListener(
                        done -> {
                            if (done.isSuccess()) {
                                opened.complete(bound.channel());
                            } else {
                                opened.completeExceptionally(unusable(port, done.cause()));
                            }
                        });
        return opened;
    }

    private static IOException unusable(String port, Throwable cause) {
        IOException failure =
                new BindException(
                        "%s cannot be used (%s): end the program that holds it, or set another udp-port"
                                .formatted(port, cause.getMessage()));
        failure.initCause(cause);
        return failure;
    }
}
