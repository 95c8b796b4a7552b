package dev.bluesky.engine.forward;

import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.SentTrack;
import dev.bluesky.peer.MediaSide;
import dev.bluesky.peer.PeerTransport;
import dev.bluesky.peer.Viewer;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.View;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peer receives what somebody publishes. */
final class ReceivingRole implements Role {
    private final EngineContext engine;
    private final Publication publication;
    private final String streamId;
    private final Wishes wishes = new Wishes();
    private @Nullable Viewer viewer;

    /**
     * @param streamId msid and CNAME of what the publisher publishes
     */
    ReceivingRole(EngineContext engine, Publication publication, String streamId) {
        this.engine = engine;
        this.publication = publication;
        this.streamId = streamId;
    }

    @Override
    public boolean publishes() {
        return false;
    }

    @Override
    public void check(NegotiatedMedia offered) {
        publication.requireCommonCodec(offered);
    }

    @Override
    public MediaSide open(PeerTransport transport, Proposal proposal, long nowNs) {
        Viewer opened =
                new Viewer(
                        transport,
                        proposal.media(),
                        engine.media(),
                        section -> streamId,
                        engine.random(),
                        nowNs);
        viewer = opened;
        publication.add(opened, wishes, nowNs);
        return opened;
    }

    @Override
    public void negotiated(NegotiatedMedia again, long nowNs) {
        if (viewer != null) {
            viewer.negotiated(again, nowNs);
            publication.feed(nowNs);
        }
    }

    @Override
    public void view(View wish, long nowNs) {
        wishes.take(wish);
        publication.feed(nowNs);
    }

    @Override
    public Map<String, SentTrack> sent() {
        Map<String, SentTrack> sent = new LinkedHashMap<>();
        if (viewer != null) {
            for (ViewerTrack track : viewer.tracks()) {
                sent.put(track.section().mid(), announced(track));
            }
        }
        return sent;
    }

    private SentTrack announced(ViewerTrack track) {
        return new SentTrack(
                streamId,
                streamId + "-" + track.section().kind() + "-" + track.section().index(),
                streamId,
                Integer.toUnsignedLong(track.ssrc()),
                Integer.toUnsignedLong(track.rtxSsrc()));
    }

    @Override
    public void closing(long nowNs) {
        if (viewer != null) {
            publication.remove(viewer);
        }
    }
}
