package dev.bluesky.media.forward;

import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.SequenceNumber;

/**
 * Keeps a source from a viewer until a packet at which a decoder can begin. A key frame whose later
 * packets came first, and were refused, would begin with a hole that nobody fills, so it is let go.
 */
final class KeyFrameGate {

    private static final long RETRY_NS = 500_000_000L;

    private int newestRefused = -1;
    private boolean asked;
    private long askedNs;

    /** Begins to wait. */
    void close() {
        newestRefused = -1;
        asked = false;
    }

    /** Whether the viewer's stream can begin with this packet; if not, why. */
    DropReason judge(RtpView packet, FrameInfo info) {
        int number = packet.sequenceNumber();
        boolean late = newestRefused >= 0 && !SequenceNumber.isNewer(number, newestRefused);
        if (info.startsKeyFrame() && !late) {
            return DropReason.NONE;
        }
        if (!late) {
            newestRefused = number;
        }
        if (!info.startsKeyFrame()) {
            return DropReason.WAITING_FOR_KEY_FRAME;
        }
        asked = false;
        return DropReason.REORDERED_KEY_FRAME;
    }

    /** Whether to ask for a key frame now: at first, and again while none comes. */
    boolean shouldAsk(long nowNs) {
        if (asked && nowNs - askedNs < RETRY_NS) {
            return false;
        }
        asked = true;
        askedNs = nowNs;
        return true;
    }
}
