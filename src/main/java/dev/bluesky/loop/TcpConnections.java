package dev.bluesky.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The TCP connections of a loop, and who may open one more. Belongs to its thread. */
final class TcpConnections {
    private final LoopLimits limits;
    private final Turn turn;
    private final Counters counters;
    private final Set<TcpLink> open = new HashSet<>();
    private final Map<InetAddress, Integer> unproved = new HashMap<>();

    TcpConnections(LoopLimits limits, Turn turn, Counters counters) {
        this.limits = limits;
        this.turn = turn;
        this.counters = counters;
    }

    /** Somebody has opened a connection. */
    void accept(Channel channel) {
        // None if it has been reset meanwhile.
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
            refuse(channel, LoopCounter.TCP_REFUSED_RESET);
        } else if (open.size() >= limits.tcpConnectionsMax()) {
            refuse(channel, LoopCounter.TCP_REFUSED_FULL);
        } else if (unproved.getOrDefault(remote.getAddress(), 0)
                >= limits.tcpUnprovedPerAddressMax()) {
            refuse(channel, LoopCounter.TCP_REFUSED_UNPROVED);
        } else {
            enter(channel, remote);
        }
    }

    /** With a reset: a flood of them is not to be remembered by the system either. */
    private void refuse(Channel channel, LoopCounter reason) {
        counters.increment(reason);
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var unused = channel.close();
    }

    private void enter(Channel channel, InetSocketAddress remote) {
        TcpLink link = new TcpLink(channel, remote, this, turn, counters);
        open.add(link);
        unproved.merge(remote.getAddress(), 1, Integer::sum);
        counters.increment(LoopCounter.TCP_ACCEPTED);
        channel.pipeline().addLast(link);
        link.expectProof(limits.tcpProofTimeout().toNanos());
    }

    void leaveUnproved(TcpLink link) {
        unproved.computeIfPresent(
                link.remoteAddress(), (address, count) -> count == 1 ? null : count - 1);
    }

    void leave(TcpLink link) {
        if (open.remove(link) && !link.isProved()) {
            leaveUnproved(link);
        }
    }

    /** The loop ends; nobody is told. */
    void releaseAll() {
        List.copyOf(open).forEach(TcpLink::release);
    }
}
