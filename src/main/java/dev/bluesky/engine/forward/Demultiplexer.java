package dev.bluesky.engine.forward;

import dev.bluesky.ice.IceDropReason;
import dev.bluesky.ice.IceResult;
import dev.bluesky.ice.UfragTable;
import dev.bluesky.loop.Handover;
import dev.bluesky.loop.LoopHandler;
import dev.bluesky.peer.Link;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.stats.Counters;
import dev.bluesky.wire.rtp.PacketKind;
import dev.bluesky.wire.stun.StunFault;
import dev.bluesky.wire.stun.StunResponseWriter;
import dev.bluesky.wire.stun.StunView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whose is a datagram? STUN names a ufrag; everything else comes from an address that an
 * authenticated check has come from. What is for a session of another loop is handed over to that.
 * Belongs to its loop.
 */
final class Demultiplexer implements LoopHandler {
    private static final Logger LOG = System.getLogger(Demultiplexer.class.getName());

    private final int loop;
    private final Handover neighbours;
    private final MediaContext media;
    private final UfragTable<Session> byUfrag;
    private final Map<Object, Session> byOrigin;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private Session[] ticked = new Session[0];
    private boolean changed;
    private final List<Session> waiting = new ArrayList<>();
    private final Set<Ticking> rooms = new LinkedHashSet<>();
    private final Set<Ticking> failedRooms = Collections.newSetFromMap(new WeakHashMap<>());
    private final StunView check = new StunView();
    private final byte[] response = new byte[StunResponseWriter.BYTES_MAX];
    private final Counters<DemuxDrop> drops = new Counters<>(DemuxDrop.class);

    /**
     * @param loop the index of its loop
     * @param whereabouts of the sessions of all loops
     * @param media of the loop
     */
    Demultiplexer(int loop, Whereabouts whereabouts, Handover neighbours, MediaContext media) {
        this.loop = loop;
        this.neighbours = neighbours;
        this.media = media;
        byUfrag = whereabouts.byUfrag();
        byOrigin = whereabouts.byOrigin();
    }

    /** What its sessions share. */
    MediaContext media() {
        return media;
    }

    /** The index of its loop, where its sessions live. */
    int loop() {
        return loop;
    }

    /** The way to the other loops. */
    Handover neighbours() {
        return neighbours;
    }

    @Override
    public void datagram(
            Link link,
            InetSocketAddress source,
            byte[] buffer,
            int offset,
            int length,
            long nowNs) {
        PacketKind kind = PacketKind.of(buffer, offset, length);
        Session session =
                kind == PacketKind.STUN
                        ? meant(buffer, offset, length)
                        : sender(link.origin(source));
        if (session == null) {
            return;
        }
        if (session.loop() != loop) {
            neighbours.give(session.loop(), link, source, buffer, offset, length);
            return;
        }
        try {
            if (kind == PacketKind.STUN) {
                check(session, link, source, nowNs);
            } else {
                session.peer().datagram(kind, source, buffer, offset, length, nowNs);
            }
        } catch (RuntimeException e) {
            drops.count(DemuxDrop.FAILED);
            session.failed(e);
        }
    }

    private @Nullable Session meant(byte[] buffer, int offset, int length) {
        check.wrap(buffer, offset, length);
        if (check.fault() != StunFault.NONE) {
            drops.count(DemuxDrop.MALFORMED_STUN);
            return null;
        }
        Optional<Session> meant = byUfrag.find(check);
        if (meant.isEmpty()) {
            drops.count(DemuxDrop.UNKNOWN_UFRAG);
            return null;
        }
        return meant.get();
    }

    private @Nullable Session sender(Object origin) {
        Session session = byOrigin.get(origin);
        if (session == null) {
            drops.count(DemuxDrop.UNKNOWN_SOURCE);
        }
        return session;
    }

    private void check(Session session, Link link, InetSocketAddress source, long nowNs) {
        IceResult result = session.peer().transport().check(check, link, source, nowNs, response);
        if (result.dropReason() == IceDropReason.NONE) {
            // Each time: whoever proved himself last owns the address, which NATs give to others.
            byOrigin.put(link.origin(source), session);
            session.origins().add(link.origin(source));
        }
        result.evicted().ifPresent(address -> forget(session, address));
        result.retiredUfrag().ifPresent(byUfrag::remove);
    }

    private void forget(Session session, Object origin) {
        session.origins().remove(origin);
        byOrigin.remove(origin, session);
    }

    /** Datagrams may come from now on. */
    void add(Session session) {
        addUfrags(session);
        sessions.add(session);
        session.peer().media().whenWaiting(() -> waiting.add(session));
        changed = true;
    }

    /** It has new ICE credentials beside those that it had. */
    void addUfrags(Session session) {
        session.peer().transport().localUfrags().forEach(ufrag -> byUfrag.add(ufrag, session));
    }

    void removeUfrag(String ufrag) {
        byUfrag.remove(ufrag);
    }

    /** No datagrams any more. */
    void remove(Session session) {
        session.peer().transport().localUfrags().forEach(byUfrag::remove);
        session.origins().forEach(origin -> byOrigin.remove(origin, session));
        sessions.remove(session);
        changed = true;
    }

    @Override
    public void turnEnded(long nowNs) {
        neighbours.turnEnded();
        media.turnEnded(nowNs);
    }

    @Override
    public void closed(Link link, InetSocketAddress source, long nowNs) {
        for (Session session : sessions) {
            session.peer().transport().closed(link);
            forget(session, link.origin(source));
        }
    }

    @Override
    public void tick(long nowNs) {
        if (changed) { // At most here, since many may come or go at once.
            changed = false;
            ticked = sessions.toArray(Session[]::new);
        }
        for (Session session : ticked) {
            try {
                session.tick(nowNs);
            } catch (RuntimeException e) {
                drops.count(DemuxDrop.FAILED);
                session.failed(e);
            }
        }
        tickRooms(nowNs);
    }

    private void tickRooms(long nowNs) {
        for (Ticking room : rooms.toArray(Ticking[]::new)) {
            try {
                room.tick(nowNs);
            } catch (RuntimeException e) {
                drops.count(DemuxDrop.FAILED);
                if (failedRooms.add(room)) {
                    LOG.log(Level.ERROR, "a room failed at a tick", e);
                }
            }
        }
    }

    /** A room is ticked from now on. */
    void tick(Ticking room) {
        rooms.add(room);
    }

    /** A room is not ticked any more. */
    void ignore(Ticking room) {
        rooms.remove(room);
    }

    @Override
    public boolean pace(long nowNs) {
        waiting.removeIf(session -> !paces(session, nowNs));
        return !waiting.isEmpty();
    }

    private boolean paces(Session session, long nowNs) {
        try {
            return session.pace(nowNs);
        } catch (RuntimeException e) {
            drops.count(DemuxDrop.FAILED);
            session.failed(e);
            return false;
        }
    }

    /** Those that datagrams may come for. */
    Set<Session> sessions() {
        return Collections.unmodifiableSet(sessions);
    }

    /** What is counted of this loop, by {@code group.name}. */
    void report(ObjLongConsumer<String> to) {
        drops.report("demux-drop", to);
        to.accept("demux.peers", sessions.size());
    }
}
