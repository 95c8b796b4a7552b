package dev.bluesky.media.send;

import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import java.util.Arrays;

/**
 * Answers a viewer's NACKs. It keeps how each packet was rewritten, not the packet, and makes the
 * copy again from the source's {@link RetransmissionCache}.
 *
 * <p>A flood of NACKs gets no more than one copy of a packet in a round trip, and no more bytes
 * than the budget, of which half a second can be saved up.
 */
final class Retransmitter {

    /** How many packets back a viewer can ask: powers of two, for some two seconds. */
    private static final int VIDEO_PACKETS = 1024;

    private static final int AUDIO_PACKETS = 128;

    private static final int NOTHING = -1;
    private static final long NEVER_NS = Long.MIN_VALUE;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int SCRATCH_BYTES = 1600;

    private final OutboundFormat format;
    private final PacketCopier copier;
    private final long budgetBytesPerSecond;
    private final int[] sequenceNumbers;
    private final int[] sources;
    private final int[] timestamps;
    private final long[] patches;
    private final long[] resentNs;
    private final RtpView view = new RtpView();
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private RetransmissionCache cache;
    private int rtxSequenceNumber;
    private long savedBytes;
    private long savedAtNs = NEVER_NS;
    private int length;

    Retransmitter(
            OutboundFormat format,
            PacketCopier copier,
            RetransmissionCache cache,
            int firstRtxSequenceNumber,
            long budgetBytesPerSecond) {
        this.format = format;
        this.copier = copier;
        this.cache = cache;
        this.budgetBytesPerSecond = budgetBytesPerSecond;
        rtxSequenceNumber = firstRtxSequenceNumber;
        int packets = format.codec().needsKeyFrame() ? VIDEO_PACKETS : AUDIO_PACKETS;
        sequenceNumbers = new int[packets];
        sources = new int[packets];
        timestamps = new int[packets];
        patches = new long[packets];
        resentNs = new long[packets];
        Arrays.fill(sequenceNumbers, NOTHING);
    }

    /** Forgets what came from the source before: a key frame makes it useless. */
    void switchTo(RetransmissionCache other) {
        cache = other;
        Arrays.fill(sequenceNumbers, NOTHING);
    }

    void sent(int sequenceNumber, int source, int timestamp, long patch) {
        int slot = sequenceNumber & (sequenceNumbers.length - 1);
        sequenceNumbers[slot] = sequenceNumber;
        sources[slot] = source;
        timestamps[slot] = timestamp;
        patches[slot] = patch;
        resentNs[slot] = NEVER_NS;
    }

    DropReason resend(
            int sequenceNumber, long nowNs, long roundTripNs, byte[] target, int targetOffset) {
        length = 0;
        int slot = sequenceNumber & (sequenceNumbers.length - 1);
        if (!format.hasRtx() && format.extensions().areStampedOnLeaving()) {
            return DropReason.NOT_REPEATABLE;
        }
        if (sequenceNumbers[slot] != sequenceNumber || !cache.find(sources[slot], nowNs, view)) {
            return DropReason.NOT_CACHED;
        }
        if (resentNs[slot] != NEVER_NS && nowNs - resentNs[slot] < roundTripNs) {
            return DropReason.RESENT_RECENTLY;
        }
        if (!hasBudget(view.length(), nowNs)) {
            return DropReason.OVER_BUDGET;
        }
        length =
                format.hasRtx()
                        ? rtx(slot, target, targetOffset)
                        : copy(slot, target, targetOffset);
        if (length == 0) {
            return DropReason.NO_ROOM;
        }
        savedBytes -= length;
        resentNs[slot] = nowNs;
        return DropReason.NONE;
    }

    /** The length of what was written last. */
    int length() {
        return length;
    }

    private int copy(int slot, byte[] target, int targetOffset) {
        return copier.copy(
                view, sequenceNumbers[slot], timestamps[slot], patches[slot], target, targetOffset);
    }

    private int rtx(int slot, byte[] target, int targetOffset) {
        int plain = copy(slot, scratch, 0);
        if (plain == 0 || !view.wrap(scratch, 0, plain)) {
            return 0;
        }
        int written =
                Rtx.wrap(
                        view,
                        target,
                        targetOffset,
                        format.rtxSsrc(),
                        format.rtxPayloadType(),
                        rtxSequenceNumber);
        if (written > 0) {
            rtxSequenceNumber = rtxSequenceNumber + 1 & 0xFFFF;
        }
        return written;
    }

    private boolean hasBudget(int bytes, long nowNs) {
        long most = budgetBytesPerSecond / 2;
        if (savedAtNs == NEVER_NS || nowNs - savedAtNs >= NS_PER_SECOND) {
            savedBytes = most;
        } else {
            long earned = (nowNs - savedAtNs) * budgetBytesPerSecond / NS_PER_SECOND;
            if (earned == 0) {
                return savedBytes >= bytes;
            }
            savedBytes = Math.min(most, savedBytes + earned);
        }
        savedAtNs = nowNs;
        return savedBytes >= bytes;
    }
}
