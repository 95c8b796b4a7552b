package dev.bluesky.sim;

import dev.bluesky.peer.NtpClock;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.UserId;
import dev.bluesky.srtp.SrtpProfile;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.sdp.SessionDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A client that publishes: sources in sections, and a clock of its own. */
final class SimulatedPublisher extends SimulatedPeer {
    static final int MID_ID = 4;
    static final int TRANSPORT_CC_ID = 3;
    static final int LEVEL_ID = 1;
    static final int OPUS = 111;
    static final int VP8 = 96;
    static final int VP8_RTX = 97;
    static final int H264 = 103;
    static final int H264_RTX = 104;
    static final int VP8_SHORT = 98;
    private static final long REPORT_NS = VirtualTime.SECOND;
    private static final int RTCP_BYTES = 1200;

    private final Call call;
    private final String user;
    private final List<OfferedSection> sections = new ArrayList<>();
    private final List<MediaSource> sources = new ArrayList<>();
    private final Heard heard = new Heard();
    private final byte[] rtcpBuffer = new byte[RTCP_BYTES];
    private NtpClock clock;
    private double drift;
    private long clockStartNs;
    private boolean answersNacks = true;
    private boolean numbersTransport;
    private int transportNumber;
    private long reportDueNs;

    SimulatedPublisher(Call call, String user, SrtpProfile profile, Conditions conditions) {
        super(call, profile, conditions);
        this.call = call;
        this.user = user;
        clock = NtpClock.at(Server.WALL_CLOCK, time.nowNs());
        clockStartNs = time.nowNs();
        reportDueNs = time.nowNs() + random.nextLong(REPORT_NS);
        transportNumber = 65_530;
    }

    /** A clock that is wrong, and goes faster by so much of itself. */
    SimulatedPublisher withClock(Duration ahead, double fasterBy) {
        clock = NtpClock.at(Server.WALL_CLOCK.plus(ahead), time.nowNs());
        drift = fasterBy;
        return this;
    }

    /** Numbers its packets for transport-wide feedback. */
    SimulatedPublisher withTransportNumbers() {
        numbersTransport = true;
        return this;
    }

    SimulatedPublisher withSection(OfferedSection section) {
        sections.add(section);
        return this;
    }

    SimulatedPublisher withSource(MediaSource source) {
        sources.add(source);
        source.start();
        return this;
    }

    /** A microphone in a section of its own, without retransmission. */
    MediaSource audio(String mid, Start start) {
        int ssrc = call.nextSsrc();
        sections.add(audioSection(mid).ssrc(ssrc));
        return added(new MediaSource.Labels(ssrc, 0, mid), Payload.OPUS, OPUS, start);
    }

    static OfferedSection audioSection(String mid) {
        return OfferedSection.sending("audio", mid)
                .codec(OPUS, "opus/48000/2", List.of("transport-cc"))
                .extension(MID_ID, OfferedSection.MID)
                .extension(LEVEL_ID, OfferedSection.AUDIO_LEVEL)
                .extension(TRANSPORT_CC_ID, OfferedSection.TRANSPORT_CC);
    }

    /** A camera in a section of its own, with retransmissions of their own. */
    MediaSource video(String mid, Start start) {
        int ssrc = call.nextSsrc();
        int rtxSsrc = call.nextSsrc();
        sections.add(
                videoSection(mid, "transport-cc")
                        .ssrc(ssrc)
                        .ssrc(rtxSsrc)
                        .group("FID", ssrc, rtxSsrc));
        return added(new MediaSource.Labels(ssrc, rtxSsrc, mid), Payload.VP8, VP8, start)
                .withRtx(VP8_RTX);
    }

    /**
     * A camera in several sizes, with retransmissions of their own.
     *
     * @param lines of each size, the smallest first
     */
    List<MediaSource> sizes(String mid, Start first, int... lines) {
        OfferedSection section = videoSection(mid, "transport-cc");
        int[] ssrcs = IntStream.generate(call::nextSsrc).limit(lines.length).toArray();
        section.group("SIM", ssrcs);
        List<MediaSource> sizes = new ArrayList<>();
        Start start = first;
        for (int size = 0; size < lines.length; size++) {
            int rtx = call.nextSsrc();
            section.ssrc(ssrcs[size]).ssrc(rtx).group("FID", ssrcs[size], rtx);
            MediaSource.Labels labels = new MediaSource.Labels(ssrcs[size], rtx, mid);
            sizes.add(
                    added(labels, Payload.VP8, VP8, start)
                            .withRtx(VP8_RTX)
                            .withPacketBytes(100 << size)
                            .withLines(lines[size]));
            start = start.next();
        }
        sections.add(section);
        return sizes;
    }

    /** VP8 first, then H.264, each with retransmission. */
    static OfferedSection videoSection(String mid, String... congestionControl) {
        List<String> feedback = new ArrayList<>(OfferedSection.VIDEO_FEEDBACK);
        feedback.addAll(List.of(congestionControl));
        return OfferedSection.sending("video", mid)
                .codec(VP8, "VP8/90000", feedback)
                .rtx(VP8_RTX, VP8)
                .codec(H264, "H264/90000", feedback)
                .format(H264, "packetization-mode=1;profile-level-id=42e01f")
                .rtx(H264_RTX, H264)
                .extension(MID_ID, OfferedSection.MID)
                .extension(TRANSPORT_CC_ID, OfferedSection.TRANSPORT_CC);
    }

    MediaSource added(MediaSource.Labels labels, Payload payload, int payloadType, Start start) {
        MediaSource source = new MediaSource(this, labels, payload, payloadType, start);
        withSource(source);
        return source;
    }

    /** Whether it sends again what the server misses. */
    void answerNacks(boolean willing) {
        answersNacks = willing;
    }

    /** Its own monotonic clock, which drifts. */
    long clockNs(long nowNs) {
        long elapsed = nowNs - clockStartNs;
        return elapsed + (long) (elapsed * drift);
    }

    long ntpAt(long nowNs) {
        return clock.time(clockStartNs + clockNs(nowNs));
    }

    boolean numbersTransport() {
        return numbersTransport;
    }

    int nextTransportNumber() {
        transportNumber = transportNumber + 1 & 0xFFFF;
        return transportNumber;
    }

    @Override
    PeerConnection open() {
        return server().room().publish(new UserId(user), this::lost);
    }

    @Override
    List<OfferedSection> sections() {
        return sections;
    }

    OfferedSection section(String mid) {
        return sections.stream().filter(s -> s.mid().equals(mid)).findFirst().orElseThrow();
    }

    @Override
    void answered(SessionDescription accepted) {}

    @Override
    void rtp(byte[] packet, int length) {
        throw new AssertionError("a publisher is sent media");
    }

    @Override
    void rtcp(byte[] packet, int length) {
        int known = heard.missing.size();
        int asked = heard.keyFrameRequests.size();
        heard.rtcp(packet, length, time.nowNs());
        heard.missing.subList(known, heard.missing.size()).forEach(this::resend);
        heard.keyFrameRequests
                .subList(asked, heard.keyFrameRequests.size())
                .forEach(request -> source(request.ssrc()).ifPresent(MediaSource::keyFrameAsked));
    }

    private void resend(Heard.Missing missing) {
        if (answersNacks) {
            source(missing.ssrc()).ifPresent(source -> missing.numbers().forEach(source::resend));
        }
    }

    private Optional<MediaSource> source(int ssrc) {
        return sources.stream().filter(source -> source.ssrc() == ssrc).findFirst();
    }

    @Override
    void tick() {
        if (time.nowNs() - reportDueNs < 0) {
            return;
        }
        reportDueNs = time.nowNs() + REPORT_NS;
        for (MediaSource source : sources) {
            if (source.hasSent()) {
                RtcpWriter writer = new RtcpWriter().wrap(rtcpBuffer, 0, RTCP_BYTES);
                source.report(writer);
                sendRtcp(rtcpBuffer, writer.length());
            }
        }
    }

    /** A BYE for that SSRC, whosever it is. */
    void sayGoodbye(int ssrc) {
        RtcpWriter writer = new RtcpWriter().wrap(rtcpBuffer, 0, RTCP_BYTES);
        writer.receiverReport(sources.get(0).ssrc());
        writer.goodbye(ssrc);
        sendRtcp(rtcpBuffer, writer.length());
    }

    /** What it heard of the server. */
    Heard heard() {
        return heard;
    }
}
