package dev.bluesky.media.receive;

import dev.bluesky.wire.rtcp.RtcpWriter;

/**
 * Asks one video source for key frames, on behalf of everybody who needs one: at most once in
 * {@link #INTERVAL_NS}, again until one came, at most {@link #MAX_TRIES} times for one need. The
 * first repetition comes earlier: libwebrtc lets a request pass that follows one for another of its
 * sizes within 300 ms, and viewers wait for it.
 */
public final class KeyFrameRequester {
    public static final long INTERVAL_NS = 500_000_000L;
    public static final long FIRST_REPETITION_NS = 350_000_000L;
    public static final int MAX_TRIES = 20;

    /** The message that the publisher agreed to. */
    public enum Method {
        /** Picture loss indication (RFC 4585). */
        PLI,
        /** Full intra request (RFC 5104). */
        FIR
    }

    private final int mediaSsrc;
    private final Method method;
    private boolean needed;
    private boolean asked;
    private long lastAskedNs;
    private int tries;
    private int firSequenceNumber;
    private long requestsSent;

    public KeyFrameRequester(int mediaSsrc, Method method) {
        this.mediaSsrc = mediaSsrc;
        this.method = method;
    }

    /** Somebody needs a key frame that was not sent yet. After giving up, asking begins anew. */
    public void request() {
        if (!isWaiting()) {
            needed = true;
            tries = 0;
            firSequenceNumber = firSequenceNumber + 1 & 0xFF;
        }
    }

    /** A key frame came. */
    public void keyFrame() {
        needed = false;
    }

    /** Whether one is needed and hoped for. */
    public boolean isWaiting() {
        return needed && tries < MAX_TRIES;
    }

    /** Whether the source never answered. */
    public boolean hasGivenUp() {
        return needed && tries >= MAX_TRIES;
    }

    /** When the source may be asked next; {@link Long#MAX_VALUE} when there is no need. */
    public long nextDueNs(long nowNs) {
        if (!isWaiting()) {
            return Long.MAX_VALUE;
        }
        return asked ? lastAskedNs + intervalNs() : nowNs;
    }

    private long intervalNs() {
        return tries == 1 ? FIRST_REPETITION_NS : INTERVAL_NS;
    }

    /** Writes the request if it is due; false if nothing was written. */
    public boolean drain(RtcpWriter out, int senderSsrc, long nowNs) {
        return isDue(nowNs) && write(out, senderSsrc) && asked(nowNs);
    }

    /** Whether the request is due; then somebody else takes it to the source. */
    public boolean takeDue(long nowNs) {
        return isDue(nowNs) && asked(nowNs);
    }

    private boolean isDue(long nowNs) {
        boolean tooSoon = asked && nowNs - lastAskedNs < intervalNs();
        return isWaiting() && !tooSoon;
    }

    private boolean asked(long nowNs) {
        asked = true;
        lastAskedNs = nowNs;
        tries++;
        requestsSent++;
        return true;
    }

    /** How often the source was asked. */
    public long requestsSent() {
        return requestsSent;
    }

    private boolean write(RtcpWriter out, int senderSsrc) {
        return switch (method) {
            case PLI -> out.pictureLoss(senderSsrc, mediaSsrc);
            case FIR -> out.fullIntraRequest(senderSsrc, mediaSsrc, firSequenceNumber);
        };
    }
}
