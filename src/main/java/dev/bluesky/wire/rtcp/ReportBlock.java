package dev.bluesky.wire.rtcp;

/**
 * What a receiver says about one stream (RFC 3550 section 6.4.1).
 *
 * @param ssrc the stream
 * @param fractionLost since the last report, in 256ths
 * @param cumulativeLost since the beginning, 24 bits signed: duplicates can make it negative
 * @param extendedHighestSequenceNumber roll-overs times 65536 plus the highest sequence number
 * @param jitter in ticks of the stream's clock
 * @param lastSenderReport the middle 32 bits of the last sender report's NTP time, 0 if none came
 * @param delaySinceLastSenderReport in 65536ths of a second
 */
public record ReportBlock(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        long extendedHighestSequenceNumber,
        long jitter,
        int lastSenderReport,
        long delaySinceLastSenderReport) {

    /**
     * The round-trip time (RFC 3550 section 6.4.1), or -1 if the receiver had no sender report or
     * its figures contradict the clock.
     *
     * @param ntpNow the 64-bit NTP time when the report arrived, of the sender reports' clock
     */
    public long roundTripNs(long ntpNow) {
        if (lastSenderReport == 0) {
            return -1;
        }
        int trip = (int) (ntpNow >>> 16) - lastSenderReport - (int) delaySinceLastSenderReport;
        return trip < 0 ? -1 : (trip * 1_000_000_000L) >> 16;
    }
}
