package dev.bluesky.media.send;

import dev.bluesky.media.codec.PayloadPatch;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.RedPayload;
import dev.bluesky.wire.rtp.RtpView;

/** Writes a source's packet as a viewer gets it; the same arguments give the same bytes. */
final class PacketCopier {

    private static final int FILLER_BYTES = RtpView.FIXED_HEADER_BYTES + 4;

    private final StreamIdentity identity;
    private final HeaderExtensionWriter extensions = new HeaderExtensionWriter(false);
    private final RtpView copy = new RtpView();
    private OutboundFormat format = OutboundFormat.of(0);
    private byte[] extensionIds = new byte[0];

    PacketCopier(StreamIdentity identity) {
        this.identity = identity;
    }

    /**
     * Goes on with another source.
     *
     * @param ids by the source's header extension id the viewer's, or 0 to leave it out
     */
    void switchTo(OutboundFormat other, byte[] ids) {
        format = other;
        extensionIds = ids.clone();
    }

    /** Writes the copy; its length, or 0 if it does not fit. */
    int copy(
            RtpView source,
            int sequenceNumber,
            int timestamp,
            long patch,
            byte[] target,
            int targetOffset) {
        extensions.clear();
        identity.extensions().addTo(extensions);
        extensions.addMapped(source.extensions(), extensionIds);
        int length = extensions.write(source, target, targetOffset);
        if (length == 0 || !copy.wrap(target, targetOffset, length)) {
            return 0;
        }
        copy.sequenceNumber(sequenceNumber);
        copy.timestamp(timestamp);
        copy.ssrc(identity.ssrc());
        PayloadPatch.apply(target, copy.payloadOffset(), patch);
        boolean red = PayloadPatch.isRed(patch);
        copy.payloadType(red && format.hasRed() ? format.redPayloadType() : format.payloadType());
        return !red || finishRed() ? copy.length() : 0;
    }

    /** Redundant audio under the viewer's numbers, or its primary block alone. */
    private boolean finishRed() {
        byte[] target = copy.buffer();
        int at = copy.payloadOffset();
        int bytes = copy.payloadLength();
        if (format.hasRed()) {
            return RedPayload.payloadType(target, at, bytes, format.payloadType());
        }
        int primary = RedPayload.primaryOffset(target, at, bytes);
        if (primary == RedPayload.MALFORMED) {
            return false;
        }
        System.arraycopy(target, primary, target, at, at + bytes - primary);
        return copy.wrap(target, copy.offset(), copy.length() - (primary - at));
    }

    /** The payload bytes of the last copy. */
    int payloadLength() {
        return copy.payloadLength();
    }

    /** A packet of padding alone, under a number that a viewer waits for. */
    int filler(int sequenceNumber, int timestamp, byte[] target, int targetOffset) {
        if (targetOffset + FILLER_BYTES > target.length) {
            return 0;
        }
        RtpView.writeHeader(
                target,
                targetOffset,
                format.payloadType(),
                sequenceNumber,
                timestamp,
                identity.ssrc());
        copy.wrap(target, targetOffset, RtpView.FIXED_HEADER_BYTES);
        copy.padTo(FILLER_BYTES);
        return FILLER_BYTES;
    }
}
