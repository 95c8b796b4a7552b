package dev.bluesky.media.send;

/**
 * The viewer's payload types for the codec of one source. A stream changes its format when it is
 * switched to a source of another codec.
 *
 * @param payloadType of the codec
 * @param redPayloadType of redundant audio around the codec (RFC 2198), or {@link #NONE}
 * @param rtxPayloadType of the codec's retransmissions, or {@link #NONE}
 */
public record OutboundFormat(int payloadType, int redPayloadType, int rtxPayloadType) {

    /** In place of a payload type that the viewer does not have. */
    public static final int NONE = -1;

    /** The codec alone. */
    public static OutboundFormat of(int payloadType) {
        return new OutboundFormat(payloadType, NONE, NONE);
    }

    /** The same with retransmissions of their own payload type (RFC 4588). */
    public OutboundFormat withRtx(int payloadTypeOfRtx) {
        return new OutboundFormat(payloadType, redPayloadType, payloadTypeOfRtx);
    }

    /** The same with redundant audio, which is otherwise unwrapped for the viewer. */
    public OutboundFormat withRed(int payloadTypeOfRed) {
        return new OutboundFormat(payloadType, payloadTypeOfRed, rtxPayloadType);
    }

    boolean hasRed() {
        return redPayloadType != NONE;
    }
}
