package dev.bluesky.media.send;

import dev.bluesky.media.codec.Codec;

/**
 * What was negotiated with a viewer for one stream.
 *
 * @param ssrc of the stream
 * @param payloadType the viewer's number for the codec
 * @param rtxSsrc of its retransmissions (RFC 4588), 0 if they are sent plain
 * @param rtxPayloadType of its retransmissions, unused without them
 * @param extensions those that the server writes itself
 */
public record OutboundFormat(
        Codec codec,
        int ssrc,
        int payloadType,
        int rtxSsrc,
        int rtxPayloadType,
        OwnExtensions extensions) {

    /** Whether retransmissions have a stream of their own. */
    public boolean hasRtx() {
        return rtxSsrc != 0;
    }
}
