package dev.bluesky.engine.nativertc;

import dev.bluesky.negotiate.Offer;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.PeerConnectionListener;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.View;
import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A peer connection from its first offer to its end. All but the entries of the port and the
 * callbacks runs as commands of the room.
 */
final class NativePeerConnection implements PeerConnection {

    private static final Logger LOG = System.getLogger(NativePeerConnection.class.getName());

    private final EngineContext engine;
    private final CommandQueue commands;
    private final PeerConnectionFactory factory;
    private final Role role;
    private final PeerConnectionListener listener;
    private final Consumer<NativePeerConnection> onClosed;
    private final Deadline deadline;
    private @Nullable NativeLink link;
    private int port;
    private boolean closed;

    /** Written by commands, read by all. */
    private volatile Lifeline lifeline = Lifeline.NEW;

    /**
     * @param onClosed called once, as a command, when everything is freed
     */
    NativePeerConnection(
            EngineContext engine,
            CommandQueue commands,
            PeerConnectionFactory factory,
            Role role,
            PeerConnectionListener listener,
            Consumer<NativePeerConnection> onClosed) {
        this.engine = engine;
        this.commands = commands;
        this.factory = factory;
        this.role = role;
        this.listener = listener;
        this.onClosed = onClosed;
        this.deadline = new Deadline(engine.timer());
    }

    @Override
    public CompletionStage<String> negotiate(Offer offer) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        commands.execute(
                () -> {
                    try {
                        answer.complete(answer(offer));
                    } catch (Throwable e) {
                        // Whatever it is, an HTTP thread waits for it.
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    /** Its state alone: libwebrtc counts too, but asking it costs milliseconds. */
    @Override
    public CompletionStage<ConnectionStatistics> statistics() {
        return CompletableFuture.completedFuture(lifeline.statistics(System.nanoTime()));
    }

    /**
     * libwebrtc encodes for each viewer what its network bears; there is nothing to choose from.
     */
    @Override
    public CompletionStage<View> view(View wish) {
        return CompletableFuture.failedFuture(
                new SfuException(
                        Refusal.UNSERVABLE,
                        "A room of the native engine takes no wishes about pictures;"
                                + " a room of the forwarding engine does."));
    }

    private String answer(Offer offer) {
        if (closed) {
            throw new SfuException(Refusal.NOT_FOUND, "The peer connection is closed.");
        }
        NativeLink open = opened();
        SessionDescription ordered = engine.codecOrder().apply(offer.description());
        open.setOffer(HostCandidates.strip(ordered).toString());
        try {
            return answerSetOffer(open, offer);
        } catch (SfuException e) {
            lose("a negotiation failed half-way: " + e.detail());
            throw e;
        }
    }

    /** From here on there is no way back to the state before the offer. */
    private String answerSetOffer(NativeLink open, Offer offer) {
        role.offered(open, offer);
        String created = open.createAnswer();
        SessionDescription answer = SessionDescription.parse(created);
        requireCommonCodecs(offer, answer);
        open.setAnswer(created);
        role.answered(open, offer);
        return engine.candidates().announce(answer, port).toString();
    }

    private NativeLink opened() {
        if (link == null) {
            port = engine.ports().lease();
            link = openLink();
            deadline.arm(engine.connectTimeout(), () -> expire("it was not established in time"));
        }
        return link;
    }

    /** A port that no connection took is free again. */
    private NativeLink openLink() {
        try {
            return NativeLink.open(factory, port, new Observer());
        } catch (RuntimeException | LinkageError e) {
            engine.ports().giveBack(port);
            throw e;
        }
    }

    private static void requireCommonCodecs(Offer offer, SessionDescription answer) {
        for (int i = 0; i < answer.media().size(); i++) {
            MediaSection offered = offer.description().media().get(i);
            if (offered.media().isRtp()
                    && !offered.isRejected()
                    && answer.media().get(i).media().port() == 0) {
                throw new SfuException(
                        Refusal.UNSERVABLE,
                        "The offer's %s codecs %s are none that the native engine has."
                                .formatted(
                                        offered.media().kind(),
                                        offered.codecs().values().stream().distinct().toList()));
            }
        }
    }

    @Override
    public void close() {
        commands.execute(this::closeNow);
    }

    private void expire(String reason) {
        commands.execute(() -> lose(reason));
    }

    private void lose(String reason) {
        if (!closed) {
            closeNow();
            listener.lost(reason);
        }
    }

    /** Runs as a command of the room. */
    void closeNow() {
        if (closed) {
            return;
        }
        closed = true;
        lifeline = Lifeline.CLOSED;
        deadline.disarm();
        role.closing();
        if (link != null) {
            link.close();
            engine.ports().giveBack(port);
            link = null;
        }
        onClosed.accept(this);
    }

    /** Called on libwebrtc's signalling thread: nothing may be thrown or waited for. */
    private final class Observer implements PeerConnectionObserver {

        @Override
        public void onConnectionChange(RTCPeerConnectionState state) {
            try {
                commands.execute(() -> changed(state));
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a change of state is lost", e);
            }
        }

        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // The answer has our own candidates already.
        }
    }

    private void changed(RTCPeerConnectionState state) {
        if (closed) {
            return;
        }
        switch (state) {
            case CONNECTED -> {
                deadline.disarm();
                lifeline = Lifeline.connected(System.nanoTime());
            }
            case DISCONNECTED, FAILED -> {
                deadline.arm(engine.disconnectTimeout(), () -> expire("the peer has vanished"));
                lifeline = Lifeline.NEW;
            }
            default -> {}
        }
    }
}
