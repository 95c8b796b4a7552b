package dev.bluesky.wire.rtp;

import dev.bluesky.wire.NetworkOrder;

/**
 * Retransmissions (RFC 4588 section 4): an SSRC, payload type and sequence of their own; the
 * payload begins with the original sequence number (OSN), the rest is the original payload.
 */
public final class Rtx {
    public static final int OSN_BYTES = 2;

    private Rtx() {}

    /** The sequence number that the packet repeats, or -1 if it has no payload (a probe). */
    public static int originalSequenceNumber(RtpView rtx) {
        return rtx.payloadLength() < OSN_BYTES
                ? -1
                : NetworkOrder.uint16(rtx.buffer(), rtx.payloadOffset());
    }

    /**
     * Turns a retransmission into the original packet, in place: the header moves two bytes toward
     * the payload, so afterwards the view's packet begins two bytes later. Extensions stay those of
     * the retransmission.
     *
     * @return false, and nothing is changed, if it repeats no packet: padding only, or one byte
     */
    public static boolean unwrap(RtpView view, int originalSsrc, int originalPayloadType) {
        int osn = originalSequenceNumber(view);
        if (osn < 0) {
            return false;
        }
        byte[] buffer = view.buffer();
        int offset = view.offset();
        int headerLength = view.payloadOffset() - offset;
        System.arraycopy(buffer, offset, buffer, offset + OSN_BYTES, headerLength);
        if (!view.wrap(buffer, offset + OSN_BYTES, view.length() - OSN_BYTES)) {
            return false;
        }
        view.sequenceNumber(osn);
        view.ssrc(originalSsrc);
        view.payloadType(originalPayloadType);
        return true;
    }

    /**
     * Turns a packet into its retransmission, in place: the header moves two bytes away from the
     * payload, so afterwards the view's packet begins two bytes earlier. The buffer must have them.
     */
    public static void wrap(RtpView view, int rtxSsrc, int rtxPayloadType, int rtxSequenceNumber) {
        byte[] buffer = view.buffer();
        int offset = view.offset();
        int headerLength = view.payloadOffset() - offset;
        int osn = view.sequenceNumber();
        System.arraycopy(buffer, offset, buffer, offset - OSN_BYTES, headerLength);
        NetworkOrder.put16(buffer, view.payloadOffset() - OSN_BYTES, osn);
        view.wrap(buffer, offset - OSN_BYTES, view.length() + OSN_BYTES);
        view.payloadType(rtxPayloadType);
        view.sequenceNumber(rtxSequenceNumber);
        view.ssrc(rtxSsrc);
    }
}
