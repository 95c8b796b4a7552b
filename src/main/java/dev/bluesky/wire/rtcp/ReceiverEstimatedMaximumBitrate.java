package dev.bluesky.wire.rtcp;

/**
 * REMB (draft-alvestrand-rmcat-remb-03): how much the receiver thinks that the path carries.
 *
 * @param senderSsrc who estimates
 * @param bitrateBps bits per second for all streams together: 0 to below 2^63
 * @param streams at most 255
 */
public record ReceiverEstimatedMaximumBitrate(int senderSsrc, long bitrateBps, SsrcList streams)
        implements RtcpPacket {

    static final int MANTISSA_BITS = 18;

    /** The exponent by which the mantissa must be shifted to hold that bitrate. */
    static int exponent(long bitrateBps) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(bitrateBps);
        return Math.max(0, bits - MANTISSA_BITS);
    }
}
