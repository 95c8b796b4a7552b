package dev.bluesky.stats;

/**
 * The packets of a track.
 *
 * @param count received of the publisher, or sent to the viewer; without retransmissions that have
 *     an SSRC of their own
 * @param bytes of those RTP packets, headers included
 * @param lost on the way, as the receiving side says; duplicates can make it negative
 * @param retransmitted recovered by retransmission from the publisher, or sent again to the viewer
 */
public record PacketStatistics(long count, long bytes, long lost, long retransmitted) {}
