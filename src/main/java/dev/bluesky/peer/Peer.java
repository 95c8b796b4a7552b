package dev.bluesky.peer;

import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.wire.rtp.PacketKind;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ObjLongConsumer;

/** One peer: a transport and what its media is for. Belongs to its loop. */
public final class Peer {
    private final PeerTransport transport;
    private final MediaSide media;
    private boolean ticked;
    private long dueNs;

    public Peer(PeerTransport transport, MediaSide media) {
        this.transport = transport;
        this.media = media;
    }

    /**
     * The path of every datagram but STUN. It may be changed in place.
     *
     * @param source an address of this peer, validated at some time
     */
    public void datagram(
            PacketKind kind,
            InetSocketAddress source,
            byte[] buffer,
            int offset,
            int length,
            long nowNs) {
        if (!transport.admits(source, nowNs)) {
            return;
        }
        switch (kind) {
            case RTP -> {
                int plain = transport.unprotectRtp(buffer, offset, length);
                if (plain > 0) {
                    media.rtp(buffer, offset, plain, nowNs);
                }
            }
            case RTCP -> {
                int plain = transport.unprotectRtcp(buffer, offset, length);
                if (plain > 0) {
                    media.rtcp(buffer, offset, plain, nowNs);
                }
            }
            case DTLS -> transport.handshake(buffer, offset, length);
            case STUN, UNKNOWN -> transport.dropUnknown();
        }
    }

    /** Sends and checks what is due; may be called as often as one likes. */
    public void tick(long nowNs) {
        if (ticked && nowNs - dueNs < 0) {
            return;
        }
        ticked = true;
        dueNs = nowNs + media.tickIntervalNs();
        transport.tick(nowNs);
        if (transport.isConnected()) {
            media.tick(nowNs);
        }
    }

    /** Sends what waited for its time; says whether more is due within milliseconds. */
    public boolean pace(long nowNs) {
        return transport.isConnected() && media.pace(nowNs);
    }

    /** Ends it, politely where it is connected. */
    public void close(long nowNs) {
        media.close(nowNs);
        transport.close();
    }

    /** Its way to the network. */
    public PeerTransport transport() {
        return transport;
    }

    /** What its media is for. */
    public MediaSide media() {
        return media;
    }

    /** Everything that is counted, by {@code group.name}. */
    public void report(ObjLongConsumer<String> to) {
        transport.report(to);
        media.report(to);
    }

    /**
     * What was counted so far, to be read by others than the loop.
     *
     * @param connectedForMs empty while media cannot flow
     */
    public ConnectionStatistics statistics(ConnectionState state, OptionalLong connectedForMs) {
        Map<String, Long> drops = new LinkedHashMap<>();
        transport.reportDrops(drops::put);
        media.reportDrops(drops::put);
        Map<String, Long> counters = new LinkedHashMap<>();
        report(counters::put);
        return new ConnectionStatistics(
                state,
                connectedForMs,
                transport.statistics(),
                media.trackStatistics(),
                drops,
                counters);
    }
}
