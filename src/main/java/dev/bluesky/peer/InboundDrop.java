package dev.bluesky.peer;

/** Why a publisher's authenticated packet was not routed. */
public enum InboundDrop {
    /** The header lies about CSRCs, extensions or padding. */
    MALFORMED_RTP,
    /** A payload type that its media section did not negotiate. */
    UNKNOWN_PAYLOAD_TYPE,
    /** No media section can be told from MID, SSRC or payload type. */
    UNKNOWN_SECTION,
    /** More streams at a time than a peer may have. */
    TOO_MANY_STREAMS,
    /** It was here before. */
    DUPLICATE,
    /** Older than its stream remembers. */
    TOO_OLD,
    /** Far from all others of its stream; if the next one follows it, the stream restarts. */
    SEQUENCE_JUMP,
    /** Late, and in the codec that the stream had before. */
    CODEC_BEFORE,
    /** A probe: a retransmission without anything in it. */
    RTX_PROBE,
    /** A retransmission of a stream that nobody has seen. */
    RTX_OF_UNKNOWN,
    /** A larger or smaller form of a picture that is forwarded in another one. */
    LAYER_NOT_FORWARDED,
    /** RTP from a peer that only receives. */
    NOT_A_PUBLISHER,
    /** A compound that lies about its lengths. */
    MALFORMED_RTCP,
    /** An RTCP packet that nobody here acts on. */
    IGNORED_RTCP,
    /** An RTCP packet about a stream that is not the peer's. */
    FOREIGN_RTCP
}
