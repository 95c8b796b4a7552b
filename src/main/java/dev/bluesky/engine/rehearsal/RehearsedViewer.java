package dev.bluesky.engine.rehearsal;

import dev.bluesky.media.receive.NackGenerator;
import dev.bluesky.media.receive.ReceiveStream;
import dev.bluesky.media.receive.ReceiveStreams;
import dev.bluesky.media.receive.ReceiverReporter;
import dev.bluesky.media.receive.TransportCcRecorder;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtcp.SenderReport;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import dev.bluesky.wire.rtp.TransportSequenceNumber;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Receives one publisher or a room, tells when packets came, and asks for those it misses. */
final class RehearsedViewer extends RehearsedPeer {
    private static final int LOCAL_SSRC = 1;
    private static final int STREAMS_MAX = 64;
    private static final byte[] CNAME = "rehearsal".getBytes(StandardCharsets.US_ASCII);

    /** One of so many packets is lost on the way. */
    private static final int LOSES = 211;

    /** Packets are late by so many steps of so much, in turns, as on a path that is shared. */
    private static final int JITTER_STEPS = 7;

    private static final long JITTER_STEP_NS = 300_000;

    private final int sounds;
    private final int pictures;
    private final ReceiveStreams streams = new ReceiveStreams(STREAMS_MAX);

    /** By the SSRC of its retransmissions. */
    private final Map<Integer, ReceiveStream> repaired = new HashMap<>();

    private final ReceiverReporter reporter;
    private final TransportCcRecorder arrivals = new TransportCcRecorder();
    private final RtcpCompound compound = new RtcpCompound();
    private final RtpView view = new RtpView();
    private int packets;

    /**
     * @param sounds how many publishers it can hear at once
     * @param pictures how many it can see at once
     */
    RehearsedViewer(
            RehearsalLoop loop,
            InetSocketAddress address,
            Network network,
            Security security,
            int sounds,
            int pictures) {
        super(loop, address, network, security);
        this.sounds = sounds;
        this.pictures = pictures;
        reporter = new ReceiverReporter(LOCAL_SSRC, CNAME, streams, loop.nowNs());
    }

    @Override
    void describe(SdpOffer offer) {
        for (int i = 0; i < sounds; i++) {
            offer.audio("a" + i);
        }
        for (int i = 0; i < pictures; i++) {
            offer.video("v" + i);
        }
    }

    @Override
    void answered(SessionDescription answer) {
        for (MediaSection section : answer.media()) {
            int[] ssrcs =
                    section.attributes("ssrc").stream()
                            .mapToInt(RehearsedViewer::ssrc)
                            .distinct()
                            .toArray();
            if (ssrcs.length > 0) {
                receive(section.media().kind().equals("video"), ssrcs);
            }
        }
    }

    private void receive(boolean isVideo, int... ssrcs) {
        ReceiveStream stream =
                isVideo
                        ? ReceiveStream.withNack(ssrcs[0], 90_000)
                        : ReceiveStream.withoutNack(ssrcs[0], 48_000);
        streams.add(stream);
        if (ssrcs.length > 1) {
            repaired.put(ssrcs[1], stream);
        }
    }

    private static int ssrc(String attribute) {
        return Integer.parseUnsignedInt(attribute.substring(0, attribute.indexOf(' ')));
    }

    @Override
    void rtp(byte[] packet, int length) {
        packets++;
        if (packets % LOSES == 0 || !view.wrap(packet, 0, length)) {
            return;
        }
        long nowNs = loop.nowNs() + packets % JITTER_STEPS * JITTER_STEP_NS;
        int number = TransportSequenceNumber.read(view.extensions(), SdpOffer.TRANSPORT_CC_ID);
        if (number >= 0) {
            arrivals.packet(number, view.ssrc(), nowNs);
        }
        ReceiveStream again = repaired.get(view.ssrc());
        if (again == null) {
            streams.find(view.ssrc())
                    .ifPresent(
                            stream ->
                                    stream.packet(
                                            view.sequenceNumber(),
                                            view.timestamp(),
                                            view.length(),
                                            nowNs));
        } else if (Rtx.unwrap(view, again.ssrc(), SdpOffer.VP8)) {
            again.recovered(view.sequenceNumber());
        }
    }

    @Override
    void rtcp(byte[] packet, int length) {
        if (!compound.wrap(packet, 0, length).isSound()) {
            return;
        }
        while (compound.next()) {
            RtcpPacket part = compound.packet();
            if (part instanceof SenderReport report) {
                streams.find(report.ssrc())
                        .ifPresent(
                                stream ->
                                        stream.senderReport(
                                                report.ntpTime(),
                                                report.rtpTimestamp(),
                                                loop.nowNs()));
            }
        }
    }

    @Override
    void report() {
        long nowNs = loop.nowNs();
        RtcpWriter out = compound();
        reporter.drain(out, nowNs);
        for (int i = 0; i < streams.size(); i++) {
            ReceiveStream stream = streams.at(i);
            stream.drainNack(out, LOCAL_SSRC, nowNs);
            if (stream.nack().map(NackGenerator::takeUnrecoverable).orElse(false)) {
                out.pictureLoss(LOCAL_SSRC, stream.ssrc());
            }
        }
        sendRtcp(out);
        RtcpWriter arrived = compound();
        arrivals.drain(arrived, LOCAL_SSRC, nowNs);
        sendRtcp(arrived);
    }

    /** How many packets it has been sent. */
    int packets() {
        return packets;
    }

    /** How many were lost on the way and came again. */
    long recovered() {
        return repaired.values().stream().mapToLong(ReceiveStream::recovered).sum();
    }
}
