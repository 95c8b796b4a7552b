package dev.bluesky.wire.rtcp;

import java.util.List;

/**
 * The canonical names of a source description (RFC 3550 section 6.5); other items are skipped.
 *
 * @param names at most 31, of the chunks that have one
 */
public record SourceDescription(List<CanonicalName> names) implements RtcpPacket {
    /**
     * The name that a sender's streams share, and hold on to when an SSRC changes.
     *
     * @param ssrc the stream
     * @param cname at most 255 bytes of whatever the peer wrote, as UTF-8
     */
    public record CanonicalName(int ssrc, String cname) {}
}
