package dev.bluesky.peer;

import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.peer.TransportSetup.LoopExecutor;
import dev.bluesky.wire.rtp.RtpView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher of another loop sends, for the viewers of this one: its decrypted packets are
 * read once more and feed tracks of this loop's own. What viewers need of the publisher goes back
 * as commands. It is made on the publisher's loop; from {@link #open} on it belongs to the other.
 *
 * <p>The two loops in step, and out of it: {@code src/site/markdown/concurrency.md}.
 */
public final class PublisherReplica implements TrackSource {

    /** What viewers of another loop need; called on the publisher's. */
    interface Needs {
        /** Somebody cannot decode that stream before its next key frame. */
        void needsKeyFrame(int ssrc, long nowNs);

        /** Somebody there is fed from that stream, or nobody is any more. */
        void watched(PublisherReplica by, int ssrc, boolean now);
    }

    private final MediaContext context;
    private final LoopExecutor home;
    private final Needs needs;
    private final Publisher.Listener listener;
    private final PublisherClock clock;
    private final PublishedTracks tracks = new PublishedTracks();
    private final List<ReplicaStream> streams = new ArrayList<>();
    private final ObjLongConsumer<PublishedTrack> choice = this::choose;
    private final RtpView view = new RtpView();
    private List<ReplicaStream> known = List.of();
    private long choiceDueNs;
    private boolean closed;

    /**
     * @param clock a copy of the publisher's, for this one alone
     */
    PublisherReplica(
            ReplicaPath path,
            Needs needs,
            Publisher.Listener listener,
            NegotiatedMedia negotiated,
            PublisherClock clock) {
        context = path.media();
        home = path.home();
        this.needs = needs;
        this.listener = listener;
        this.clock = clock;
        tracks.negotiated(negotiated);
    }

    PublisherClock clock() {
        return clock;
    }

    /** Will begin with those streams; to be told before it is handed to the other loop. */
    void knows(List<ReplicaStream> all) {
        known = List.copyOf(all);
    }

    /** Begins, and tells what there is, be it that packets of it have come before. */
    public void open(long nowNs) {
        choiceDueNs = nowNs + Publisher.CHOICE_INTERVAL_NS;
        known.stream().filter(stream -> stream.media() == null).forEach(this::adopt);
        for (PublishedTrack track : tracks.all()) {
            track.choose(nowNs);
            if (track.source() != null) {
                listener.sourceChanged(track, nowNs);
            }
        }
    }

    private InboundStream.@Nullable Media adopt(ReplicaStream stream) {
        PublishedTrack track = tracks.find(stream.first().mid());
        if (closed || stream.isOver() || track == null) {
            return null;
        }
        InboundStream.Media media = new InboundStream.Media(track, stream.first());
        media.whenRequested(nowNs -> tellNeed(media, nowNs));
        stream.begin(media);
        streams.add(stream);
        context.keyFrames().add(media);
        track.add(media);
        return media;
    }

    /** A packet that its publisher's loop has taken for good. */
    void packet(
            ReplicaStream of, MediaCodec codec, byte[] buffer, int offset, int length, long nowNs) {
        InboundStream.Media known = of.media();
        InboundStream.Media stream = known == null ? adopt(of) : known;
        if (stream == null || !view.wrap(buffer, offset, length)) {
            return;
        }
        stream.touched(nowNs);
        stream.track().heard(view);
        if (!stream.has(codec)) {
            context.batch().flush(nowNs);
            stream.use(codec);
            choose(stream.track(), nowNs);
            listener.sourceChanged(stream.track(), nowNs);
        }
        stream.forward(view, context.batch(), choice, nowNs);
    }

    private void choose(PublishedTrack track, long nowNs) {
        if (track.choose(nowNs)) {
            listener.sourceChanged(track, nowNs);
        }
    }

    /** A sender report of that stream. */
    void report(ReplicaStream of, long senderNtp, int timestamp, long arrivalNtp) {
        InboundStream.Media stream = of.media();
        if (stream != null) {
            stream.timing().report(senderNtp, timestamp, arrivalNtp);
        }
    }

    /** A further offer of the publisher. */
    void negotiated(NegotiatedMedia again) {
        for (PublishedTrack over : tracks.negotiated(again)) {
            for (ReplicaStream stream : List.copyOf(streams)) {
                InboundStream.Media media = stream.media();
                if (media != null && media.track() == over) {
                    forget(stream);
                }
            }
            over.close();
        }
    }

    /** A stream has ended; viewers who were fed from it keep theirs. */
    void forget(ReplicaStream gone, long nowNs) {
        InboundStream.Media media = gone.media();
        forget(gone);
        if (media != null) {
            choose(media.track(), nowNs);
        }
    }

    private void forget(ReplicaStream gone) {
        InboundStream.Media media = gone.media();
        gone.end();
        streams.remove(gone);
        if (media != null) {
            context.keyFrames().remove(media);
            media.track().remove(media);
        }
    }

    /** Tells the publisher's loop what is due; to be called at each tick of the loop. */
    public void tick(long nowNs) {
        for (ReplicaStream stream : streams) {
            InboundStream.Media media = stream.media();
            if (media != null) {
                tellNeed(media, nowNs);
            }
            if (stream.takeWatchedNews()) {
                boolean watched = stream.isWatched();
                home.execute(now -> needs.watched(this, stream.ssrc(), watched));
            }
        }
        if (nowNs - choiceDueNs >= 0) {
            choiceDueNs = nowNs + Publisher.CHOICE_INTERVAL_NS;
            tracks.all().forEach(track -> choose(track, nowNs));
        }
    }

    private void tellNeed(InboundStream.Media stream, long nowNs) {
        if (stream.keyFrames().takeDue(nowNs)) {
            int ssrc = stream.ssrc();
            home.execute(now -> needs.needsKeyFrame(ssrc, now));
        }
    }

    @Override
    public List<PublishedTrack> tracks() {
        return tracks.list();
    }

    /** The publisher has gone, or nobody here receives it any more; viewers keep their streams. */
    public void close() {
        closed = true;
        List.copyOf(streams).forEach(this::forget);
        tracks.all().forEach(PublishedTrack::close);
    }
}
