package dev.bluesky.it.raw;

import dev.bluesky.media.receive.TransportCcRecorder;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.TransportSequenceNumber;

/**
 * Tells the server when its packets came, by transport-wide sequence number, if it gives them one.
 * On the loop.
 */
final class ArrivalFeedback {
    private static final int LIMIT_BYTES = 1200;

    /** Room behind it for tag and index. */
    private static final int BUFFER_BYTES = 1400;

    private final RtcpOutbox.Sending sending;
    private final TransportCcRecorder recorder = new TransportCcRecorder();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int ownSsrc;
    private int extensionId;

    ArrivalFeedback(RtcpOutbox.Sending sending) {
        this.sending = sending;
    }

    /** Learns under which id numbers come: all m-lines of a bundle have the same. */
    void expect(RawOffer offer, RawAnswer answer) {
        ownSsrc = offer.sections().get(0).ssrc();
        extensionId =
                offer.sections().stream()
                        .mapToInt(section -> extensionId(section.mid(), answer))
                        .filter(id -> id != 0)
                        .findFirst()
                        .orElse(0);
    }

    private static int extensionId(String mid, RawAnswer answer) {
        return answer.extensionId(mid, TransportSequenceNumber.URI);
    }

    /** Takes a packet as it came, and tells what is due. */
    void packet(RtpView packet, long nowNs) {
        if (extensionId == 0) {
            return;
        }
        int number = TransportSequenceNumber.read(packet.extensions(), extensionId);
        if (number != HeaderExtensions.NONE) {
            recorder.packet(number, packet.ssrc(), nowNs);
        }
        while (recorder.drain(writer.wrap(buffer, 0, LIMIT_BYTES), ownSsrc, nowNs)) {
            sending.rtcp(buffer, 0, writer.length());
        }
    }
}
