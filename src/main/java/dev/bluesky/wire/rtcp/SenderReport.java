package dev.bluesky.wire.rtcp;

import java.util.List;

/**
 * A sender report (RFC 3550 section 6.4.1).
 *
 * @param ssrc the sender's stream
 * @param ntpTime the 64-bit NTP time that the timestamp corresponds to, by the sender's clock
 * @param rtpTimestamp the stream's timestamp at that time
 * @param packetCount packets sent since the beginning, 32 bits
 * @param octetCount payload bytes sent since the beginning, 32 bits
 * @param blocks at most 31
 */
public record SenderReport(
        int ssrc,
        long ntpTime,
        int rtpTimestamp,
        long packetCount,
        long octetCount,
        List<ReportBlock> blocks)
        implements RtcpPacket {}
