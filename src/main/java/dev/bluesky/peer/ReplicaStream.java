package dev.bluesky.peer;

import dev.bluesky.negotiate.MediaCodec;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a publisher on another loop than its own. It is made on the publisher's loop, which
 * names it to the relay; everything else of it belongs to the other one.
 */
final class ReplicaStream {
    private final PublisherReplica replica;
    private final StreamSnapshot first;
    private InboundStream.@Nullable Media media;
    private boolean watched;
    private boolean over;

    /**
     * @param first as it was when it was first relayed
     */
    ReplicaStream(PublisherReplica replica, StreamSnapshot first) {
        this.replica = replica;
        this.first = first;
    }

    /** It, while it is sent with that codec. */
    Relayed as(MediaCodec codec) {
        return (buffer, offset, length, nowNs) ->
                replica.packet(this, codec, buffer, offset, length, nowNs);
    }

    StreamSnapshot first() {
        return first;
    }

    int ssrc() {
        return first.ssrc();
    }

    /** What viewers are fed from; nothing before it has a track, and after its end. */
    InboundStream.@Nullable Media media() {
        return media;
    }

    void begin(InboundStream.Media stream) {
        media = stream;
    }

    /** No packet that still comes begins it again. */
    void end() {
        media = null;
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Whether that anybody is fed from it has changed since it was asked last. */
    boolean takeWatchedNews() {
        InboundStream.Media stream = media;
        boolean now = stream != null && stream.router().subscriptions() > 0;
        boolean news = now != watched;
        watched = now;
        return news;
    }

    boolean isWatched() {
        return watched;
    }
}
