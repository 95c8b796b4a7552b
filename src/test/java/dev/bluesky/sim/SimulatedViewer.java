package dev.bluesky.sim;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.receive.KeyFrameRequester;
import dev.bluesky.media.receive.NackGenerator;
import dev.bluesky.media.receive.ReceiveStreams;
import dev.bluesky.media.receive.ReceiverReporter;
import dev.bluesky.media.receive.TransportCcRecorder;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.SlotContent;
import dev.bluesky.sfu.SlotsListener;
import dev.bluesky.sfu.UserId;
import dev.bluesky.srtp.SrtpProfile;
import dev.bluesky.wire.rtcp.Goodbye;
import dev.bluesky.wire.rtcp.RtcpCompound;
import dev.bluesky.wire.rtcp.RtcpPacket;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtcp.SenderReport;
import dev.bluesky.wire.rtcp.SourceDescription;
import dev.bluesky.wire.rtp.AbsSendTime;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import dev.bluesky.wire.rtp.TransportSequenceNumber;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A client that receives: asks for what it misses, for key frames, and reports. */
final class SimulatedViewer extends SimulatedPeer {
    static final int OPUS = 109;
    static final int VP8 = 120;
    static final int VP8_RTX = 124;
    static final int H264 = 126;
    static final int H264_RTX = 127;
    private static final int LOCAL_SSRC = 0x7E57;
    private static final int RTCP_BYTES = 1200;
    private static final int STREAMS_MAX = 64;

    private final String user;
    private final String publisher;
    private final List<OfferedSection> sections = new ArrayList<>();
    private final Map<String, ReceivedTrack> tracks = new LinkedHashMap<>();
    private final Map<Integer, Codec> codecs = new HashMap<>();
    private final Map<Integer, Integer> repaired = new HashMap<>();
    private final Map<Integer, KeyFrameRequester> keyFrames = new HashMap<>();
    private final ReceiveStreams streams = new ReceiveStreams(STREAMS_MAX);
    private final ReceiverReporter reporter;
    private final RtpView view = new RtpView();
    private final RtcpCompound compound = new RtcpCompound();
    private final byte[] rtcpBuffer = new byte[RTCP_BYTES];
    private final Map<Integer, String> names = new HashMap<>();
    private final List<Integer> goodbyes = new ArrayList<>();
    private final Map<Integer, Integer> extensions = new TreeMap<>();
    private int midId = 9;
    private int levelId;
    private int numbersId;
    private int sendTimeId;
    private final TransportCcRecorder arrivals = new TransportCcRecorder();
    private boolean nacking = true;
    private boolean asksForKeyFrames = true;
    private final List<Announced> announced = new ArrayList<>();
    private int unknown;
    private int numbered;
    private long bytes;

    /** In the place of a publisher: the whole room, in slots. */
    static final String EVERYBODY = "*";

    SimulatedViewer(
            Call call, String user, String publisher, SrtpProfile profile, Conditions conditions) {
        super(call, profile, conditions);
        this.user = user;
        this.publisher = publisher;
        byte[] cname = user.getBytes(StandardCharsets.US_ASCII);
        reporter = new ReceiverReporter(LOCAL_SSRC, cname, streams, time.nowNs());
    }

    /** What it calls header extensions, in sections that are added from now on. */
    SimulatedViewer withExtensionIds(int mid, int audioLevel) {
        midId = mid;
        levelId = audioLevel;
        return this;
    }

    /** Says how it receives by transport-wide feedback, in sections that are added from now on. */
    SimulatedViewer withTransportFeedback() {
        numbersId = 5;
        return this;
    }

    /** Says itself what it thinks the path carries, in sections that are added from now on. */
    SimulatedViewer withRemb() {
        sendTimeId = 6;
        return this;
    }

    /** What it thinks that the path carries. */
    void sendRemb(long bps) {
        RtcpWriter writer = new RtcpWriter().wrap(rtcpBuffer, 0, RTCP_BYTES);
        int[] ssrcs = tracks.values().stream().mapToInt(ReceivedTrack::ssrc).toArray();
        writer.receiverReport(LOCAL_SSRC);
        writer.remb(LOCAL_SSRC, bps, ssrcs, ssrcs.length);
        sendRtcp(rtcpBuffer, writer.length());
    }

    private List<String> feedback(List<String> others) {
        List<String> all = new ArrayList<>(others);
        if (numbersId != 0) {
            all.add("transport-cc");
        }
        if (sendTimeId != 0) {
            all.add("goog-remb");
        }
        return all;
    }

    private OfferedSection stamped(OfferedSection section) {
        if (numbersId != 0) {
            section.extension(numbersId, OfferedSection.TRANSPORT_CC);
        }
        if (sendTimeId != 0) {
            section.extension(sendTimeId, AbsSendTime.URI);
        }
        return section;
    }

    SimulatedViewer withAudio(String mid) {
        return withAudio(mid, OPUS);
    }

    SimulatedViewer withAudio(String mid, int payloadType) {
        codecs.put(payloadType, Codec.OPUS);
        OfferedSection section =
                OfferedSection.receiving("audio", mid)
                        .codec(
                                payloadType,
                                "opus/48000/2",
                                numbersId == 0 ? List.of() : List.of("transport-cc"))
                        .extension(midId, OfferedSection.MID);
        if (levelId != 0) {
            section.extension(levelId, OfferedSection.AUDIO_LEVEL);
        }
        sections.add(stamped(section));
        return this;
    }

    /** VP8 and H.264, with retransmissions of their own. */
    SimulatedViewer withVideo(String mid) {
        OfferedSection section = OfferedSection.receiving("video", mid);
        vp8(section, VP8, VP8_RTX);
        codecs.put(H264, Codec.H264);
        repaired.put(H264_RTX, H264);
        section.codec(H264, "H264/90000", feedback(OfferedSection.VIDEO_FEEDBACK))
                .format(H264, "packetization-mode=1;profile-level-id=42e01f")
                .rtx(H264_RTX, H264)
                .extension(midId, OfferedSection.MID);
        sections.add(stamped(section));
        return this;
    }

    /** VP8 alone, with retransmissions of their own unless their payload type is 0. */
    SimulatedViewer withVp8(String mid, int payloadType, int rtxPayloadType) {
        OfferedSection section = OfferedSection.receiving("video", mid);
        vp8(section, payloadType, rtxPayloadType);
        sections.add(stamped(section.extension(midId, OfferedSection.MID)));
        return this;
    }

    private void vp8(OfferedSection section, int payloadType, int rtxPayloadType) {
        codecs.put(payloadType, Codec.VP8);
        section.codec(payloadType, "VP8/90000", feedback(OfferedSection.VIDEO_FEEDBACK));
        if (rtxPayloadType != 0) {
            repaired.put(rtxPayloadType, payloadType);
            section.rtx(rtxPayloadType, payloadType);
        }
    }

    SimulatedViewer withSection(OfferedSection section, int payloadType, Codec codec) {
        sections.add(section);
        codecs.put(payloadType, codec);
        return this;
    }

    /** Whether it asks for packets that it misses. */
    void nack(boolean willing) {
        nacking = willing;
    }

    /** Whether it asks for key frames when it cannot go on. */
    void askForKeyFrames(boolean willing) {
        asksForKeyFrames = willing;
    }

    @Override
    PeerConnection open() {
        if (publisher.equals(EVERYBODY)) {
            return server().room().receiveAll(new UserId(user), new Slots());
        }
        return server().room().receive(new UserId(user), new UserId(publisher), this::lost);
    }

    @Override
    List<OfferedSection> sections() {
        return sections;
    }

    /** What was announced of its slots, at that time. */
    record Announced(long atNs, List<SlotContent> slots) {
        /** Who is in that slot; empty if nobody is. */
        String in(String mid) {
            return slots.stream()
                    .filter(slot -> slot.mid().equals(mid))
                    .flatMap(slot -> slot.source().stream())
                    .map(source -> source.participant().value())
                    .findFirst()
                    .orElse("");
        }
    }

    private final class Slots implements SlotsListener {
        @Override
        public void slotsChanged(List<SlotContent> all) {
            announced.add(new Announced(time.nowNs(), all));
        }

        @Override
        public void lost(String reason) {
            SimulatedViewer.this.lost(reason);
        }
    }

    /** All that was announced of its slots. */
    List<Announced> announced() {
        return announced;
    }

    /** Who is in that slot by the last announcement; empty if nobody is. */
    String in(String mid) {
        return announced.isEmpty() ? "" : announced.get(announced.size() - 1).in(mid);
    }

    OfferedSection section(String mid) {
        return sections.stream().filter(s -> s.mid().equals(mid)).findFirst().orElseThrow();
    }

    @Override
    void answered(SessionDescription accepted) {
        for (MediaSection section : accepted.media()) {
            List<String> ssrcs = section.attributes("ssrc");
            String mid = section.mid().orElseThrow();
            if (!ssrcs.isEmpty() && !tracks.containsKey(mid)) {
                add(mid, section.media().kind().equals("video"), ssrcs);
            }
        }
    }

    private void add(String mid, boolean isVideo, List<String> ssrcs) {
        int ssrc = ssrc(ssrcs.get(0));
        int rtxSsrc = ssrcs.size() > 1 ? ssrc(ssrcs.get(1)) : 0;
        ReceivedTrack track = new ReceivedTrack(mid, ssrc, rtxSsrc, isVideo);
        tracks.put(mid, track);
        streams.add(track.stream());
        keyFrames.put(ssrc, new KeyFrameRequester(ssrc, KeyFrameRequester.Method.PLI));
    }

    private static int ssrc(String line) {
        return Integer.parseUnsignedInt(line.split(" ", 2)[0]);
    }

    @Override
    void rtp(byte[] packet, int length) {
        if (!view.wrap(packet, 0, length)) {
            throw new AssertionError("the server sent malformed RTP");
        }
        int number =
                numbersId == 0 ? -1 : TransportSequenceNumber.read(view.extensions(), numbersId);
        if (number >= 0) {
            arrivals.packet(number, view.ssrc(), time.nowNs());
            numbered++;
        }
        bytes += length;
        for (ReceivedTrack track : tracks.values()) {
            if (track.ssrc() == view.ssrc()) {
                take(track, false);
                return;
            }
            if (track.rtxSsrc() == view.ssrc() && track.rtxSsrc() != 0) {
                if (view.payloadLength() == 0) {
                    return; // fills the path
                }
                int payloadType = repaired.getOrDefault(view.payloadType(), -1);
                if (payloadType < 0 || !Rtx.unwrap(view, track.ssrc(), payloadType)) {
                    throw new AssertionError("the server sent a malformed retransmission");
                }
                take(track, true);
                return;
            }
        }
        unknown++;
    }

    private void take(ReceivedTrack track, boolean again) {
        HeaderExtensions elements = view.extensions();
        for (int e = elements.first(); e != HeaderExtensions.NONE; e = elements.next(e)) {
            extensions.merge(elements.id(e), 1, Integer::sum);
        }
        Codec codec = codecs.get(view.payloadType());
        if (codec == null) {
            throw new AssertionError("payload type " + view.payloadType() + " is not the viewer's");
        }
        Optional<String> mid = ReceivedTrack.midOf(view, midId);
        if (!view.isPaddingOnly() && !mid.equals(Optional.of(track.mid()))) {
            throw new AssertionError("a packet of section " + track.mid() + " says " + mid);
        }
        KeyFrameRequester requester = keyFrames.get(track.ssrc());
        if (track.packet(view, codec, again, time.nowNs()) && requester != null) {
            requester.keyFrame();
        }
    }

    @Override
    void rtcp(byte[] packet, int length) {
        if (!compound.wrap(packet, 0, length).isSound()) {
            throw new AssertionError("the server sent a malformed compound");
        }
        while (compound.next()) {
            RtcpPacket part = compound.packet();
            if (part instanceof SenderReport report) {
                tracks.values().stream()
                        .filter(track -> track.ssrc() == report.ssrc())
                        .forEach(
                                track ->
                                        track.report(
                                                report.ntpTime(),
                                                report.rtpTimestamp(),
                                                time.nowNs()));
            } else if (part instanceof Goodbye goodbye) {
                goodbyes.add(goodbye.sources().ssrc(0));
            } else if (part instanceof SourceDescription description) {
                description.names().forEach(name -> names.put(name.ssrc(), name.cname()));
            }
        }
    }

    @Override
    void tick() {
        RtcpWriter writer = new RtcpWriter().wrap(rtcpBuffer, 0, RTCP_BYTES);
        reporter.drain(writer, time.nowNs());
        for (ReceivedTrack track : tracks.values()) {
            feedback(track, writer);
        }
        if (writer.length() > 0) {
            sendRtcp(rtcpBuffer, writer.length());
        }
        if (numbersId != 0) {
            tellArrivals();
        }
    }

    private void feedback(ReceivedTrack track, RtcpWriter writer) {
        Optional<NackGenerator> nack = track.stream().nack();
        KeyFrameRequester requester = keyFrames.get(track.ssrc());
        if (nack.isPresent() && nacking) {
            track.stream().drainNack(writer, LOCAL_SSRC, time.nowNs());
        }
        if (requester == null || nack.isEmpty() || !asksForKeyFrames) {
            return;
        }
        if (nack.get().takeUnrecoverable()) {
            requester.request();
        }
        requester.drain(writer, LOCAL_SSRC, time.nowNs());
    }

    private void tellArrivals() {
        RtcpWriter writer = new RtcpWriter().wrap(rtcpBuffer, 0, RTCP_BYTES);
        writer.receiverReport(LOCAL_SSRC);
        if (arrivals.drain(writer, LOCAL_SSRC, time.nowNs())) {
            sendRtcp(rtcpBuffer, writer.length());
        }
    }

    /** A NACK for those, whether it misses them or not. */
    void sendNack(int ssrc, int... sequenceNumbers) {
        RtcpWriter writer = new RtcpWriter().wrap(rtcpBuffer, 0, RTCP_BYTES);
        writer.genericNack(LOCAL_SSRC, ssrc, sequenceNumbers, sequenceNumbers.length);
        sendRtcp(rtcpBuffer, writer.length());
    }

    void sendPli(int ssrc) {
        RtcpWriter writer = new RtcpWriter().wrap(rtcpBuffer, 0, RTCP_BYTES);
        writer.pictureLoss(LOCAL_SSRC, ssrc);
        sendRtcp(rtcpBuffer, writer.length());
    }

    void sendFir(int ssrc, int number) {
        RtcpWriter writer = new RtcpWriter().wrap(rtcpBuffer, 0, RTCP_BYTES);
        writer.fullIntraRequest(LOCAL_SSRC, ssrc, number);
        sendRtcp(rtcpBuffer, writer.length());
    }

    ReceivedTrack track(String mid) {
        ReceivedTrack track = tracks.get(mid);
        if (track == null) {
            throw new AssertionError("the answer announces nothing in section " + mid);
        }
        return track;
    }

    /** By its id, how many packets had a header extension. */
    Map<Integer, Integer> extensions() {
        return extensions;
    }

    /** Canonical names by SSRC. */
    Map<Integer, String> names() {
        return names;
    }

    /** SSRCs that the server took leave of. */
    List<Integer> goodbyes() {
        return goodbyes;
    }

    /** Packets with a transport-wide number. */
    int numbered() {
        return numbered;
    }

    /** Of all RTP packets. */
    long bytes() {
        return bytes;
    }

    /** Packets of SSRCs that no answer announced. */
    int unknown() {
        return unknown;
    }
}
