package dev.bluesky.wire.rtcp;

import java.util.List;

/**
 * A command to make key frames (RFC 5104 section 4.3.1).
 *
 * @param senderSsrc who asks
 * @param entries one for each stream, bounded by the datagram
 */
public record FullIntraRequest(int senderSsrc, List<Entry> entries) implements RtcpPacket {
    /**
     * One stream's command.
     *
     * @param ssrc the stream that shall have a key frame
     * @param sequenceNumber 0 to 255; the same number means the same request, repeated
     */
    public record Entry(int ssrc, int sequenceNumber) {}
}
