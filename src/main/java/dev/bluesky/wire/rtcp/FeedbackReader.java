package dev.bluesky.wire.rtcp;

import dev.bluesky.wire.NetworkOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads feedback messages, which all begin with the SSRCs of the sender and of the media (RFC 4585
 * section 6.1). Empty means that the content contradicts the length, or itself.
 */
final class FeedbackReader {
    private static final int SSRCS_BYTES = 8;
    private static final int FIR_ENTRY_BYTES = 8;
    private static final int REMB_FIXED_BYTES = SSRCS_BYTES + 8;

    private FeedbackReader() {}

    static Optional<RtcpPacket> genericNack(byte[] b, int at, int end) {
        return end - at < SSRCS_BYTES + GenericNack.ENTRY_BYTES
                ? Optional.empty()
                : Optional.of(GenericNack.read(b, at, end));
    }

    static Optional<RtcpPacket> transportFeedback(byte[] b, int at, int end) {
        return TransportFeedback.read(b, at, end).map(feedback -> feedback);
    }

    static Optional<RtcpPacket> pictureLoss(byte[] b, int at, int end) {
        return end - at < SSRCS_BYTES
                ? Optional.empty()
                : Optional.of(
                        new PictureLossIndication(
                                NetworkOrder.int32(b, at), NetworkOrder.int32(b, at + 4)));
    }

    static Optional<RtcpPacket> fullIntraRequest(byte[] b, int at, int end) {
        int count = (end - at - SSRCS_BYTES) / FIR_ENTRY_BYTES;
        if (count < 1) {
            return Optional.empty();
        }
        List<FullIntraRequest.Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int entry = at + SSRCS_BYTES + FIR_ENTRY_BYTES * i;
            entries.add(
                    new FullIntraRequest.Entry(
                            NetworkOrder.int32(b, entry), NetworkOrder.uint8(b, entry + 4)));
        }
        return Optional.of(new FullIntraRequest(NetworkOrder.int32(b, at), List.copyOf(entries)));
    }

    /** Whether the application-layer feedback is a REMB; others use that format too. */
    static boolean isRemb(byte[] b, int at, int end) {
        return end - at >= REMB_FIXED_BYTES
                && NetworkOrder.int32(b, at + SSRCS_BYTES) == PacketType.REMB_NAME;
    }

    static Optional<RtcpPacket> remb(byte[] b, int at, int end) {
        int word = NetworkOrder.int32(b, at + SSRCS_BYTES + 4);
        int streams = word >>> 24;
        int exponent = word >> ReceiverEstimatedMaximumBitrate.MANTISSA_BITS & 0x3F;
        long mantissa = word & (1L << ReceiverEstimatedMaximumBitrate.MANTISSA_BITS) - 1;
        boolean overflows = Long.numberOfLeadingZeros(mantissa) <= exponent && mantissa != 0;
        if (overflows || at + REMB_FIXED_BYTES + 4 * streams > end) {
            return Optional.empty();
        }
        return Optional.of(
                new ReceiverEstimatedMaximumBitrate(
                        NetworkOrder.int32(b, at),
                        mantissa << exponent,
                        SsrcList.read(b, at + REMB_FIXED_BYTES, streams)));
    }
}
