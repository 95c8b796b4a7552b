package dev.bluesky.media.send;

import dev.bluesky.media.codec.DependencyWriter;
import dev.bluesky.media.codec.PayloadPatch;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RedPayload;
import dev.bluesky.wire.rtp.RtpView;

/** Writes a source's packet as a viewer gets it; the same arguments give the same bytes. */
final class PacketCopier {

    /** The longest element of the two-byte form, and what rewriting may add. */
    private static final int DESCRIPTOR_BYTES = 255 + 8;

    private static final int FILLER_PADDING_BYTES = 4;

    private static final int EVEN_BYTES = 16;

    /** A shorter one is seldom one of many. */
    private static final int EVEN_FROM_BYTES = 512;

    private final StreamIdentity identity;
    private final DependencyWriter dependencies = new DependencyWriter();
    private final byte[] descriptor = new byte[DESCRIPTOR_BYTES];
    private HeaderExtensionWriter extensions = new HeaderExtensionWriter(false);
    private final RtpView copy = new RtpView();
    private final byte[] header = new byte[RtpView.FIXED_HEADER_BYTES];
    private OutboundFormat format = OutboundFormat.of(0);
    private byte[] extensionIds = new byte[0];
    private int dependenciesId;
    private int ownDependenciesId;

    PacketCopier(StreamIdentity identity) {
        this.identity = identity;
    }

    /** Goes on with another source. */
    void switchTo(StreamSource source) {
        format = source.format();
        extensionIds = source.extensionIds().clone();
        dependenciesId = source.dependenciesId();
        ownDependenciesId = extensionIds.length > dependenciesId ? extensionIds[dependenciesId] : 0;
        if (dependenciesId > 0) {
            extensionIds[dependenciesId] = 0; // it is no copy
        }
        // Its structure needs the two-byte form; it is negotiated only together with that.
        extensions = new HeaderExtensionWriter(ownDependenciesId != 0);
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
        if (ownDependenciesId != 0 && PayloadPatch.hasDependencies(patch)) {
            addDependencies(source.extensions(), patch);
        }
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
        if (PayloadPatch.hasMarker(patch)) {
            copy.marker(true);
        }
        return !red || finishRed() ? copy.length() : 0;
    }

    private void addDependencies(HeaderExtensions source, long patch) {
        int element = source.find(dependenciesId);
        if (element == HeaderExtensions.NONE) {
            return;
        }
        int length =
                dependencies.write(
                        source.buffer(),
                        source.dataOffset(element),
                        source.dataLength(element),
                        patch,
                        descriptor);
        if (length > 0) {
            extensions.add(ownDependenciesId & 0xFF, descriptor, 0, length);
        }
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

    /**
     * Pads the last copy to a length that is a multiple of {@value #EVEN_BYTES}, if it fits:
     * packets of a frame differ by a byte or so, and those of one length leave as one.
     *
     * @return its length
     */
    int even() {
        int length = copy.length();
        int even = (length + EVEN_BYTES - 1) / EVEN_BYTES * EVEN_BYTES;
        return length >= EVEN_FROM_BYTES && copy.padTo(even) ? even : length;
    }

    /** A packet of padding alone, under a number that a viewer waits for. */
    int filler(int sequenceNumber, int timestamp, byte[] target, int targetOffset) {
        int ssrc = identity.ssrc();
        return padding(
                format.payloadType(),
                sequenceNumber,
                timestamp,
                ssrc,
                FILLER_PADDING_BYTES,
                target,
                targetOffset);
    }

    /** A packet of padding of the stream's retransmissions, which carries nothing. */
    int probe(
            int payloadType,
            int rtxSequenceNumber,
            int timestamp,
            byte[] target,
            int targetOffset) {
        return padding(
                payloadType,
                rtxSequenceNumber,
                timestamp,
                identity.rtxSsrc(),
                RtpView.MAX_PADDING_BYTES,
                target,
                targetOffset);
    }

    private int padding(
            int payloadType,
            int sequenceNumber,
            int timestamp,
            int ssrc,
            int bytes,
            byte[] target,
            int targetOffset) {
        RtpView.writeHeader(header, 0, payloadType, sequenceNumber, timestamp, ssrc);
        copy.wrap(header, 0, header.length);
        extensions.clear();
        identity.extensions().addTo(extensions);
        int length = extensions.write(copy, target, targetOffset);
        boolean written =
                length > 0 && copy.wrap(target, targetOffset, length) && copy.padTo(length + bytes);
        return written ? copy.length() : 0;
    }
}
