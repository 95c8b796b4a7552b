package dev.bluesky.media.forward;

import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.wire.rtp.RtpView;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's stream and the source that feeds it.
 *
 * <p>A source that is {@linkplain #select selected} is first the next one: the present one, if
 * there is one, goes on until the next one's key frame has come, so that the viewer sees no pause.
 * It cannot if it was interrupted itself: then the viewer waits. Of a source without key frames the
 * next packet will do. Sources of a stream may have different codecs.
 */
public final class Subscription {

    /** In place of a layer's number: every layer. */
    public static final int ALL_LAYERS = LayerFilter.ALL;

    private final SendStream stream;
    private final PacketSink sink;
    private final KeyFrameRequests requests;
    private final KeyFrameGate gate = new KeyFrameGate();
    private final LayerFilter layers = new LayerFilter();
    private @Nullable Feed present;
    private @Nullable Feed next;
    private boolean paused;
    private int wantedSpatialId = ALL_LAYERS;
    private int wantedTemporalId = ALL_LAYERS;

    /**
     * A stream that no source feeds yet.
     *
     * @param sink of the viewer
     */
    public Subscription(SendStream stream, PacketSink sink, KeyFrameRequests requests) {
        this.stream = stream;
        this.sink = sink;
        this.requests = requests;
    }

    /**
     * Feeds the stream from this source as soon as it can be decoded; asks it for a key frame.
     *
     * @param source of the stream's clock rate
     * @param format the viewer's, for the source's codec
     * @param extensionIds by the source's header extension id the viewer's, or 0 to leave it out
     */
    public void select(Router source, OutboundFormat format, byte[] extensionIds, long nowNs) {
        if (Feed.comesFrom(source, next)) {
            return;
        }
        if (next != null && next == present) {
            letPresentGo();
        } else if (next != null) {
            next.source().remove(this);
        }
        next = null;
        if (!Feed.comesFrom(source, present)) {
            source.add(this);
            await(new Feed(source, format, extensionIds), nowNs);
        }
    }

    private void letPresentGo() {
        if (present != null) {
            present.source().remove(this);
            present = null;
        }
    }

    private void await(Feed feed, long nowNs) {
        next = feed;
        gate.close();
        ask(feed.source(), nowNs);
    }

    private void ask(Router source, long nowNs) {
        if (source.codec().needsKeyFrame() && !paused && gate.shouldAsk(nowNs)) {
            requests.request(source, nowNs);
        }
    }

    /** Nothing feeds the stream any more; its numbers go on when another source is selected. */
    public void unselect() {
        letPresentGo();
        if (next != null) {
            next.source().remove(this);
            next = null;
        }
    }

    void sourceEnded(Router source) {
        source.remove(this);
        if (Feed.comesFrom(source, next)) {
            next = null;
        }
        if (Feed.comesFrom(source, present)) {
            present = null;
        }
    }

    /** Stops the stream, or lets it go on from the next key frame. */
    public void pause(boolean stop, long nowNs) {
        boolean resumes = paused && !stop;
        paused = stop;
        if (!resumes) {
            return;
        }
        if (next != null && next != present) {
            letPresentGo(); // what it sent meanwhile would be a gap
        }
        Feed feed = next != null ? next : present;
        if (feed != null) {
            await(feed, nowNs);
        }
    }

    /** The viewer, or we for it, cannot go on without a key frame (PLI, FIR). */
    public void requestKeyFrame(long nowNs) {
        Feed feed = next != null ? next : present;
        if (feed != null && !paused && feed.source().codec().needsKeyFrame()) {
            requests.request(feed.source(), nowNs);
        }
    }

    /** What was sent lately did not get through: the stream goes on from a key frame. */
    public void interrupt(long nowNs) {
        stream.forgetSent();
        if (present != next && !paused) {
            startAnew(nowNs);
        }
    }

    /**
     * Sends layers up to these of the source that was selected last, from where a decoder can
     * follow; asks for a key frame if that is one.
     */
    public void limitLayers(int highestSpatialId, int highestTemporalId) {
        wantedSpatialId = highestSpatialId;
        wantedTemporalId = highestTemporalId;
        if (next == null || next == present) {
            layers.want(wantedSpatialId, wantedTemporalId);
        }
    }

    void forward(Router from, RtpView packet, FrameInfo info, long nowNs) {
        DropReason reason = judge(from, packet, info, nowNs);
        if (reason == DropReason.NONE) {
            long marks = layers.patch(info);
            reason = stream.write(packet, info, marks, nowNs, sink.buffer(), sink.offset());
        } else if (isFollowing(from) && !paused) {
            stream.leaveOut(packet, info, nowNs, sink.buffer(), sink.offset());
        } else {
            sink.drop(reason);
            return;
        }
        if (stream.length() > 0) {
            sink.send(stream.length(), nowNs);
        } else {
            sink.drop(reason);
        }
    }

    private DropReason judge(Router from, RtpView packet, FrameInfo info, long nowNs) {
        if (paused) {
            return DropReason.PAUSED;
        }
        if (packet.isPaddingOnly()) {
            return DropReason.PADDING_ONLY;
        }
        if (!info.wellFormed()) {
            return DropReason.MALFORMED_PAYLOAD;
        }
        if (isFollowing(from) && stream.isJump(packet)) {
            startAnew(nowNs);
        }
        if (next != null && next.source() == from) {
            return begin(next, packet, info, nowNs);
        }
        return isFollowing(from) ? layer(from, packet, info, nowNs) : DropReason.NOT_SELECTED;
    }

    /** Whether this source feeds the stream, in one run up to now. */
    private boolean isFollowing(Router source) {
        return Feed.comesFrom(source, present) && present != next;
    }

    /** The present source has leapt, so it must begin again, unless another one will anyway. */
    private void startAnew(long nowNs) {
        if (next != null) {
            letPresentGo();
        } else if (present != null) {
            await(present, nowNs);
        }
    }

    private DropReason begin(Feed feed, RtpView packet, FrameInfo info, long nowNs) {
        DropReason reason = gate.judge(packet, info);
        if (reason != DropReason.NONE) {
            ask(feed.source(), nowNs);
            return reason;
        }
        if (present != feed) {
            letPresentGo();
        }
        present = feed;
        next = null;
        layers.want(wantedSpatialId, wantedTemporalId);
        layers.begin(packet, info);
        feed.begin(stream, packet, info, nowNs);
        return DropReason.NONE;
    }

    private DropReason layer(Router from, RtpView packet, FrameInfo info, long nowNs) {
        boolean wasStuck = layers.isStuck();
        boolean beginsPicture = layers.observe(packet, info);
        if (layers.isStuck()) {
            if (!wasStuck) {
                gate.close();
            }
            ask(from, nowNs);
        }
        boolean countsPictures = info.pictureId() != FrameInfo.ABSENT && !info.countsReferences();
        boolean wanted =
                (countsPictures && !beginsPicture)
                        ? !stream.isPictureLeftOut(info) // the frame's first packet has decided
                        : layers.takes(packet, info);
        return wanted ? DropReason.NONE : DropReason.LAYER_NOT_WANTED;
    }

    /** The viewer's stream. */
    public SendStream stream() {
        return stream;
    }

    /** The source that feeds the stream at present. */
    public @Nullable Router present() {
        return present == null ? null : present.source();
    }
}
