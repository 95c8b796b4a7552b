package dev.bluesky.wire.rtcp;

/**
 * Streams that end (RFC 3550 section 6.6). The peer may name streams that are not its own.
 *
 * @param sources at most 31
 */
public record Goodbye(SsrcList sources) implements RtcpPacket {}
