package dev.bluesky.engine.forward;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.negotiate.AnswerWriter;
import dev.bluesky.negotiate.LocalTransport;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.UnservableOfferException;
import dev.bluesky.peer.MediaSide;
import dev.bluesky.peer.Peer;
import dev.bluesky.peer.PeerTransport;
import dev.bluesky.peer.TransportListener;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.PeerConnectionListener;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.View;
import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A peer connection from its first offer to its end. The entries of the port queue commands; all
 * state belongs to the loop.
 */
final class ForwardPeerConnection implements PeerConnection {
    private static final Logger LOG = System.getLogger(ForwardPeerConnection.class.getName());

    private final EngineContext engine;
    private final CompletionStage<?> ready;
    private final Role role;
    private final PeerConnectionListener listener;
    private final Consumer<ForwardPeerConnection> onClosed;
    private final long sessionId;
    private final DtlsCertificate certificate;
    private @Nullable Session session;
    private @Nullable Proposal present;
    private @Nullable IceCredentials local;
    private long version;
    private boolean closed;

    /**
     * @param ready when what it is about can be asked for on its loop
     * @param onClosed called once, on the loop, when everything is freed
     */
    ForwardPeerConnection(
            EngineContext engine,
            CompletionStage<?> ready,
            Role role,
            PeerConnectionListener listener,
            Consumer<ForwardPeerConnection> onClosed) {
        this.engine = engine;
        this.ready = ready;
        this.role = role;
        this.listener = listener;
        this.onClosed = onClosed;
        sessionId = engine.random().nextLong() >>> 2;
        certificate = engine.identity().certificate();
    }

    @Override
    public CompletionStage<String> negotiate(Offer offer) {
        return CompletableFuture.supplyAsync(() -> proposal(offer), engine.workers())
                .thenCombine(ready, (proposal, known) -> proposal)
                .thenCompose(proposal -> engine.ask(nowNs -> negotiated(proposal, nowNs)))
                .thenApplyAsync(Answer::text, engine.workers());
    }

    @Override
    public CompletionStage<ConnectionStatistics> statistics() {
        return engine.ask(
                nowNs ->
                        session == null
                                ? ConnectionStatistics.of(ConnectionState.NEW, OptionalLong.empty())
                                : session.statistics(nowNs));
    }

    @Override
    public CompletionStage<View> view(View wish) {
        return engine.ask(
                nowNs -> {
                    if (closed) {
                        throw new SfuException(Refusal.NOT_FOUND, "The peer connection is closed.");
                    }
                    role.view(wish, nowNs);
                    return wish;
                });
    }

    /** On a worker, of which there are few: many who come at once do not hold up others' media. */
    private Proposal proposal(Offer offer) {
        try {
            return Proposal.of(offer, role.publishes(), engine.random());
        } catch (UnservableOfferException e) {
            throw new SfuException(
                    Refusal.UNSERVABLE, "The offer cannot be served: " + e.getMessage() + ".", e);
        }
    }

    /** What the loop decided; its text is written elsewhere. */
    private record Answer(AnswerWriter writer, long sessionId, long version) {
        String text() {
            return writer.write(sessionId, version).toString();
        }
    }

    private Answer negotiated(Proposal proposal, long nowNs) {
        if (closed) {
            throw new SfuException(Refusal.NOT_FOUND, "The peer connection is closed.");
        }
        role.check(proposal.media());
        Session open = session;
        if (open == null) {
            open(proposal, nowNs);
        } else {
            again(open, proposal, nowNs);
        }
        present = proposal;
        return answer(proposal);
    }

    private void open(Proposal proposal, long nowNs) {
        DtlsSetup dtls = DtlsSetup.of(proposal.role(), certificate, proposal.fingerprints());
        PeerTransport transport = engine.transport(proposal, dtls, new Ready(), nowNs);
        MediaSide media = role.open(transport, proposal, nowNs);
        Session opened =
                new Session(
                        engine.index(),
                        new Peer(transport, media),
                        nowNs + engine.connectTimeoutNs(),
                        this::lose);
        engine.demultiplexer().add(opened);
        session = opened;
        local = proposal.local();
    }

    private void again(Session open, Proposal proposal, long nowNs) {
        Proposal before = present;
        if (before != null && !before.remote().ufrag().equals(proposal.remote().ufrag())) {
            open.peer()
                    .transport()
                    .restart(proposal.local(), proposal.remote().ufrag())
                    .ifPresent(engine.demultiplexer()::removeUfrag);
            engine.demultiplexer().addUfrags(open);
            local = proposal.local();
        }
        role.negotiated(proposal.media(), nowNs);
    }

    private Answer answer(Proposal proposal) {
        IceCredentials ours = local == null ? proposal.local() : local;
        LocalTransport transport =
                new LocalTransport(
                        ours.ufrag(),
                        ours.password(),
                        certificate.fingerprint().toString(),
                        engine.candidates());
        return new Answer(
                new AnswerWriter(proposal.offer(), proposal.media(), transport, role.sent()),
                sessionId,
                ++version);
    }

    /** Hears of the transport, on the loop. */
    private final class Ready implements TransportListener {
        @Override
        public void connected(long nowNs) {
            if (session != null) {
                session.connected(nowNs);
                role.connected(nowNs);
            }
        }

        @Override
        public void ended(String reason) {
            if (session != null) {
                session.lost(reason);
            }
        }
    }

    private void lose(Session.Loss loss) {
        loss.defect().ifPresent(e -> LOG.log(Level.ERROR, "a peer connection is closed", e));
        closeNow(System.nanoTime());
        try {
            engine.workers().execute(() -> listener.lost(loss.reason()));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the engine stops; nobody is told of a loss", e);
        }
    }

    @Override
    public void close() {
        engine.loop().execute(this::closeNow);
    }

    private void closeNow(long nowNs) {
        if (closed) {
            return;
        }
        closed = true;
        role.closing(nowNs);
        if (session != null) {
            session.close(nowNs);
            engine.demultiplexer().remove(session);
        }
        onClosed.accept(this);
    }
}
