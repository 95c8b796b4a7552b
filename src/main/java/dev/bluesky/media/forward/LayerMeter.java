package dev.bluesky.media.forward;

import dev.bluesky.media.codec.FrameInfo;
import java.util.Arrays;

/**
 * What one inbound stream's layers carry: bits and frames a second of each, over about the last
 * second and a half. A layer of which nothing came for {@value #WINDOW_MS} to twice as many
 * milliseconds is gone.
 */
public final class LayerMeter {

    /** How many spatial and how many temporal layers are told apart. */
    public static final int LAYERS = 8;

    private static final int WINDOW_MS = 1000;
    private static final long WINDOW_NS = WINDOW_MS * 1_000_000L;
    private static final double NS_PER_SECOND = 1e9;

    /** Younger counts are extrapolated from so much time at least. */
    private static final long SHORTEST_NS = 500_000_000L;

    /** Bytes by spatial layer * {@value #LAYERS} + temporal layer, in this window and before. */
    private int[] bytes = new int[LAYERS * LAYERS];

    private int[] bytesBefore = new int[LAYERS * LAYERS];

    /** Of these, what higher spatial layers are built on. */
    private int[] used = new int[LAYERS * LAYERS];

    private int[] usedBefore = new int[LAYERS * LAYERS];
    private int[] frames = new int[LAYERS];
    private int[] framesBefore = new int[LAYERS];
    private boolean started;
    private boolean hasBefore;
    private long windowNs;
    private int timestamp;

    /**
     * Counts a packet.
     *
     * @param rtpTimestamp another one than the last packet's begins a frame
     */
    public void packet(FrameInfo info, int rtpTimestamp, int length, long nowNs) {
        roll(nowNs);
        int temporal = info.temporalId() & LAYERS - 1;
        int cell = (info.spatialId() & LAYERS - 1) * LAYERS + temporal;
        bytes[cell] += length;
        used[cell] += info.isUsedAbove() ? length : 0;
        if (!started || rtpTimestamp != timestamp) {
            started = true;
            timestamp = rtpTimestamp;
            frames[temporal]++;
        }
    }

    /** One that goes on from here by itself. */
    public LayerMeter copy() {
        LayerMeter copy = new LayerMeter();
        copy.bytes = bytes.clone();
        copy.bytesBefore = bytesBefore.clone();
        copy.used = used.clone();
        copy.usedBefore = usedBefore.clone();
        copy.frames = frames.clone();
        copy.framesBefore = framesBefore.clone();
        copy.started = started;
        copy.hasBefore = hasBefore;
        copy.windowNs = windowNs;
        copy.timestamp = timestamp;
        return copy;
    }

    /** Another codec begins. */
    public void clear() {
        started = false;
        empty(bytes, used, frames);
        empty(bytesBefore, usedBefore, framesBefore);
    }

    private void roll(long nowNs) {
        if (!started) {
            windowNs = nowNs;
            hasBefore = false;
            return;
        }
        long elapsed = nowNs - windowNs;
        if (elapsed < WINDOW_NS) {
            return;
        }
        swap();
        if (elapsed >= 2 * WINDOW_NS) {
            empty(bytesBefore, usedBefore, framesBefore);
            windowNs = nowNs;
        } else {
            windowNs += WINDOW_NS;
        }
        hasBefore = true;
    }

    private void swap() {
        int[] spare = bytesBefore;
        bytesBefore = bytes;
        bytes = spare;
        spare = usedBefore;
        usedBefore = used;
        used = spare;
        spare = framesBefore;
        framesBefore = frames;
        frames = spare;
        empty(bytes, used, frames);
    }

    private static void empty(int[] some, int[] others, int[] more) {
        Arrays.fill(some, 0);
        Arrays.fill(others, 0);
        Arrays.fill(more, 0);
    }

    /** Whether a whole window was measured: before that, key frames make rates of any size. */
    public boolean isSettled(long nowNs) {
        roll(nowNs);
        return hasBefore;
    }

    /** The highest spatial layer that comes, 0 if there is one only. */
    public int highestSpatialId(long nowNs) {
        roll(nowNs);
        for (int cell = bytes.length - 1; cell >= 0; cell--) {
            if (bytes[cell] + bytesBefore[cell] > 0) {
                return cell / LAYERS;
            }
        }
        return 0;
    }

    /** The highest temporal layer that comes, 0 if there is one only. */
    public int highestTemporalId(long nowNs) {
        roll(nowNs);
        for (int layer = LAYERS - 1; layer > 0; layer--) {
            if (frames[layer] + framesBefore[layer] > 0) {
                return layer;
            }
        }
        return 0;
    }

    /**
     * Bits a second of what a viewer of these layers is sent, headers included: that spatial layer,
     * and what it is built on.
     */
    public long bitrateBps(int spatialId, int temporalId, long nowNs) {
        roll(nowNs);
        long now = 0;
        long before = 0;
        for (int s = 0; s <= spatialId; s++) {
            for (int t = 0; t <= temporalId; t++) {
                int cell = s * LAYERS + t;
                now += s == spatialId ? bytes[cell] : used[cell];
                before += s == spatialId ? bytesBefore[cell] : usedBefore[cell];
            }
        }
        return Math.round(8 * perSecond(now, before, nowNs));
    }

    /** Frames a second up to that temporal layer. */
    public double framesPerSecond(int temporalId, long nowNs) {
        roll(nowNs);
        long now = 0;
        long before = 0;
        for (int t = 0; t <= temporalId; t++) {
            now += frames[t];
            before += framesBefore[t];
        }
        return perSecond(now, before, nowNs);
    }

    private double perSecond(long now, long before, long nowNs) {
        long span = (hasBefore ? WINDOW_NS : 0) + nowNs - windowNs;
        return (now + before) * NS_PER_SECOND / Math.max(SHORTEST_NS, span);
    }
}
