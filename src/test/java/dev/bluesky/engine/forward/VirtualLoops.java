package dev.bluesky.engine.forward;

import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.loop.Handover;
import dev.bluesky.peer.Link;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.Relayed;
import dev.bluesky.peer.TransportSetup;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.MediaRoomListener;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Loops that share a port, all of them played by one thread. */
public final class VirtualLoops {
    private static final int SPARE_BYTES = 64;

    private final TransportSetup.LoopExecutor commands;
    private final List<VirtualEngine> engines = new ArrayList<>();
    private final List<Deque<Packet>> relayed = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private int packets;
    private int dropped;

    /** Hands a copy to whom it is meant for. */
    private interface Packet {
        void arrive(long nowNs);
    }

    /**
     * @param commands runs what any of the loops is to do, some time later
     * @param media for each of the loops
     */
    public VirtualLoops(
            int count,
            TransportSetup.LoopExecutor commands,
            Supplier<MediaContext> media,
            KeyAgreement.Opener keys,
            SecureRandom random) {
        this.commands = commands;
        Whereabouts whereabouts = new Whereabouts();
        for (int loop = 0; loop < count; loop++) {
            relayed.add(new ArrayDeque<>());
            engines.add(
                    new VirtualEngine(
                            whereabouts,
                            loop,
                            new ToTheOthers(),
                            commands,
                            media.get(),
                            keys,
                            random));
        }
    }

    private final class ToTheOthers implements Handover {
        @Override
        public void give(
                int loop,
                Link link,
                InetSocketAddress source,
                byte[] buffer,
                int offset,
                int length) {
            byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length + SPARE_BYTES);
            commands.execute(
                    nowNs -> {
                        engines.get(loop).handler().datagram(link, source, copy, 0, length, nowNs);
                        engines.get(loop).handler().turnEnded(nowNs);
                    });
        }

        @Override
        public void relay(int loop, Relayed to, byte[] buffer, int offset, int length) {
            if (relayed.get(loop).size() >= room) {
                dropped++;
                return;
            }
            packets++;
            byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length + SPARE_BYTES);
            relayed.get(loop).add(nowNs -> to.packet(copy, 0, length, nowNs));
        }

        @Override
        public void turnEnded() {
            for (int loop = 0; loop < engines.size(); loop++) {
                int there = loop;
                if (!relayed.get(loop).isEmpty()) {
                    commands.execute(nowNs -> takeRelayed(there, nowNs));
                }
            }
        }
    }

    private void takeRelayed(int loop, long nowNs) {
        Deque<Packet> all = relayed.get(loop);
        while (!all.isEmpty()) {
            all.remove().arrive(nowNs);
        }
        engines.get(loop).handler().turnEnded(nowNs);
    }

    /** The engine of one of them. */
    public List<VirtualEngine> engines() {
        return engines;
    }

    /**
     * Opens a room that lives on the first loop.
     *
     * @param viewers the number of the loop of the next viewer
     */
    public MediaRoom openRoom(MediaRoomListener listener, IntSupplier viewers) {
        return new ForwardRoom(
                engines.get(0).context(),
                () -> engines.get(viewers.getAsInt()).context(),
                listener,
                () -> {});
    }

    /** Each loop has room for so many relayed packets from now on. */
    public void room(int forPackets) {
        room = forPackets;
    }

    /** How many packets were relayed. */
    public int relayedPackets() {
        return packets;
    }

    /** How many were not, for want of room. */
    public int droppedPackets() {
        return dropped;
    }

    /** How many streams of publishers a loop knows, as its own or as copies. */
    public int inboundStreams(int loop) {
        return engines.get(loop).context().media().inboundStreams();
    }
}
