package dev.bluesky.sim;

import dev.bluesky.wire.rtcp.FullIntraRequest;
import dev.bluesky.wire.rtcp.GenericNack;
import dev.bluesky.wire.rtcp.PictureLossIndication;
import dev.bluesky.wire.rtcp.ReceiverEstimatedMaximumBitrate;
import dev.bluesky.wire.rtcp.ReceiverReport;
import dev.bluesky.wire.rtcp.ReportBlock;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.SourceDescription;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.List;

/** Everything that the server has told a publisher, with the time. */
final class Heard {
    /** A report about one stream. */
    record Report(long atNs, ReportBlock block) {}

    /** A request for a key frame. */
    record KeyFrameRequest(long atNs, int ssrc, boolean isFir) {}

    /** Packets that are asked for again. */
    record Missing(long atNs, int ssrc, List<Integer> numbers) {}

    /** What transport-wide feedback says of one packet. */
    record Status(long atNs, int number, boolean received) {}

    /** A bandwidth estimate. */
    record Estimate(long atNs, long bitrateBps) {}

    final List<Report> reports = new ArrayList<>();
    final List<KeyFrameRequest> keyFrameRequests = new ArrayList<>();
    final List<Missing> missing = new ArrayList<>();
    final List<Status> statuses = new ArrayList<>();
    final List<Estimate> estimates = new ArrayList<>();

    /** The packets of each compound, by class. */
    final List<List<Class<?>>> compounds = new ArrayList<>();

    private final RtcpCompound compound = new RtcpCompound();

    void rtcp(byte[] buffer, int length, long nowNs) {
        if (!compound.wrap(buffer, 0, length).isSound()) {
            throw new AssertionError("the server sent a malformed compound");
        }
        List<Class<?>> kinds = new ArrayList<>();
        while (compound.next()) {
            RtcpPacket packet = compound.packet();
            kinds.add(packet.getClass());
            take(packet, nowNs);
        }
        compounds.add(kinds);
    }

    private void take(RtcpPacket packet, long nowNs) {
        if (packet instanceof ReceiverReport report) {
            report.blocks().forEach(block -> reports.add(new Report(nowNs, block)));
        } else if (packet instanceof GenericNack nack) {
            List<Integer> numbers = new ArrayList<>();
            nack.forEachLost(numbers::add);
            missing.add(new Missing(nowNs, nack.mediaSsrc(), numbers));
        } else if (packet instanceof PictureLossIndication loss) {
            keyFrameRequests.add(new KeyFrameRequest(nowNs, loss.mediaSsrc(), false));
        } else if (packet instanceof FullIntraRequest request) {
            request.entries()
                    .forEach(e -> keyFrameRequests.add(new KeyFrameRequest(nowNs, e.ssrc(), true)));
        } else if (packet instanceof TransportFeedback feedback) {
            feedback.forEach(
                    (number, received, ticks) -> statuses.add(new Status(nowNs, number, received)));
        } else if (packet instanceof ReceiverEstimatedMaximumBitrate remb) {
            estimates.add(new Estimate(nowNs, remb.bitrateBps()));
        } else if (!(packet instanceof SourceDescription)) {
            throw new AssertionError("the server sent " + packet);
        }
    }

    /** Requests for key frames of that stream. */
    List<KeyFrameRequest> keyFrameRequests(int ssrc) {
        return keyFrameRequests.stream().filter(request -> request.ssrc() == ssrc).toList();
    }
}
