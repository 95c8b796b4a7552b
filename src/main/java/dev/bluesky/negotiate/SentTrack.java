package dev.bluesky.negotiate;

/**
 * What the answer to a viewer announces for a section (RFC 5576, RFC 8830).
 *
 * @param streamId msid stream; the same for what plays in step
 * @param trackId msid track
 * @param cname RTCP canonical name; the same for what plays in step
 * @param ssrc 32 bits, of the media
 * @param rtxSsrc 32 bits, of its retransmissions
 */
public record SentTrack(String streamId, String trackId, String cname, long ssrc, long rtxSsrc) {}
