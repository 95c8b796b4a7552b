package dev.bluesky.wire.rtcp;

/**
 * A request for a key frame (RFC 4585 section 6.3.1).
 *
 * @param senderSsrc who asks
 * @param mediaSsrc the stream that shall have one
 */
public record PictureLossIndication(int senderSsrc, int mediaSsrc) implements RtcpPacket {}
