package dev.bluesky.engine.forward;

import dev.bluesky.peer.Publisher;
import dev.bluesky.peer.PublisherReplica;
import dev.bluesky.peer.ReplicaPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A publication on another loop than its own, for the viewers who live there: what happens to the
 * one is done to the other by commands, in the same order. Belongs to the publication's own loop.
 */
final class Branch {

    /** What a publisher is there, and what reminds it of the time. */
    private record Replica(PublisherReplica publisher, Ticking ticking) {}

    private final EngineContext there;
    private final Conversation conversation;
    private final Publication publication;
    private final ReplicaPath path;
    private final Map<Publisher, Replica> replicas = new LinkedHashMap<>();

    /**
     * @param home the publication's own loop
     * @param there the other one
     * @param conversation of the room there
     * @param publication the same user's there
     */
    Branch(
            EngineContext home,
            EngineContext there,
            Conversation conversation,
            Publication publication) {
        this.there = there;
        this.conversation = conversation;
        this.publication = publication;
        path =
                new ReplicaPath(
                        home.loop(),
                        home.demultiplexer().neighbours(),
                        there.index(),
                        there.loop(),
                        there.media());
    }

    void publish(Publisher by) {
        PublisherReplica replica = by.replicate(path, publication::sourceChanged);
        Ticking ticking = replica::tick;
        replicas.put(by, new Replica(replica, ticking));
        there.loop()
                .execute(
                        nowNs -> {
                            there.demultiplexer().tick(ticking);
                            publication.take(replica, nowNs);
                            replica.open(nowNs);
                        });
    }

    /** The publisher has offered again; its replica has heard of it. */
    void negotiated() {
        there.loop().execute(publication::negotiated);
    }

    void silence(Set<String> mids) {
        there.loop().execute(nowNs -> publication.silence(mids, nowNs));
    }

    void mute(boolean now) {
        there.loop().execute(nowNs -> conversation.mute(publication, now));
    }

    /** That publisher has gone, be it the present one or one before. */
    void unpublish(Publisher gone) {
        Replica replica = replicas.remove(gone);
        if (replica != null) {
            gone.endReplica(replica.publisher());
            there.loop().execute(nowNs -> end(replica, nowNs));
        }
    }

    private void end(Replica replica, long nowNs) {
        there.demultiplexer().ignore(replica.ticking());
        publication.leave(replica.publisher(), nowNs);
        replica.publisher().close();
    }

    /** Nobody there needs it any more. */
    void close() {
        Set.copyOf(replicas.keySet()).forEach(this::unpublish);
    }
}
