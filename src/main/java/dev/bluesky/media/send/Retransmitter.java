package dev.bluesky.media.send;

import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import org.jspecify.annotations.Nullable;

/**
 * Answers a viewer's NACKs. It keeps how each packet was rewritten, not the packet, and makes the
 * copy again from the source's {@link RetransmissionCache}.
 *
 * <p>A flood of NACKs gets no more than one copy of a packet in a round trip, and no more bytes
 * than the budget, of which half a second can be saved up.
 */
final class Retransmitter {

    /** Among how many of the newest packets the largest is chosen to probe with. */
    private static final int PROBE_CHOICE = 8;

    private static final long NEVER_NS = Long.MIN_VALUE;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final StreamIdentity identity;
    private final PacketCopier copier;
    private final long budgetBytesPerSecond;
    private final SentPackets packets;
    private final RtpView view = new RtpView();
    private @Nullable RetransmissionCache cache;
    private OutboundFormat format = OutboundFormat.of(0);
    private int rtxSequenceNumber;
    private int newest;
    private int newestTimestamp;
    private int probePayloadType = OutboundFormat.NONE;
    private long savedBytes;
    private long savedAtNs = NEVER_NS;
    private int length;

    Retransmitter(
            StreamIdentity identity,
            PacketCopier copier,
            int firstRtxSequenceNumber,
            ResendLimits limits) {
        this.identity = identity;
        this.copier = copier;
        budgetBytesPerSecond = limits.bytesPerSecond();
        rtxSequenceNumber = firstRtxSequenceNumber;
        packets = new SentPackets(limits.packets());
    }

    /** Forgets what came from the source before: a key frame makes it useless. */
    void switchTo(RetransmissionCache other, OutboundFormat itsFormat) {
        cache = other;
        format = itsFormat;
        probeWith(itsFormat.rtxPayloadType());
        forget();
    }

    /** What was sent so far is not sent again. */
    void forget() {
        packets.clear();
    }

    void probeWith(int rtxPayloadType) {
        probePayloadType = rtxPayloadType;
    }

    /** Whether retransmissions have a stream of their own. */
    boolean usesRtx() {
        return identity.rtxSsrc() != 0 && format.rtxPayloadType() != OutboundFormat.NONE;
    }

    void sent(int sequenceNumber, int source, int timestamp, long patch) {
        newest = sequenceNumber;
        newestTimestamp = timestamp;
        packets.put(sequenceNumber, source, timestamp, patch);
    }

    DropReason resend(
            int sequenceNumber, long nowNs, long roundTripNs, byte[] target, int targetOffset) {
        length = 0;
        int place = packets.find(sequenceNumber);
        if (!usesRtx() && identity.extensions().areStampedOnLeaving()) {
            return DropReason.NOT_REPEATABLE;
        }
        if (place == SentPackets.NOWHERE || !find(place, nowNs)) {
            return DropReason.NOT_CACHED;
        }
        if (packets.wasResent(place) && nowNs - packets.resentNs(place) < roundTripNs) {
            return DropReason.RESENT_RECENTLY;
        }
        if (!hasBudget(view.length(), nowNs)) {
            return DropReason.OVER_BUDGET;
        }
        length = usesRtx() ? rtx(place, target, targetOffset) : copy(place, target, targetOffset);
        if (length == 0) {
            return DropReason.NO_ROOM;
        }
        savedBytes -= length;
        packets.resent(place, nowNs);
        return DropReason.NONE;
    }

    /**
     * Writes a packet that fills the path and tells nothing new: a large one of the newest once
     * more, or padding. Its length is 0 where there are no retransmissions of their own.
     */
    void probe(long nowNs, byte[] target, int targetOffset) {
        length = 0;
        if (identity.rtxSsrc() == 0 || probePayloadType == OutboundFormat.NONE) {
            return;
        }
        int largest = largest(nowNs);
        if (largest != SentPackets.NOWHERE && find(largest, nowNs)) {
            length = rtx(largest, target, targetOffset);
            return;
        }
        length =
                copier.probe(
                        probePayloadType, rtxSequenceNumber, newestTimestamp, target, targetOffset);
        rtxSequenceNumber = rtxSequenceNumber + 1 & 0xFFFF;
    }

    private int largest(long nowNs) {
        int largest = SentPackets.NOWHERE;
        int bytes = 0;
        for (int i = 0; i < PROBE_CHOICE; i++) {
            int place = packets.find(newest - i & 0xFFFF);
            if (place != SentPackets.NOWHERE && find(place, nowNs) && view.length() > bytes) {
                largest = place;
                bytes = view.length();
            }
        }
        return largest;
    }

    /** The length of what was written last. */
    int length() {
        return length;
    }

    private boolean find(int place, long nowNs) {
        return cache != null && cache.find(packets.source(place), nowNs, view);
    }

    private int copy(int place, byte[] target, int targetOffset) {
        return copier.copy(
                view,
                packets.number(place),
                packets.timestamp(place),
                packets.patch(place),
                target,
                targetOffset);
    }

    private int rtx(int place, byte[] target, int targetOffset) {
        int at = targetOffset + Rtx.OSN_BYTES;
        int plain = copy(place, target, at);
        if (plain == 0 || !view.wrap(target, at, plain)) {
            return 0;
        }
        Rtx.wrap(view, identity.rtxSsrc(), format.rtxPayloadType(), rtxSequenceNumber);
        rtxSequenceNumber = rtxSequenceNumber + 1 & 0xFFFF;
        return view.length();
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
