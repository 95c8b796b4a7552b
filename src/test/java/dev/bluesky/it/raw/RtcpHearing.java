package dev.bluesky.it.raw;

import dev.bluesky.wire.rtcp.FullIntraRequest;
import dev.bluesky.wire.rtcp.GenericNack;
import dev.bluesky.wire.rtcp.PictureLossIndication;
import dev.bluesky.wire.rtcp.ReceiverEstimatedMaximumBitrate;
import dev.bluesky.wire.rtcp.ReceiverReport;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.SenderReport;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.util.function.Consumer;

/** Reads what the server says in RTCP and passes each packet to whom it concerns. On the loop. */
final class RtcpHearing {
    private final RtcpCompound compound = new RtcpCompound();
    private final Reception reception;
    private final Feedback feedback;
    private final RawListener listener;
    private final Consumer<GenericNack> missing;

    RtcpHearing(
            Reception reception,
            Feedback feedback,
            RawListener listener,
            Consumer<GenericNack> missing) {
        this.reception = reception;
        this.feedback = feedback;
        this.listener = listener;
        this.missing = missing;
    }

    /** Takes a plain compound. */
    void compound(byte[] buffer, int offset, int length, long nowNs) {
        if (!compound.wrap(buffer, offset, length).isSound()) {
            reception.malformed();
            return;
        }
        while (compound.next()) {
            RtcpPacket packet = compound.packet();
            hear(packet, nowNs);
            listener.rtcp(packet, nowNs);
        }
    }

    private void hear(RtcpPacket packet, long nowNs) {
        if (packet instanceof SenderReport report) {
            reception.senderReport(report.ssrc(), report.ntpTime(), nowNs);
            report.blocks().forEach(feedback::block);
        } else if (packet instanceof ReceiverReport report) {
            report.blocks().forEach(feedback::block);
        } else if (packet instanceof GenericNack nack) {
            feedback.nack(nack);
            missing.accept(nack);
        } else if (packet instanceof TransportFeedback arrivals) {
            feedback.transport(arrivals);
        } else if (packet instanceof ReceiverEstimatedMaximumBitrate remb) {
            feedback.remb(remb);
        } else {
            keyFrames(packet, nowNs);
        }
    }

    private void keyFrames(RtcpPacket packet, long nowNs) {
        if (packet instanceof PictureLossIndication request) {
            feedback.pictureLoss();
            listener.keyFrameWanted(request.mediaSsrc(), nowNs);
        } else if (packet instanceof FullIntraRequest request) {
            feedback.fullIntraRequest();
            request.entries().forEach(entry -> listener.keyFrameWanted(entry.ssrc(), nowNs));
        }
    }
}
