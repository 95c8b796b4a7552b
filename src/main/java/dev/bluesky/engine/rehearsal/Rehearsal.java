package dev.bluesky.engine.rehearsal;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.dtls.DtlsEndpoint;
import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.dtls.HandshakeThreads;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.loop.LoopHandler;
import dev.bluesky.peer.Link;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.SlotContent;
import dev.bluesky.sfu.SlotsListener;
import dev.bluesky.sfu.UserId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One call, from the first who joins to the last who leaves. Belongs to its thread. */
public final class Rehearsal {
    /** Handshakes wait for each other's answers on threads, of which there are some more. */
    private static final int JOINING_AT_ONCE = 16;

    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(10);
    private static final long MS = 1_000_000;
    private static final int TICK_MS = 10;
    private static final int SPARE_BYTES = 64;
    private static final int DATAGRAM_BYTES = 2048;
    private static final int SSRCS_OF_A_PUBLISHER = 100;

    /** RFC 5737: of documentation. */
    private static final byte[] HOST = {(byte) 192, 0, 2, 1};

    private final Stage stage;
    private final RehearsalLoop loop;
    private final BooleanSupplier goesOn;
    private final Security security;
    private final Map<InetSocketAddress, RehearsedPeer> peers = new HashMap<>();
    private final List<RehearsedPublisher> publishers = new ArrayList<>();
    private final List<RehearsedViewer> viewers = new ArrayList<>();
    private final Link port = new Port();
    private final byte[] inbound = new byte[DATAGRAM_BYTES + SPARE_BYTES];
    private boolean pacing;

    /**
     * Where it is played: the engine's side, made for this call.
     *
     * @param handler what the loop hands datagrams and ticks to
     * @param handshakes also of the clients
     */
    public record Stage(
            RehearsalLoop loop,
            LoopHandler handler,
            MediaRoom room,
            DtlsCertificate certificate,
            HandshakeThreads handshakes) {}

    /**
     * @param goesOn asked all the time; as soon as it says no, everybody leaves
     */
    public Rehearsal(Stage stage, BooleanSupplier goesOn) {
        this.stage = stage;
        this.loop = stage.loop();
        this.goesOn = goesOn;
        security = new Security(stage);
    }

    /** All clients have one certificate: nobody is told apart by it. */
    private record Security(Stage stage, SecureRandom random) implements RehearsedPeer.Security {
        Security(Stage stage) {
            this(stage, new SecureRandom());
        }

        @Override
        public DtlsCertificate certificate() {
            return stage.certificate();
        }

        @Override
        public IceCredentials credentials() {
            return IceCredentials.random(random);
        }

        @Override
        public DtlsEndpoint open(DtlsSetup setup, DtlsListener listener) {
            return new DtlsEndpoint(setup, stage.handshakes(), listener);
        }
    }

    /** The server's socket: what it sends is there at once. */
    private final class Port implements Link {
        @Override
        public Object origin(InetSocketAddress source) {
            return source;
        }

        @Override
        public boolean send(byte[] buffer, int offset, int length, InetSocketAddress to) {
            RehearsedPeer peer = peers.get(to);
            if (peer != null) {
                peer.hear(buffer, offset, length);
            }
            return true;
        }

        @Override
        public String protocol() {
            return "udp";
        }

        @Override
        public void proved() {
            // It is everybody's.
        }

        @Override
        public void release() {
            // It is everybody's.
        }
    }

    private void toServer(InetSocketAddress from, byte[] buffer, int length) {
        System.arraycopy(buffer, 0, inbound, 0, length);
        stage.handler().datagram(port, from, inbound, 0, length, loop.nowNs());
    }

    /**
     * Plays the scene.
     *
     * @throws IllegalStateException if somebody cannot join
     */
    public void play(Scene scene) throws InterruptedException {
        try {
            for (int i = 0; i < scene.publishers(); i++) {
                publish(scene, i);
            }
            joined(publishers);
            watch(scene);
            joined(viewers);
            flow(scene.length());
        } finally {
            leave();
        }
    }

    private void publish(Scene scene, int index) {
        RehearsedPublisher publisher =
                new RehearsedPublisher(
                        loop,
                        nextAddress(),
                        this::toServer,
                        security,
                        (index + 1) * SSRCS_OF_A_PUBLISHER,
                        scene.sizes());
        peers.put(publisher.address, publisher);
        publishers.add(publisher);
        publisher.join(stage.room().publish(user(index), publisher::lost));
    }

    private void watch(Scene scene) throws InterruptedException {
        int others = scene.publishers() - 1;
        for (int i = 0; i < scene.publishers(); i++) {
            if (scene.slots()) {
                RehearsedViewer viewer = viewer(others, others);
                viewer.join(stage.room().receiveAll(user(i), new Slots(viewer)));
            }
            for (int j = 0; scene.pairwise() && j < scene.publishers(); j++) {
                if (i != j) {
                    receive(user(i), user(j));
                }
            }
        }
        for (int i = 0; i < scene.audience(); i++) {
            receive(user(scene.publishers() + i), user(0));
        }
    }

    private void receive(UserId user, UserId publisher) throws InterruptedException {
        RehearsedViewer viewer = viewer(1, 1);
        viewer.join(stage.room().receive(user, publisher, viewer::lost));
    }

    private RehearsedViewer viewer(int sounds, int pictures) throws InterruptedException {
        if (viewers.size() % JOINING_AT_ONCE == 0) {
            joined(viewers);
        }
        RehearsedViewer viewer =
                new RehearsedViewer(
                        loop, nextAddress(), this::toServer, security, sounds, pictures);
        peers.put(viewer.address, viewer);
        viewers.add(viewer);
        return viewer;
    }

    private record Slots(RehearsedViewer viewer) implements SlotsListener {
        @Override
        public void slotsChanged(List<SlotContent> all) {
            // It sees it by what comes.
        }

        @Override
        public void lost(String reason) {
            viewer.lost(reason);
        }
    }

    private static UserId user(int number) {
        return new UserId("rehearsal-" + number);
    }

    private InetSocketAddress nextAddress() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(HOST), 10_000 + peers.size());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Waits until they are in the call. */
    private void joined(List<? extends RehearsedPeer> who) throws InterruptedException {
        boolean settled =
                loop.runUntil(
                        () ->
                                !goesOn.getAsBoolean()
                                        || who.stream().allMatch(RehearsedPeer::isSettled),
                        JOIN_TIMEOUT);
        for (RehearsedPeer peer : who) {
            Throwable failure = peer.failure();
            if (failure != null || !settled) {
                throw new IllegalStateException("a rehearsed call was not established", failure);
            }
        }
    }

    private void flow(Duration length) {
        long steps = length.toMillis();
        for (long ms = 0; ms < steps && goesOn.getAsBoolean(); ms++) {
            step(ms);
        }
    }

    private void step(long ms) {
        loop.pass(MS);
        long nowNs = loop.nowNs();
        for (RehearsedPublisher publisher : publishers) {
            publisher.send(nowNs);
        }
        if (ms % TICK_MS == 0) {
            stage.handler().tick(nowNs);
            pacing = true;
            peers.values().forEach(RehearsedPeer::tick);
        }
        stage.handler().turnEnded(nowNs);
        if (pacing) {
            pacing = stage.handler().pace(nowNs);
        }
        loop.runCommands();
    }

    /** By a request, as one who leaves the page. */
    private void leave() {
        peers.values().forEach(RehearsedPeer::leave);
        stage.room().close();
        loop.runCommands();
    }

    /** How many packets the viewers have been sent. */
    public long packets() {
        return viewers.stream().mapToLong(RehearsedViewer::packets).sum();
    }

    /** How many of those that were lost on the way to them came again. */
    public long recovered() {
        return viewers.stream().mapToLong(RehearsedViewer::recovered).sum();
    }
}
