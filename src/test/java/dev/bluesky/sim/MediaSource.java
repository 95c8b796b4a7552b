package dev.bluesky.sim;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.RtpTimestamp;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One SSRC of a publisher: frames at an even pace, key frames when asked for. */
final class MediaSource {
    private static final int HISTORY = 2_000;
    private static final int PACKET_BYTES_MAX = 1_200;
    private static final int PARTS_MAX = 4;
    private static final long VIDEO_INTERVAL_NS = 33 * VirtualTime.MS;
    private static final int USUAL_BYTES = 1_100;
    private static final int KEY_FRAME_TIMES = 5;

    /** Of headers, descriptor and mark. */
    private static final int PARTS_OVERHEAD_BYTES = 60;

    /**
     * How packets are numbered and labelled.
     *
     * @param rtxSsrc of retransmissions, 0 if there are none
     * @param mid in every packet, empty to leave it out
     */
    record Labels(int ssrc, int rtxSsrc, String mid) {}

    /** What has been sent, each packet once. */
    record Sent(Mark mark, int sequenceNumber, int timestamp) {}

    private final SimulatedPublisher publisher;
    private final Labels labels;
    private final Start start;
    private final long startNs;
    private final boolean video;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<Integer, byte[]> history =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
                    return size() > HISTORY;
                }
            };
    private Payload payload;
    private int payloadType;
    private OptionalInt rtxPayloadType = OptionalInt.empty();
    private boolean sending = true;
    private boolean keyNeeded = true;
    private boolean obliging = true;
    private int packetBytes = 300;
    private int lines = 240;
    private int level = 42;
    private int frameBytes;
    private int frames;
    private int sequenceNumber;
    private int rtxSequenceNumber;
    private int resent;
    private long octets;

    MediaSource(
            SimulatedPublisher publisher,
            Labels labels,
            Payload payload,
            int payloadType,
            Start start) {
        this.publisher = publisher;
        this.labels = labels;
        this.payload = payload;
        this.payloadType = payloadType;
        this.start = start;
        startNs = publisher.time.nowNs();
        video = payload != Payload.OPUS;
        sequenceNumber = start.sequenceNumber();
        rtxSequenceNumber = start.sequenceNumber() >>> 1;
    }

    MediaSource withRtx(int itsPayloadType) {
        rtxPayloadType = OptionalInt.of(itsPayloadType);
        return this;
    }

    /** From now on so loud (RFC 6464): 0 the loudest, 127 silence. */
    MediaSource withLevel(int minusDbov) {
        level = minusDbov;
        return this;
    }

    /** From now on its packets do not say how loud they are. */
    MediaSource withoutLevel() {
        level = -1;
        return this;
    }

    /** At most so many bytes of payload. */
    MediaSource withPacketBytes(int most) {
        packetBytes = most;
        return this;
    }

    /** Frames of about equal size, key frames of some times that, in packets of a usual size. */
    MediaSource withBitrate(long bps) {
        frameBytes = (int) (bps * VIDEO_INTERVAL_NS / VirtualTime.SECOND / 8);
        return this;
    }

    /** Its picture is so high. */
    MediaSource withLines(int high) {
        lines = high;
        return this;
    }

    /** Goes on with another codec, from a key frame on. */
    void use(Payload other, int itsPayloadType, int itsRtxPayloadType) {
        payload = other;
        payloadType = itsPayloadType;
        rtxPayloadType = OptionalInt.of(itsRtxPayloadType);
        keyNeeded = true;
    }

    void start() {
        long intervalNs = video ? VIDEO_INTERVAL_NS : 20 * VirtualTime.MS;
        publisher.time.every(intervalNs, this::step);
    }

    private boolean step() {
        if (sending && publisher.isAlive() && publisher.isSecured()) {
            frame();
        }
        return publisher.isAlive();
    }

    /** Sends nothing, or sends again. */
    void pause(boolean now) {
        sending = !now;
    }

    /** Whether it makes key frames when it is asked. */
    void oblige(boolean willing) {
        obliging = willing;
    }

    void keyFrameAsked() {
        keyNeeded |= obliging;
    }

    /** As a publisher whose numbers leap, such as one that was suspended. */
    void skip(int numbers) {
        sequenceNumber = sequenceNumber + numbers & 0xFFFF;
    }

    void frame() {
        boolean key = video && keyNeeded;
        keyNeeded = false;
        int frame = frameBytes * (key ? KEY_FRAME_TIMES : 1);
        int parts = frame == 0 ? parts(key) : 1 + frame / USUAL_BYTES;
        long now = publisher.time.nowNs();
        for (int part = 0; part < parts; part++) {
            Mark mark = new Mark(labels.ssrc(), frames, sent.size(), key, now);
            int filling =
                    frame == 0 ? publisher.random.nextInt(packetBytes) : filling(frame / parts);
            byte[] packet = packet(mark, filling, part == 0, part == parts - 1);
            history.put(sequenceNumber, packet);
            sent.add(new Sent(mark, sequenceNumber, timestampAt(now)));
            sequenceNumber = sequenceNumber + 1 & 0xFFFF;
            octets += packet.length;
            publisher.sendRtp(packet, packet.length);
        }
        frames++;
    }

    private int parts(boolean key) {
        return video ? 1 + publisher.random.nextInt(PARTS_MAX) + (key ? 2 : 0) : 1;
    }

    private static int filling(int packetBytes) {
        return Math.max(0, packetBytes - PARTS_OVERHEAD_BYTES);
    }

    int timestampAt(long nowNs) {
        long elapsedNs = publisher.clockNs(nowNs) - publisher.clockNs(startNs);
        return start.timestamp() + (int) RtpTimestamp.ticks(elapsedNs, payload.clockRateHz());
    }

    private byte[] packet(Mark mark, int filling, boolean first, boolean last) {
        ByteBuffer out = ByteBuffer.allocate(PACKET_BYTES_MAX + packetBytes);
        out.position(RtpView.FIXED_HEADER_BYTES);
        payload.write(
                out, first, mark, start.pictureId() + frames, start.tl0PicIdx() + frames, lines);
        out.position(out.position() + filling);
        mark.write(out);
        byte[] bytes = out.array();
        int number = sequenceNumber;
        RtpView.writeHeader(
                bytes, 0, payloadType, number, timestampAt(mark.captureNs()), labels.ssrc());
        bytes[1] |= (byte) (last ? 0x80 : 0);
        return withExtensions(bytes, out.position());
    }

    private byte[] withExtensions(byte[] packet, int length) {
        RtpView view = new RtpView();
        view.wrap(packet, 0, length);
        HeaderExtensionWriter writer = new HeaderExtensionWriter(false);
        byte[] mid = labels.mid().getBytes(StandardCharsets.US_ASCII);
        if (mid.length > 0) {
            writer.add(SimulatedPublisher.MID_ID, mid, 0, mid.length);
        }
        if (!video && level >= 0) {
            writer.addNumber(SimulatedPublisher.LEVEL_ID, 0x80 | level, 1);
        }
        if (publisher.numbersTransport()) {
            int number = publisher.nextTransportNumber();
            writer.addNumber(SimulatedPublisher.TRANSPORT_CC_ID, number, 2);
        }
        byte[] copy = new byte[length + 64];
        int written = writer.write(view, copy, 0);
        return java.util.Arrays.copyOf(copy, written);
    }

    /** A probe or keep-alive: padding under the next number. */
    void padding() {
        byte[] packet = new byte[RtpView.FIXED_HEADER_BYTES + 100];
        int timestamp = timestampAt(publisher.time.nowNs());
        RtpView.writeHeader(packet, 0, payloadType, sequenceNumber, timestamp, labels.ssrc());
        packet[0] |= 0x20;
        packet[packet.length - 1] = 100;
        byte[] labelled = withExtensions(packet, packet.length);
        sequenceNumber = sequenceNumber + 1 & 0xFFFF;
        publisher.sendRtp(labelled, labelled.length);
    }

    /** Somebody misses that packet. */
    void resend(int number) {
        byte[] packet = history.get(number);
        if (packet == null) {
            return;
        }
        resent++;
        if (labels.rtxSsrc() == 0 || rtxPayloadType.isEmpty()) {
            publisher.sendRtpAgain(packet, packet.length);
            return;
        }
        byte[] room = new byte[packet.length + Rtx.OSN_BYTES];
        System.arraycopy(packet, 0, room, Rtx.OSN_BYTES, packet.length);
        RtpView view = new RtpView();
        view.wrap(room, Rtx.OSN_BYTES, packet.length);
        Rtx.wrap(view, labels.rtxSsrc(), rtxPayloadType.getAsInt(), rtxSequenceNumber);
        rtxSequenceNumber = rtxSequenceNumber + 1 & 0xFFFF;
        byte[] transportNumber = new byte[2];
        if (publisher.numbersTransport()) {
            NetworkOrder.put16(transportNumber, 0, publisher.nextTransportNumber());
            view.extensions().overwrite(SimulatedPublisher.TRANSPORT_CC_ID, transportNumber, 0, 2);
        }
        publisher.sendRtp(room, view.length());
    }

    void report(RtcpWriter writer) {
        long now = publisher.time.nowNs();
        writer.senderReport(
                labels.ssrc(), publisher.ntpAt(now), timestampAt(now), sent.size(), octets);
        writer.canonicalName(labels.ssrc(), "simulated".getBytes(StandardCharsets.US_ASCII));
    }

    int ssrc() {
        return labels.ssrc();
    }

    int rtxSsrc() {
        return labels.rtxSsrc();
    }

    boolean isVideo() {
        return video;
    }

    boolean hasSent() {
        return !sent.isEmpty();
    }

    List<Sent> sent() {
        return sent;
    }

    /** The newest sequence number. */
    int newestNumber() {
        return sequenceNumber - 1 & 0xFFFF;
    }

    /** How often it has sent a packet again. */
    int resent() {
        return resent;
    }
}
