package dev.bluesky.loop;

import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * How the loop reaches the system's sockets.
 *
 * @param name as administrators know it
 */
record Transport(
        String name,
        IoHandlerFactory ioHandler,
        ChannelFactory<DatagramChannel> datagramChannel,
        ChannelFactory<ServerSocketChannel> serverChannel) {

    private static final Logger LOG = System.getLogger(Transport.class.getName());

    private static final String EPOLL = "epoll";

    static Transport nio() {
        return new Transport(
                "nio",
                NioIoHandler.newFactory(),
                NioDatagramChannel::new,
                NioServerSocketChannel::new);
    }

    /** What is fastest here; says why if it is not epoll. */
    static Transport fastest() {
        if (!Epoll.isAvailable()) {
            LOG.log(
                    Level.INFO,
                    "no epoll here, so NIO is used: {0}",
                    rootOf(Epoll.unavailabilityCause()).toString());
            return nio();
        }
        return new Transport(
                EPOLL,
                EpollIoHandler.newFactory(),
                EpollDatagramChannel::new,
                EpollServerSocketChannel::new);
    }

    /** Whether the system spreads what comes to a port over several sockets. */
    boolean sharesPorts() {
        return name.equals(EPOLL);
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable cause = fault.getCause();
        return cause == null ? fault : rootOf(cause);
    }
}
