package dev.bluesky.wire.rtcp;

import java.util.List;

/**
 * A receiver report (RFC 3550 section 6.4.2).
 *
 * @param ssrc who reports
 * @param blocks at most 31
 */
public record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPacket {}
