package dev.bluesky.media.forward;

import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.wire.rtp.RtpTimestamp;
import dev.bluesky.wire.rtp.RtpView;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's stream and the source that feeds it.
 *
 * <p>A source that is {@linkplain #select selected} is first the next one: the present one, if
 * there is one, goes on until the next one's key frame has come, so that the viewer sees no pause.
 * Of a source without key frames the next packet will do.
 */
public final class Subscription {

    /** Every temporal layer. */
    public static final int ALL_LAYERS = 7;

    private final SendStream stream;
    private final PacketSink sink;
    private final KeyFrameRequests requests;
    private final KeyFrameGate gate = new KeyFrameGate();
    private byte[] nextExtensionIds = new byte[0];
    private @Nullable Router present;
    private @Nullable Router next;
    private boolean paused;
    private int wantedTemporalId = ALL_LAYERS;
    private int temporalId = ALL_LAYERS;
    private int newestTimestamp;

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
     * @param source of the stream's codec
     * @param extensionIds by the source's header extension id the viewer's, or 0 to leave it out
     */
    public void select(Router source, byte[] extensionIds, long nowNs) {
        if (source == next) {
            return;
        }
        if (next != null && next != present) {
            next.remove(this);
            next = null;
        }
        if (source == present) {
            return;
        }
        nextExtensionIds = extensionIds.clone();
        source.add(this);
        await(source, nowNs);
    }

    private void await(Router source, long nowNs) {
        next = source;
        gate.close();
        ask(source, nowNs);
    }

    private void ask(Router source, long nowNs) {
        if (source.codec().needsKeyFrame() && !paused && gate.shouldAsk(nowNs)) {
            requests.request(source, nowNs);
        }
    }

    /** Nothing feeds the stream any more; its numbers go on when another source is selected. */
    public void unselect() {
        if (present != null) {
            present.remove(this);
        }
        if (next != null) {
            next.remove(this);
        }
        present = null;
        next = null;
    }

    void sourceEnded(Router source) {
        source.remove(this);
        if (source == next) {
            next = null;
        }
        if (source == present) {
            present = null;
        }
    }

    /** Stops the stream, or lets it go on from the next key frame. */
    public void pause(boolean stop, long nowNs) {
        boolean resumes = paused && !stop;
        paused = stop;
        Router source = next != null ? next : present;
        if (resumes && source != null) {
            await(source, nowNs);
        }
    }

    /** The viewer, or we for it, cannot go on without a key frame (PLI, FIR). */
    public void requestKeyFrame(long nowNs) {
        Router source = next != null ? next : present;
        if (source != null && !paused) {
            requests.request(source, nowNs);
        }
    }

    /** Sends temporal layers up to this one; a higher one than now begins where it can. */
    public void limitTemporalLayers(int highest) {
        wantedTemporalId = highest;
    }

    void forward(Router from, RtpView packet, FrameInfo info, long nowNs) {
        DropReason reason = judge(from, packet, info, nowNs);
        if (reason == DropReason.NONE) {
            reason = stream.write(packet, info, nowNs, sink.buffer(), sink.offset());
        } else if (from == present && from != next && !paused) {
            stream.leaveOut(packet, info, nowNs, sink.buffer(), sink.offset());
        } else {
            sink.drop(reason);
            return;
        }
        if (stream.length() > 0) {
            sink.send(stream.length());
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
        if (from == present && from != next && stream.isJump(packet)) {
            await(from, nowNs);
        }
        if (from == next) {
            return begin(from, packet, info, nowNs);
        }
        return from == present ? layer(packet, info) : DropReason.NOT_SELECTED;
    }

    private DropReason begin(Router from, RtpView packet, FrameInfo info, long nowNs) {
        DropReason reason = gate.judge(packet, info);
        if (reason != DropReason.NONE) {
            ask(from, nowNs);
            return reason;
        }
        if (present != null && present != from) {
            present.remove(this);
        }
        present = from;
        next = null;
        temporalId = wantedTemporalId;
        newestTimestamp = packet.timestamp();
        stream.switchTo(packet, info, from.cache(), nextExtensionIds, nowNs);
        return DropReason.NONE;
    }

    private DropReason layer(RtpView packet, FrameInfo info) {
        boolean wanted;
        if (RtpTimestamp.isNewer(packet.timestamp(), newestTimestamp)) {
            newestTimestamp = packet.timestamp();
            adjustLayer(info);
            wanted = info.temporalId() <= temporalId;
        } else if (info.pictureId() != FrameInfo.ABSENT) {
            wanted = !stream.isPictureLeftOut(info); // the frame's first packet has decided
        } else {
            wanted = info.temporalId() <= temporalId;
        }
        return wanted ? DropReason.NONE : DropReason.LAYER_NOT_WANTED;
    }

    /** Between frames only: half a frame would hold up the viewer for ever, unseen by NACKs. */
    private void adjustLayer(FrameInfo info) {
        boolean canClimb = info.layerSync() && info.temporalId() <= wantedTemporalId;
        if (info.startsKeyFrame()) {
            temporalId = wantedTemporalId;
        } else if (canClimb) {
            temporalId = Math.max(temporalId, info.temporalId());
        }
        temporalId = Math.min(temporalId, wantedTemporalId);
    }

    /** The viewer's stream. */
    public SendStream stream() {
        return stream;
    }

    /** The source that feeds the stream at present. */
    public @Nullable Router present() {
        return present;
    }
}
