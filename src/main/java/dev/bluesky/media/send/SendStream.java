package dev.bluesky.media.send;

import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.codec.PayloadPatch;
import dev.bluesky.wire.rtp.RtpView;

/**
 * One RTP stream to one viewer. Its numbers are its own; the sources that feed it, one after the
 * other, come by {@link #switchTo}. A packet is written into the caller's buffer, and {@link
 * #length()} tells how long it is.
 */
public final class SendStream {

    private final StreamIdentity identity;
    private final SequenceRewriter sequence;
    private final TimestampRewriter timestamps;
    private final PictureRewriter pictures;
    private final PacketCopier copier;
    private final Retransmitter retransmitter;
    private int length;
    private int switches;
    private long packets;
    private long octets;

    /**
     * @param start where the stream's numbers begin
     * @param limits of what NACKs can make us send
     */
    public SendStream(StreamIdentity identity, FirstNumbers start, ResendLimits limits) {
        this.identity = identity;
        sequence = new SequenceRewriter(start.sequenceNumber());
        timestamps = new TimestampRewriter(identity.clockRateHz(), start.timestamp());
        pictures = new PictureRewriter(start.pictureId());
        copier = new PacketCopier(identity);
        retransmitter = new Retransmitter(identity, copier, start.rtxSequenceNumber(), limits);
    }

    /**
     * Goes on with another source, or with the same after a pause, from this packet on; for video
     * it starts a key frame. The packet itself is then sent by {@link #write}. What came before is
     * not sent again any more, also because its payload types may have been others.
     */
    public void switchTo(RtpView first, FrameInfo info, StreamSource source, long nowNs) {
        sequence.switchTo(first.sequenceNumber());
        timestamps.switchTo(first.timestamp(), source.timing(), nowNs);
        pictures.switchTo(info);
        retransmitter.switchTo(source.cache(), source.format());
        copier.switchTo(source);
        switches++;
    }

    /** Whether the source cannot be followed to this packet; then it must be switched to anew. */
    public boolean isJump(RtpView packet) {
        return switches > 0 && sequence.isJump(packet.sequenceNumber());
    }

    /**
     * Writes a packet of the present source as the viewer gets it.
     *
     * @return {@link DropReason#NONE} if {@link #length()} bytes were written
     */
    public DropReason write(
            RtpView packet, FrameInfo info, long nowNs, byte[] target, int targetOffset) {
        return write(packet, info, PayloadPatch.NONE, nowNs, target, targetOffset);
    }

    /**
     * The same, with other changes than those of numbers.
     *
     * @param marks the marker and the decode targets of a {@link PayloadPatch}
     */
    public DropReason write(
            RtpView packet,
            FrameInfo info,
            long marks,
            long nowNs,
            byte[] target,
            int targetOffset) {
        length = 0;
        int number = sequence.rewrite(packet.sequenceNumber());
        if (number < 0) {
            return sequence.reason();
        }
        int timestamp = timestamps.rewrite(packet.timestamp(), nowNs);
        long patch = pictures.patch(info) | marks;
        length = copier.copy(packet, number, timestamp, patch, target, targetOffset);
        if (length == 0) {
            return DropReason.NO_ROOM;
        }
        count(copier.payloadLength());
        if (retransmitter.usesRtx()) {
            length = copier.even(); // What is sent again plain is byte for byte the same.
        }
        retransmitter.sent(number, packet.sequenceNumber(), timestamp, patch);
        return DropReason.NONE;
    }

    /**
     * Leaves a packet of the present source out. When a newer one has gone out before it, the
     * viewer waits for its number: then a packet of padding is written in its place.
     *
     * @return whether {@link #length()} bytes were written
     */
    public boolean leaveOut(
            RtpView packet, FrameInfo info, long nowNs, byte[] target, int targetOffset) {
        length = 0;
        pictures.leaveOut(info);
        if (sequence.leaveOut(packet.sequenceNumber())) {
            return false;
        }
        int number = sequence.rewrite(packet.sequenceNumber());
        if (number < 0) {
            return false;
        }
        int timestamp = timestamps.rewrite(packet.timestamp(), nowNs);
        length = copier.filler(number, timestamp, target, targetOffset);
        if (length > 0) {
            count(0);
        }
        return length > 0;
    }

    /** Whether another packet of the same picture was left out. */
    public boolean isPictureLeftOut(FrameInfo info) {
        return pictures.isLeftOut(info);
    }

    /**
     * Writes a packet again that the viewer misses: by RTX if that is negotiated, else plain and
     * byte for byte as before.
     *
     * @param roundTripNs the same packet is sent again at most once in that time
     * @return {@link DropReason#NONE} if {@link #length()} bytes were written
     */
    public DropReason resend(
            int sequenceNumber, long nowNs, long roundTripNs, byte[] target, int targetOffset) {
        DropReason reason =
                retransmitter.resend(sequenceNumber, nowNs, roundTripNs, target, targetOffset);
        length = retransmitter.length();
        if (reason == DropReason.NONE && !retransmitter.usesRtx()) {
            count(copier.payloadLength());
        }
        return reason;
    }

    /**
     * Writes a packet that fills the path and tells the viewer nothing new, under the SSRC of
     * retransmissions.
     *
     * @return whether {@link #length()} bytes were written; false without retransmissions of their
     *     own
     */
    public boolean probe(long nowNs, byte[] target, int targetOffset) {
        retransmitter.probe(nowNs, target, targetOffset);
        length = retransmitter.length();
        return length > 0;
    }

    /** The payload type of what fills the path before there was a source. */
    public void probeWith(int rtxPayloadType) {
        retransmitter.probeWith(rtxPayloadType);
    }

    /** What was sent so far is not sent again, because what follows will not need it. */
    public void forgetSent() {
        retransmitter.forget();
    }

    /**
     * A packet that was written last does not leave, nor will anything more of the present source
     * before the next {@link #switchTo}: its number is free again. To be called from the newest
     * packet backwards.
     */
    public void takeBack(int sequenceNumber) {
        sequence.takeBack(sequenceNumber);
    }

    /** Whether what is sent again goes by RTX, under its own SSRC and numbers. */
    public boolean resendsByRtx() {
        return retransmitter.usesRtx();
    }

    private void count(int payloadBytes) {
        packets++;
        octets += payloadBytes;
    }

    /** The bytes of the packet that was written last, 0 if none was. */
    public int length() {
        return length;
    }

    /** What stays the same. */
    public StreamIdentity identity() {
        return identity;
    }

    /** The viewer's timestamp of a moment that has this timestamp at the present source. */
    public int timestampOf(int sourceTimestamp) {
        return timestamps.shifted(sourceTimestamp);
    }

    /** How often a source was switched to. */
    public int switches() {
        return switches;
    }

    /** Packets sent under the stream's SSRC. */
    public long packets() {
        return packets;
    }

    /** Payload bytes sent under the stream's SSRC. */
    public long octets() {
        return octets;
    }
}
