package dev.bluesky.media.send;

/**
 * The viewer's payload types for the codec of one source. A stream changes its format when it is
 * switched to a source of another codec.
 *
 * @param payloadType of the codec
 * @param rtxPayloadType of the codec's retransmissions, or {@link #NONE}
 */
public record OutboundFormat(int payloadType, int rtxPayloadType) {

    /** In place of a payload type that the viewer does not have. */
    public static final int NONE = -1;

    /** The codec alone. */
    public static OutboundFormat of(int payloadType) {
        return new OutboundFormat(payloadType, NONE);
    }

    /** The same with retransmissions of their own payload type (RFC 4588). */
    public OutboundFormat withRtx(int payloadTypeOfRtx) {
        return new OutboundFormat(payloadType, payloadTypeOfRtx);
    }
}
