package dev.bluesky.engine.forward;

import dev.bluesky.dtls.HandshakeThreads;
import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.loop.Handover;
import dev.bluesky.loop.LoopHandler;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.TransportSetup;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.MediaRoomListener;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The forwarding engine without its loop, its port and its threads: whoever has it stands for the
 * loop. Rooms, connections, roles and the demultiplexer are the engine's own.
 */
public final class VirtualEngine {
    public static final long CONNECT_TIMEOUT_NS = Duration.ofSeconds(30).toNanos();

    /** A key pair takes a while, and no simulation looks at it. */
    private static final Identity IDENTITY = new Identity(Clock.systemUTC(), Duration.ofDays(30));

    private final Whereabouts whereabouts;
    private final Demultiplexer demultiplexer;
    private final EngineContext context;

    /**
     * @param loop runs commands, some time later
     * @param random of everything that is chosen at random
     */
    public VirtualEngine(
            TransportSetup.LoopExecutor loop,
            MediaContext media,
            KeyAgreement.Opener keys,
            SecureRandom random) {
        this(new Whereabouts(), 0, Handover.toNobody(), loop, media, keys, random);
    }

    /** One of several loops that share a port. */
    VirtualEngine(
            Whereabouts whereabouts,
            int index,
            Handover neighbours,
            TransportSetup.LoopExecutor loop,
            MediaContext media,
            KeyAgreement.Opener keys,
            SecureRandom random) {
        this.whereabouts = whereabouts;
        demultiplexer = new Demultiplexer(index, whereabouts, neighbours, media);
        context =
                new EngineContext(
                        loop,
                        demultiplexer,
                        media,
                        keys,
                        List.of(),
                        IDENTITY,
                        new ForwardThreads(
                                HandshakeThreads.neverCrowded(new CallersThread()),
                                new CallersThread()),
                        random,
                        IceLimits.DEFAULT,
                        CONNECT_TIMEOUT_NS);
    }

    EngineContext context() {
        return context;
    }

    /** What the loop hands datagrams and ticks to. */
    public LoopHandler handler() {
        return demultiplexer;
    }

    public MediaRoom openRoom() {
        return openRoom(speaker -> {});
    }

    public MediaRoom openRoom(MediaRoomListener listener) {
        return new ForwardRoom(context, listener, () -> {});
    }

    /** How many peers datagrams may come for. */
    public int peers() {
        return demultiplexer.sessions().size();
    }

    /** What is counted of the datagrams that reached no peer. */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        demultiplexer.report((name, value) -> counters.put(name, value));
        whereabouts.report((name, value) -> counters.put(name, value));
        return counters;
    }

    /** What is counted of the peer that has this local ufrag; nothing when it has gone. */
    public Map<String, Long> counters(String ufrag) {
        Map<String, Long> counters = new TreeMap<>();
        demultiplexer.sessions().stream()
                .map(Session::peer)
                .filter(peer -> peer.transport().localUfrags().contains(ufrag))
                .forEach(peer -> peer.report((name, value) -> counters.put(name, value)));
        return counters;
    }
}
