package dev.bluesky.engine.rehearsal;

import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.RtpTimestamp;
import dev.bluesky.wire.rtp.RtpView;
import java.nio.charset.StandardCharsets;

/** What one SSRC of a publisher sends: opus, or VP8 in frames of several packets. */
final class RehearsedStream {
    private static final long AUDIO_NS = 20_000_000L;
    private static final long VIDEO_NS = 33_333_333L;
    private static final int PAYLOAD_BYTES = 1_100;
    private static final int SOUND_BYTES = 90;
    private static final int KEY_FRAME_TIMES = 4;
    private static final int LEVELS = 60;
    private static final byte[] VP8_KEY = {0x10, 0, 0, (byte) 0x9D, 1, 0x2A};
    private static final byte[] CNAME = "rehearsal".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 1500;

    private final RehearsedPublisher publisher;
    private final int ssrc;
    private final byte[] mid;
    private final int packetsOfFrame;
    private final int lines;
    private final byte[] plain = new byte[BUFFER_BYTES];
    private final byte[] packet = new byte[BUFFER_BYTES];
    private final RtpView view = new RtpView();
    private final HeaderExtensionWriter extensions = new HeaderExtensionWriter(false);
    private final long startNs;
    private long dueNs;
    private boolean keyNeeded = true;
    private int sequenceNumber;
    private int frames;
    private long packets;
    private long octets;

    private RehearsedStream(
            RehearsedPublisher publisher,
            int ssrc,
            String mid,
            int packetsOfFrame,
            int lines,
            long startNs) {
        this.publisher = publisher;
        this.ssrc = ssrc;
        this.mid = mid.getBytes(StandardCharsets.US_ASCII);
        this.packetsOfFrame = packetsOfFrame;
        this.lines = lines;
        this.startNs = startNs;
        dueNs = startNs;
    }

    static RehearsedStream sound(RehearsedPublisher publisher, int ssrc, String mid, long startNs) {
        return new RehearsedStream(publisher, ssrc, mid, 1, 0, startNs);
    }

    /**
     * @param packetsOfFrame of some kilobyte each
     * @param lines of the picture, which is 16 to 9
     */
    static RehearsedStream picture(
            RehearsedPublisher publisher,
            int ssrc,
            String mid,
            int packetsOfFrame,
            int lines,
            long startNs) {
        return new RehearsedStream(publisher, ssrc, mid, packetsOfFrame, lines, startNs);
    }

    int ssrc() {
        return ssrc;
    }

    private boolean isPicture() {
        return lines > 0;
    }

    /** The next frame of a picture is a key frame. */
    void keyFrameAsked() {
        keyNeeded = isPicture();
    }

    /** Sends what is due. */
    void send(long nowNs) {
        if (nowNs - dueNs < 0) {
            return;
        }
        dueNs += isPicture() ? VIDEO_NS : AUDIO_NS;
        boolean key = isPicture() && keyNeeded;
        keyNeeded = false;
        int count = key ? KEY_FRAME_TIMES * packetsOfFrame : packetsOfFrame;
        for (int part = 0; part < count; part++) {
            int payload = RtpView.FIXED_HEADER_BYTES;
            int length =
                    isPicture()
                            ? payload + picture(payload, part == 0, key)
                            : payload + SOUND_BYTES;
            RtpView.writeHeader(plain, 0, payloadType(), sequenceNumber, timestamp(nowNs), ssrc);
            view.wrap(plain, 0, length);
            view.marker(isPicture() && part == count - 1);
            sequenceNumber = sequenceNumber + 1 & 0xFFFF;
            packets++;
            octets += length;
            publisher.sendRtp(packet, labelled());
        }
        frames++;
    }

    private int payloadType() {
        return isPicture() ? SdpOffer.VP8 : SdpOffer.OPUS;
    }

    private int timestamp(long nowNs) {
        return (int) RtpTimestamp.ticks(nowNs - startNs, isPicture() ? 90_000 : 48_000);
    }

    /** With the extensions of browsers. */
    private int labelled() {
        extensions.clear();
        extensions.add(SdpOffer.MID_ID, mid, 0, mid.length);
        extensions.addNumber(SdpOffer.TRANSPORT_CC_ID, publisher.nextTransportNumber(), 2);
        if (!isPicture()) {
            extensions.addNumber(SdpOffer.AUDIO_LEVEL_ID, 0x80 | (frames % LEVELS), 1);
        }
        return extensions.write(view, packet, 0);
    }

    /** The descriptor of VP8 (RFC 7741 section 4.2) and the beginning of a frame. */
    private int picture(int at, boolean first, boolean key) {
        plain[at] = (byte) (first ? 0x90 : 0x80);
        plain[at + 1] = (byte) 0xE0;
        NetworkOrder.put16(plain, at + 2, 0x8000 | (frames & 0x7FFF));
        plain[at + 4] = (byte) frames;
        plain[at + 5] = 0;
        if (first && key) {
            System.arraycopy(VP8_KEY, 0, plain, at + 6, VP8_KEY.length);
            int size = at + 6 + VP8_KEY.length;
            putLittleEndian(size, lines * 16 / 9);
            putLittleEndian(size + 2, lines);
        } else {
            plain[at + 6] = 1;
        }
        return PAYLOAD_BYTES;
    }

    private void putLittleEndian(int at, int value) {
        plain[at] = (byte) value;
        plain[at + 1] = (byte) (value >> 8);
    }

    /** A sender report and who it is. */
    void report(RtcpWriter out, long ntpTime, long nowNs) {
        out.senderReport(ssrc, ntpTime, timestamp(nowNs), packets, octets);
        out.canonicalName(ssrc, CNAME);
    }
}
