package dev.bluesky.engine.rehearsal;

import dev.bluesky.peer.NtpClock;
import dev.bluesky.wire.rtcp.PictureLossIndication;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.sdp.SessionDescription;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sends sound and a picture, reports, and makes key frames when it is asked. */
final class RehearsedPublisher extends RehearsedPeer {
    private static final String AUDIO = "0";
    private static final String VIDEO = "1";
    private static final int SMALLEST_LINES = 180;
    private static final int ONLY_LINES = 720;
    private static final int ONLY_PACKETS = 6;

    private final List<RehearsedStream> streams = new ArrayList<>();
    private final int firstSsrc;
    private final int sizes;
    private final RtcpCompound compound = new RtcpCompound();
    private final NtpClock clock;
    private int transportNumber;
    private long reportDueNs;

    /**
     * @param firstSsrc and those that follow are its own: two for each size, and one
     * @param sizes of its picture
     */
    RehearsedPublisher(
            RehearsalLoop loop,
            InetSocketAddress address,
            Network network,
            Security security,
            int firstSsrc,
            int sizes) {
        super(loop, address, network, security);
        this.firstSsrc = firstSsrc;
        this.sizes = sizes;
        long nowNs = loop.nowNs();
        clock = NtpClock.at(Instant.now(), nowNs);
        reportDueNs = nowNs;
        streams.add(RehearsedStream.sound(this, firstSsrc, AUDIO, nowNs));
        for (int size = 0; size < sizes; size++) {
            int packets = sizes == 1 ? ONLY_PACKETS : 1 << size;
            int lines = sizes == 1 ? ONLY_LINES : SMALLEST_LINES << size;
            streams.add(
                    RehearsedStream.picture(
                            this, firstSsrc + 1 + 2 * size, VIDEO, packets, lines, nowNs));
        }
    }

    @Override
    void describe(SdpOffer offer) {
        offer.audio(AUDIO, firstSsrc);
        offer.video(VIDEO, IntStream.range(1, 1 + 2 * sizes).map(i -> firstSsrc + i).toArray());
    }

    @Override
    void answered(SessionDescription answer) {
        // It sends by its own numbers.
    }

    int nextTransportNumber() {
        transportNumber = transportNumber + 1 & 0xFFFF;
        return transportNumber;
    }

    /** Sends what is due. */
    void send(long nowNs) {
        for (RehearsedStream stream : streams) {
            stream.send(nowNs);
        }
    }

    @Override
    void rtp(byte[] packet, int length) {
        lost("a publisher is sent media");
    }

    @Override
    void rtcp(byte[] packet, int length) {
        if (!compound.wrap(packet, 0, length).isSound()) {
            return;
        }
        while (compound.next()) {
            RtcpPacket part = compound.packet();
            if (part instanceof PictureLossIndication loss) {
                streams.stream()
                        .filter(stream -> stream.ssrc() == loss.mediaSsrc())
                        .forEach(RehearsedStream::keyFrameAsked);
            }
        }
    }

    @Override
    void report() {
        long nowNs = loop.nowNs();
        if (nowNs - reportDueNs >= 0) {
            reportDueNs = nowNs + SECOND_NS;
            RtcpWriter out = compound();
            streams.forEach(stream -> stream.report(out, clock.time(nowNs), nowNs));
            sendRtcp(out);
        }
    }
}
