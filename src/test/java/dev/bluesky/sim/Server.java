package dev.bluesky.sim;

import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.engine.forward.VirtualEngine;
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

/** The engine behind one UDP port, with a loop that is the clock of the simulation. */
final class Server {
    private static final long TICK_NS = 10 * VirtualTime.MS;
    private static final long PACE_NS = VirtualTime.MS;
    private static final int SPARE_BYTES = 64;
    static final Instant WALL_CLOCK = Instant.parse("2026-05-04T03:02:01Z");

    private final VirtualTime time;
    private final VirtualEngine engine;
    private final MediaRoom room;
    private final List<String> speakers = new ArrayList<>();
    private final MediaContext media;
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

    Server(VirtualTime time, SplittableRandom random, KeyAgreement.Opener keys) {
        this.time = time;
        media = new MediaContext(NtpClock.at(WALL_CLOCK, time.nowNs()));
        engine =
                new VirtualEngine(
                        command -> time.after(0, () -> command.run(time.nowNs())),
                        media,
                        keys,
                        new Seeded(random));
        room = engine.openRoom(now -> speakers.add(now.map(UserId::value).orElse("")));
        time.every(
                TICK_NS,
                () -> {
                    engine.handler().tick(time.nowNs());
                    if (!pacing) {
                        pace();
                    }
                    return true;
                });
    }

    private void pace() {
        pacing = engine.handler().pace(time.nowNs());
        if (pacing) {
            time.after(PACE_NS, this::pace);
        }
    }

    /** A datagram from the network. */
    void receive(InetSocketAddress source, byte[] datagram) {
        byte[] buffer = new byte[datagram.length + SPARE_BYTES];
        System.arraycopy(datagram, 0, buffer, 0, datagram.length);
        engine.handler().datagram(port, source, buffer, 0, datagram.length, time.nowNs());
        engine.handler().turnEnded(time.nowNs());
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

    VirtualEngine engine() {
        return engine;
    }

    /** The server's own NTP time. */
    long ntpTime() {
        return media.clock().time(time.nowNs());
    }
}
