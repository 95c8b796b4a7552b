package dev.bluesky.loop;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Opens the sockets of a loop, on its thread. */
final class Sockets {
    /** Then the others have their turn, and what the datagrams caused leaves. */
    static final int DATAGRAMS_PER_TURN = 64;

    private static final int TCP_READ_BYTES = 16 * 1024;
    private static final int TCP_READS_PER_TURN = 4;

    /** Where any port will do, one whose number is free for TCP too is soon found. */
    private static final int ATTEMPTS = 16;

    private final EventLoop loop;
    private final Transport transport;
    private final LoopSettings settings;
    private final PortSharing sharing;
    private final Turn turn;
    private final Counters counters;
    private final ByteBufAllocator buffers;
    private final TcpConnections connections;
    private final List<Channel> listening = new ArrayList<>();

    Sockets(
            EventLoop loop,
            Transport transport,
            LoopSettings settings,
            PortSharing sharing,
            Turn turn,
            Counters counters,
            ByteBufAllocator buffers) {
        this.loop = loop;
        this.transport = transport;
        this.settings = settings;
        this.sharing = sharing;
        this.turn = turn;
        this.counters = counters;
        this.buffers = buffers;
        this.connections = new TcpConnections(settings.limits(), turn, counters);
    }

    /**
     * Opens what the settings ask for, and answers the UDP one. Fails with an {@link IOException}
     * that says what to do; then some may be open.
     */
    CompletableFuture<DatagramChannel> open() {
        return settings.tcp() ? openBoth(ATTEMPTS) : openUdp();
    }

    /** Closes all, connections too. Netty leaves that to us where a loop ends at once. */
    void close() {
        connections.releaseAll();
        listening.forEach(
                channel -> {
                    var unused = channel.close();
                });
    }

    private CompletableFuture<DatagramChannel> openBoth(int attempts) {
        return openUdp()
                .thenCompose(
                        udp ->
                                openTcp(udp.localAddress().getPort())
                                        .thenApply(tcp -> udp)
                                        .exceptionallyCompose(
                                                failure -> again(attempts, udp, failure)));
    }

    private CompletableFuture<DatagramChannel> again(
            int attempts, DatagramChannel udp, Throwable failure) {
        if (settings.udpPort() != 0 || attempts == 1) {
            return CompletableFuture.failedFuture(failure);
        }
        var unused = udp.close();
        return openBoth(attempts - 1);
    }

    private CompletableFuture<DatagramChannel> openUdp() {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(transport.datagramChannel())
                        .option(ChannelOption.ALLOCATOR, buffers)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                reads(UdpLink.RECEIVED_BYTES_MAX, DATAGRAMS_PER_TURN))
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                backlog(settings.limits().udpBacklogBytes()))
                        .option(ChannelOption.SO_RCVBUF, settings.limits().socketBufferBytes())
                        .option(ChannelOption.SO_SNDBUF, settings.limits().socketBufferBytes())
                        .handler(
                                initializer(
                                        channel -> {
                                            listening.add(channel);
                                            UdpLink link = new UdpLink(channel, turn, counters);
                                            channel.pipeline().addLast(link);
                                        }));
        if (sharing == PortSharing.FURTHER) {
            bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
        }
        ChannelFuture bound = bootstrap.bind(settings.bindAddress(settings.udpPort()));
        return opened(bound, "UDP port " + settings.udpPort())
                .thenApply(channel -> (DatagramChannel) channel)
                .thenApply(this::letOthersShare);
    }

    /** Only now: a port that was shared from the beginning could be another server's. */
    private DatagramChannel letOthersShare(DatagramChannel udp) {
        if (sharing == PortSharing.FIRST) {
            udp.config().setOption(UnixChannelOption.SO_REUSEPORT, true);
        }
        return udp;
    }

    private CompletableFuture<Channel> openTcp(int port) {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loop)
                        .channelFactory(transport.serverChannel())
                        .childOption(ChannelOption.ALLOCATOR, buffers)
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                reads(TCP_READ_BYTES, TCP_READS_PER_TURN))
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                backlog(settings.limits().tcpBacklogBytes()))
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .handler(initializer(listening::add))
                        .childHandler(initializer(connections::accept))
                        .bind(settings.bindAddress(port));
        return opened(bound, "TCP port " + port).thenApply(this::reportingFaults);
    }

    /** Netty pauses for a second where a connection cannot be accepted; this says so. */
    private Channel reportingFaults(Channel server) {
        var unused =
                server.pipeline()
                        .addLast(
                                new ChannelInboundHandlerAdapter() {
                                    @Override
                                    public void exceptionCaught(
                                            ChannelHandlerContext context, Throwable cause) {
                                        turn.report("accepting a TCP connection", cause);
                                    }
                                });
        return server;
    }

    private static RecvByteBufAllocator reads(int bytes, int perTurn) {
        return new FixedRecvByteBufAllocator(bytes).maxMessagesPerRead(perTurn);
    }

    private static WriteBufferWaterMark backlog(int bytes) {
        return new WriteBufferWaterMark(bytes / 2, bytes);
    }

    private static ChannelInitializer<Channel> initializer(Consumer<Channel> initialize) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                initialize.accept(channel);
            }
        };
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
                        "%s cannot be opened: %s. Another port is set with udp-port."
                                .formatted(port, cause.getMessage()));
        failure.initCause(cause);
        return failure;
    }
}
