package dev.bluesky.sim;

import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.engine.forward.VirtualEngine;
import dev.bluesky.engine.forward.VirtualLoops;
import dev.bluesky.peer.Link;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.UserId;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The engine behind one UDP port, with loops that have the clock of the simulation. */
final class Server {
    private static final long TICK_NS = 10 * VirtualTime.MS;
    private static final long PACE_NS = VirtualTime.MS;
    private static final int SPARE_BYTES = 64;
    static final Instant WALL_CLOCK = Instant.parse("2026-05-04T03:02:01Z");

    private final VirtualTime time;
    private final VirtualLoops loops;
    private int viewersOn;
    private final MediaRoom room;
    private final List<String> speakers = new ArrayList<>();
    private final NtpClock clock;
    private final Map<InetSocketAddress, Wire> outbound = new HashMap<>();
    private final Set<InetSocketAddress> backedUp = new HashSet<>();
    private final Link port = new UdpPort();
    private boolean pacing;

    /** Everybody shares it, as the socket. */
    private final class UdpPort implements Link {
        @Override
        public Object origin(InetSocketAddress source) {
            return source;
        }

        @Override
        public boolean send(byte[] buffer, int offset, int length, InetSocketAddress to) {
            Wire wire = outbound.get(to);
            if (backedUp.contains(to)) {
                return false;
            }
            if (wire != null) {
                wire.send(buffer, offset, length);
            }
            return true;
        }

        @Override
        public String protocol() {
            return "udp";
        }

        @Override
        public void proved() {}

        @Override
        public void release() {}
    }

    Server(VirtualTime time, SplittableRandom random, KeyAgreement.Opener keys, int count) {
        this.time = time;
        clock = NtpClock.at(WALL_CLOCK, time.nowNs());
        loops =
                new VirtualLoops(
                        count,
                        command -> time.after(0, () -> command.run(time.nowNs())),
                        () -> new MediaContext(clock),
                        keys,
                        new Seeded(random));
        room =
                loops.openRoom(
                        now -> speakers.add(now.map(UserId::value).orElse("")), () -> viewersOn);
        time.every(
                TICK_NS,
                () -> {
                    loops.engines().forEach(engine -> engine.handler().tick(time.nowNs()));
                    if (!pacing) {
                        pace();
                    }
                    return true;
                });
    }

    private void pace() {
        pacing = false;
        for (VirtualEngine engine : loops.engines()) {
            pacing |= engine.handler().pace(time.nowNs());
        }
        if (pacing) {
            time.after(PACE_NS, this::pace);
        }
    }

    /** Viewers who come from now on live on that loop; the room lives on the first one. */
    void viewersOn(int loop) {
        viewersOn = loop;
    }

    /** A datagram from the network. */
    void receive(InetSocketAddress source, byte[] datagram) {
        byte[] buffer = new byte[datagram.length + SPARE_BYTES];
        System.arraycopy(datagram, 0, buffer, 0, datagram.length);
        engine().handler().datagram(port, source, buffer, 0, datagram.length, time.nowNs());
        engine().handler().turnEnded(time.nowNs());
    }

    /** What is sent to that address goes there. */
    void route(InetSocketAddress address, Wire wire) {
        outbound.put(address, wire);
    }

    /** The network takes nothing for that address, or takes it again. */
    void backUp(InetSocketAddress address, boolean now) {
        if (now) {
            backedUp.add(address);
        } else {
            backedUp.remove(address);
        }
    }

    /** Who was announced to speak, one after the other; empty for nobody. */
    List<String> speakers() {
        return speakers;
    }

    MediaRoom room() {
        return room;
    }

    /** What is counted of the peer that has this local ufrag; nothing when it has gone. */
    Map<String, Long> counters(String ufrag) {
        Map<String, Long> counters = new TreeMap<>();
        loops.engines().forEach(engine -> counters.putAll(engine.counters(ufrag)));
        return counters;
    }

    /** Of the first loop, where publishers live. */
    VirtualEngine engine() {
        return loops.engines().get(0);
    }

    VirtualLoops loops() {
        return loops;
    }

    /** The server's own NTP time. */
    long ntpTime() {
        return clock.time(time.nowNs());
    }
}
