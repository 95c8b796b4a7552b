package dev.bluesky.it.raw;

import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.AbsSendTime;
import dev.bluesky.wire.rtp.AudioLevel;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpTimestamp;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import dev.bluesky.wire.rtp.SdesText;
import dev.bluesky.wire.rtp.SequenceNumber;
import dev.bluesky.wire.rtp.TransportSequenceNumber;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One stream that we publish: packets with the negotiated extensions, sent again on request. On the
 * loop.
 */
public final class MediaSender {
    /** Takes plain packets, protects them in place and sends them. */
    interface Outbox {
        void rtp(byte[] buffer, int offset, int length);

        void rtpAgain(byte[] buffer, int offset, int length);

        /** Counts all packets of the transport. */
        int nextTransportSequenceNumber();
    }

    private static final int BUFFER_BYTES = 2048;

    private final Outbox outbox;
    private final RawLayer layer;
    private final RawCodec codec;
    private final byte[] mid;
    private final byte[] rid;
    private final int midId;
    private final int ridId;
    private final int repairedRidId;
    private final int transportId;
    private final int sendTimeId;
    private final int levelId;
    private final HeaderExtensionWriter extensions = new HeaderExtensionWriter(false);
    private final RtpView view = new RtpView();
    private final byte[] bare = new byte[BUFFER_BYTES];
    private final byte[] packet = new byte[BUFFER_BYTES];
    private final PacketHistory history = new PacketHistory();

    private int payloadType;
    private int levelOctet = AudioLevel.SILENCE;
    private int sequenceNumber = ThreadLocalRandom.current().nextInt(SequenceNumber.MODULUS);
    private int rtxSequenceNumber = ThreadLocalRandom.current().nextInt(SequenceNumber.MODULUS);
    private int lastTimestamp;
    private long lastSentNs;
    private long packets;
    private long octets;
    private long resent;
    private long forgotten;

    MediaSender(Outbox outbox, RawSection section, RawLayer layer, RawAnswer answer) {
        this.outbox = outbox;
        this.layer = layer;
        codec = section.codecs().get(0);
        payloadType = codec.payloadType();
        mid = section.mid().getBytes(StandardCharsets.US_ASCII);
        rid = layer.rid().getBytes(StandardCharsets.US_ASCII);
        ridId = answer.extensionId(section.mid(), SdesText.RID_URI);
        repairedRidId = answer.extensionId(section.mid(), SdesText.REPAIRED_RID_URI);
        midId = answer.extensionId(section.mid(), SdesText.MID_URI);
        transportId = answer.extensionId(section.mid(), TransportSequenceNumber.URI);
        sendTimeId = answer.extensionId(section.mid(), AbsSendTime.URI);
        levelId = answer.extensionId(section.mid(), AudioLevel.URI);
    }

    public int ssrc() {
        return layer.ssrc();
    }

    /** Packets from now on are of this codec. */
    public void payloadType(int other) {
        payloadType = other;
    }

    /** What audio packets from now on say (RFC 6464). */
    public void audioLevel(int level, boolean voice) {
        levelOctet = AudioLevel.octet(level, voice);
    }

    /** The next packet's number. */
    public int sequenceNumber() {
        return sequenceNumber;
    }

    /** Jumps there. */
    public void sequenceNumber(int next) {
        sequenceNumber = next & 0xFFFF;
    }

    /**
     * Sends the next packet.
     *
     * @return its sequence number
     */
    public int send(int timestamp, boolean marker, byte[] payload, int offset, int length) {
        int sent = sequenceNumber;
        int bytes = write(timestamp, marker, payload, offset, length);
        history.add(sent, packet, 0, bytes);
        lastTimestamp = timestamp;
        lastSentNs = System.nanoTime();
        packets++;
        octets += length;
        outbox.rtp(packet, 0, bytes);
        return sent;
    }

    /** Makes the next packet as {@link #send} does, for whoever wants to spoil and send it. */
    public byte[] packet(int timestamp, boolean marker, byte[] payload) {
        int bytes = write(timestamp, marker, payload, 0, payload.length);
        return java.util.Arrays.copyOf(packet, bytes);
    }

    private int write(int timestamp, boolean marker, byte[] payload, int offset, int length) {
        RtpView.writeHeader(bare, 0, payloadType, sequenceNumber, timestamp, layer.ssrc());
        System.arraycopy(payload, offset, bare, RtpView.FIXED_HEADER_BYTES, length);
        view.wrap(bare, 0, RtpView.FIXED_HEADER_BYTES + length);
        view.marker(marker);
        sequenceNumber = SequenceNumber.plus(sequenceNumber, 1);
        chooseExtensions();
        return extensions.write(view, packet, 0);
    }

    private void chooseExtensions() {
        extensions.clear();
        if (midId != 0) {
            extensions.add(midId, mid, 0, mid.length);
        }
        if (ridId != 0 && rid.length > 0) {
            extensions.add(ridId, rid, 0, rid.length);
        }
        if (transportId != 0) {
            extensions.addNumber(
                    transportId,
                    outbox.nextTransportSequenceNumber(),
                    TransportSequenceNumber.BYTES);
        }
        if (sendTimeId != 0) {
            extensions.addNumber(
                    sendTimeId, AbsSendTime.ofNs(System.nanoTime()), AbsSendTime.BYTES);
        }
        if (levelId != 0) {
            extensions.addNumber(levelId, levelOctet, 1);
        }
    }

    /** Sends a packet again, as a retransmission if that was negotiated. */
    public void resend(int lost) {
        if (!history.has(lost)) {
            forgotten++;
            return;
        }
        resent++;
        if (codec.rtxPayloadType() == RawCodec.NO_RTX) {
            int bytes = history.length(lost);
            System.arraycopy(history.bytes(lost), 0, packet, 0, bytes);
            outbox.rtpAgain(packet, 0, bytes);
            return;
        }
        int bytes = history.length(lost);
        System.arraycopy(history.bytes(lost), 0, packet, Rtx.OSN_BYTES, bytes);
        view.wrap(packet, Rtx.OSN_BYTES, bytes);
        Rtx.wrap(view, layer.rtxSsrc(), codec.rtxPayloadType(), rtxSequenceNumber);
        rtxSequenceNumber = SequenceNumber.plus(rtxSequenceNumber, 1);
        renameRid();
        if (transportId != 0) {
            TransportSequenceNumber.overwrite(
                    view.extensions(), transportId, outbox.nextTransportSequenceNumber());
        }
        outbox.rtp(packet, view.offset(), view.length());
    }

    /** A retransmission says whose it is by another element (RFC 8852), of the same bytes. */
    private void renameRid() {
        int element = ridId == 0 ? HeaderExtensions.NONE : view.extensions().find(ridId);
        if (element != HeaderExtensions.NONE && repairedRidId != 0) {
            packet[element] =
                    (byte) (repairedRidId << 4 | (rid.length - 1)); // RFC 8285 section 4.2
        }
    }

    /** Packets sent, without retransmissions. */
    public long packets() {
        return packets;
    }

    /** Packets sent again. */
    public long resent() {
        return resent;
    }

    /** Packets that were asked for and no longer known. */
    public long forgotten() {
        return forgotten;
    }

    /** Adds its sender report, if it has sent. */
    void report(RtcpWriter writer, long nowNs) {
        if (packets > 0) {
            int sinceTicks = (int) RtpTimestamp.ticks(nowNs - lastSentNs, codec.clockRate());
            writer.senderReport(
                    layer.ssrc(), NtpClock.now(), lastTimestamp + sinceTicks, packets, octets);
        }
    }
}
