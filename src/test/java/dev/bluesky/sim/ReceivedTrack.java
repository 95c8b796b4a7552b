package dev.bluesky.sim;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.receive.Arrival;
import dev.bluesky.media.receive.ReceiveStream;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a viewer got in one media section: every packet, by its number without wrapping. */
final class ReceivedTrack {
    /**
     * A packet.
     *
     * @param mark empty in a packet of padding
     * @param pictureId {@link FrameInfo#ABSENT} where the codec has none
     * @param again whether it came as a retransmission of its own SSRC
     */
    record Received(
            long number,
            int timestamp,
            int payloadType,
            Optional<Mark> mark,
            int pictureId,
            int pictureIdBits,
            int tl0PicIdx,
            long atNs,
            boolean again) {}

    /** A sender report. */
    record Report(long atNs, long ntpTime, int timestamp) {}

    private final String mid;
    private final int ssrc;
    private final int rtxSsrc;
    private final int clockRateHz;
    private final ReceiveStream stream;
    private final TreeMap<Long, Received> packets = new TreeMap<>();
    private final List<Received> arrivals = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final FrameInfo info = new FrameInfo();
    private long newest = Long.MIN_VALUE;
    private int duplicates;

    ReceivedTrack(String mid, int ssrc, int rtxSsrc, boolean isVideo) {
        this.mid = mid;
        this.ssrc = ssrc;
        this.rtxSsrc = rtxSsrc;
        clockRateHz = isVideo ? 90_000 : 48_000;
        stream =
                isVideo
                        ? ReceiveStream.withNack(ssrc, clockRateHz)
                        : ReceiveStream.withoutNack(ssrc, clockRateHz);
    }

    /** Returns whether it begins a key frame. */
    boolean packet(RtpView view, Codec codec, boolean again, long nowNs) {
        Arrival arrival =
                again
                        ? stream.recovered(view.sequenceNumber())
                        : stream.packet(
                                view.sequenceNumber(), view.timestamp(), view.length(), nowNs);
        if (arrival == Arrival.DUPLICATE) {
            duplicates++;
        }
        if (!arrival.isAccepted()) {
            return false;
        }
        int number = view.sequenceNumber();
        newest = newest == Long.MIN_VALUE ? number : SequenceNumber.unwrap(number, newest);
        Received received = read(newest, view, codec, again, nowNs);
        if (packets.put(newest, received) != null) {
            throw new AssertionError("sequence number " + number + " was used twice");
        }
        arrivals.add(received);
        newest = packets.lastKey();
        return info.startsKeyFrame();
    }

    private Received read(long number, RtpView view, Codec codec, boolean again, long nowNs) {
        int at = view.payloadOffset();
        codec.read(view.buffer(), at, view.payloadLength(), info);
        return new Received(
                number,
                view.timestamp(),
                view.payloadType(),
                Mark.read(view.buffer(), at, view.payloadLength()),
                info.pictureId(),
                info.pictureIdBits(),
                info.tl0PicIdx(),
                nowNs,
                again);
    }

    static Optional<String> midOf(RtpView view, int id) {
        HeaderExtensions extensions = view.extensions();
        int element = extensions.find(id);
        return element == HeaderExtensions.NONE
                ? Optional.empty()
                : Optional.of(
                        new String(
                                extensions.buffer(),
                                extensions.dataOffset(element),
                                extensions.dataLength(element),
                                StandardCharsets.US_ASCII));
    }

    void report(long ntpTime, int timestamp, long nowNs) {
        reports.add(new Report(nowNs, ntpTime, timestamp));
        stream.senderReport(ntpTime, timestamp, nowNs);
    }

    String mid() {
        return mid;
    }

    int ssrc() {
        return ssrc;
    }

    int rtxSsrc() {
        return rtxSsrc;
    }

    int clockRateHz() {
        return clockRateHz;
    }

    ReceiveStream stream() {
        return stream;
    }

    /** In the order of their numbers. */
    List<Received> packets() {
        return List.copyOf(packets.values());
    }

    /** In the order in which they came. */
    List<Received> arrivals() {
        return arrivals;
    }

    List<Mark> marks() {
        return packets.values().stream().flatMap(packet -> packet.mark().stream()).toList();
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    /** How many numbers between the first and the newest have not come. */
    long gaps() {
        return packets.isEmpty() ? 0 : packets.lastKey() - packets.firstKey() + 1 - packets.size();
    }

    List<Report> reports() {
        return reports;
    }

    /** How often a packet came that had come before, and was not refused by SRTP. */
    int duplicates() {
        return duplicates;
    }
}
