package dev.bluesky.media.send;

/**
 * What stays the same of a stream, whatever source feeds it and in whatever format.
 *
 * @param ssrc of the stream
 * @param rtxSsrc of its retransmissions (RFC 4588), 0 if they are sent plain
 * @param clockRateHz of its timestamps: all formats of a stream have the same
 * @param extensions those that the server writes itself
 */
public record StreamIdentity(int ssrc, int rtxSsrc, int clockRateHz, OwnExtensions extensions) {}
