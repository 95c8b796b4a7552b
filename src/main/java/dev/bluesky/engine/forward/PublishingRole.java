package dev.bluesky.engine.forward;

import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.SentTrack;
import dev.bluesky.peer.MediaSide;
import dev.bluesky.peer.PeerTransport;
import dev.bluesky.peer.Publisher;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.View;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peer publishes. */
final class PublishingRole implements Role {

    /** Streams at a time, retransmissions counted; silent ones make room. */
    private static final int STREAMS_MAX = 32;

    private final EngineContext engine;
    private final Publication publication;
    private @Nullable Publisher publisher;

    PublishingRole(EngineContext engine, Publication publication) {
        this.engine = engine;
        this.publication = publication;
    }

    @Override
    public boolean publishes() {
        return true;
    }

    @Override
    public void check(NegotiatedMedia offered) {}

    @Override
    public MediaSide open(PeerTransport transport, Proposal proposal, long nowNs) {
        Publisher opened =
                new Publisher(
                        transport,
                        proposal.media(),
                        engine.media(),
                        STREAMS_MAX,
                        proposal.remote().reducedSize(),
                        engine.random().nextInt(),
                        publication::sourceChanged,
                        nowNs);
        publisher = opened;
        publication.publish(opened, nowNs);
        return opened;
    }

    @Override
    public void negotiated(NegotiatedMedia again, long nowNs) {
        if (publisher != null) {
            publisher.negotiated(again);
            publication.negotiated(nowNs);
        }
    }

    @Override
    public void view(View wish, long nowNs) {
        throw new SfuException(Refusal.UNSERVABLE, "Who publishes has no view.");
    }

    @Override
    public Map<String, SentTrack> sent() {
        return Map.of();
    }

    @Override
    public void closing(long nowNs) {
        if (publisher != null) {
            publication.unpublish(publisher, nowNs);
        }
    }
}
