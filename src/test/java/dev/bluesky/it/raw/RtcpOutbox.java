package dev.bluesky.it.raw;

import dev.bluesky.wire.rtcp.RtcpWriter;
import java.util.Arrays;
import java.util.function.Consumer;

/** What we ask of the server and tell it, in RTCP. On the loop. */
public final class RtcpOutbox {
    /** Protects a plain compound in place and sends it. */
    interface Sending {
        void rtcp(byte[] buffer, int offset, int length);
    }

    private static final int BUFFER_BYTES = 1400;
    private static final int LIMIT_BYTES = 1200;

    private final Sending sending;
    private final int ownSsrc;
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int fullIntraRequests;

    RtcpOutbox(Sending sending, int ownSsrc) {
        this.sending = sending;
        this.ownSsrc = ownSsrc;
    }

    /** The SSRC that we ask with. */
    public int ssrc() {
        return ownSsrc;
    }

    /** Sends whatever the writer is given, as one compound; nothing if that is nothing. */
    public void send(Consumer<RtcpWriter> packets) {
        packets.accept(writer.wrap(buffer, 0, LIMIT_BYTES));
        if (writer.length() > 0) {
            sending.rtcp(buffer, 0, writer.length());
        }
    }

    /** Asks for a key frame (RFC 4585 section 6.3.1). */
    public void pictureLoss(int mediaSsrc) {
        send(rtcp -> rtcp.pictureLoss(ownSsrc, mediaSsrc));
    }

    /** Commands a key frame (RFC 5104 section 4.3.1), each a new one. */
    public void fullIntraRequest(int mediaSsrc) {
        fullIntraRequests++;
        send(rtcp -> rtcp.fullIntraRequest(ownSsrc, mediaSsrc, fullIntraRequests & 0xFF));
    }

    /** Asks for packets again (RFC 4585 section 6.2.1). */
    public void nack(int mediaSsrc, int... sequenceNumbers) {
        int[] sorted = sequenceNumbers.clone();
        Arrays.sort(sorted);
        send(rtcp -> rtcp.genericNack(ownSsrc, mediaSsrc, sorted, sorted.length));
    }

    /** Estimates the bandwidth (draft-alvestrand-rmcat-remb-03). */
    public void remb(long bitrateBps, int... mediaSsrcs) {
        send(rtcp -> rtcp.remb(ownSsrc, bitrateBps, mediaSsrcs, mediaSsrcs.length));
    }

    /** Says that a stream of ours has ended (RFC 3550 section 6.6). */
    public void goodbye(int ssrc) {
        send(rtcp -> rtcp.goodbye(ssrc));
    }
}
