package dev.bluesky.it.raw;

/**
 * One stream of an m-line that we send in.
 *
 * @param rid its name among the sizes of one picture (RFC 8852), at most 16 letters and digits; ""
 *     if it is the only stream
 * @param ssrc of the media
 * @param rtxSsrc of its retransmissions
 */
public record RawLayer(String rid, int ssrc, int rtxSsrc) {}
