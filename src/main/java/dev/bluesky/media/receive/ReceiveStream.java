package dev.bluesky.media.receive;

import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.SequenceNumber;
import java.util.Optional;

/** One inbound SSRC: tells what each packet is, and knows what reports and NACKs need. */
public final class ReceiveStream {
    /** A larger step forward is a jump, not loss (RFC 3550 appendix A.1). */
    static final int MAX_DROPOUT = 3000;

    /** A larger step back is a jump, not reordering; retransmissions reach that far. */
    static final int MAX_MISORDER = 1024;

    private static final int NO_JUMP = -1;
    private static final int FEEDBACK_HEADER_BYTES = 12;

    private final int ssrc;
    private final Jitter jitter;
    private final LossLog log = new LossLog();
    private final Reception reception = new Reception();
    private final LastSenderReport lastSenderReport = new LastSenderReport();
    private final Optional<NackGenerator> nack;
    private final int[] nackScratch;
    private boolean started;
    private int jumpedTo = NO_JUMP;
    private long packets;
    private long bytes;
    private long duplicates;
    private long recovered;

    private ReceiveStream(int ssrc, int clockRate, Optional<NackGenerator> nack) {
        this.ssrc = ssrc;
        this.jitter = new Jitter(clockRate);
        this.nack = nack;
        this.nackScratch = new int[nack.isPresent() ? NackGenerator.WINDOW : 0];
    }

    /** A stream whose lost packets are not asked for again: audio, or video without NACK. */
    public static ReceiveStream withoutNack(int ssrc, int clockRate) {
        return new ReceiveStream(ssrc, clockRate, Optional.empty());
    }

    /** A stream whose lost packets are asked for again. */
    public static ReceiveStream withNack(int ssrc, int clockRate) {
        return new ReceiveStream(ssrc, clockRate, Optional.of(new NackGenerator()));
    }

    /**
     * A packet of this SSRC.
     *
     * @param length the RTP packet's bytes
     */
    public Arrival packet(int sequenceNumber, int rtpTimestamp, int length, long nowNs) {
        Arrival arrival = classify(sequenceNumber, nowNs);
        if (arrival.isAccepted()) {
            packets++;
            bytes += length;
        }
        if (arrival == Arrival.NEWEST || arrival == Arrival.RESTART) {
            jitter.packet(rtpTimestamp, nowNs);
        }
        return arrival;
    }

    private Arrival classify(int sequenceNumber, long nowNs) {
        if (!started) {
            begin(sequenceNumber);
            return accept(sequenceNumber, Arrival.NEWEST);
        }
        long number = SequenceNumber.unwrap(sequenceNumber, highest());
        long ahead = number - highest();
        if (ahead > MAX_DROPOUT || ahead <= -MAX_MISORDER) {
            return jump(sequenceNumber, nowNs);
        }
        jumpedTo = NO_JUMP;
        if (ahead <= 0) {
            return late(number);
        }
        log.advance(highest(), number);
        noteGap(highest() + 1, number, nowNs);
        return accept(number, Arrival.NEWEST);
    }

    private void begin(long first) {
        started = true;
        log.clear();
        reception.restart(first);
        jitter.restart();
    }

    /**
     * Two in a row far from the rest are a restarted publisher (RFC 3550 appendix A.1). The first
     * was dropped, so it counts as lost and is asked for: it may have begun the key frame.
     */
    private Arrival jump(int sequenceNumber, long nowNs) {
        if (jumpedTo == NO_JUMP || SequenceNumber.plus(jumpedTo, 1) != sequenceNumber) {
            jumpedTo = sequenceNumber;
            return Arrival.SEQUENCE_JUMP;
        }
        // One cycle up, so that the dropped packet's number is not negative.
        long number = SequenceNumber.MODULUS + (long) sequenceNumber;
        jumpedTo = NO_JUMP;
        begin(number - 1);
        nack.ifPresent(NackGenerator::restart);
        noteGap(number - 1, number, nowNs);
        return accept(number, Arrival.RESTART);
    }

    private void noteGap(long first, long newest, long nowNs) {
        if (nack.isEmpty()) {
            return;
        }
        if (first < newest) {
            nack.get().gap(first, newest, nowNs);
        } else {
            nack.get().newest(newest);
        }
    }

    private Arrival late(long number) {
        if (log.contains(number)) {
            duplicates++;
            return Arrival.DUPLICATE;
        }
        if (nack.isPresent()) {
            nack.get().late(number);
        }
        return accept(number, Arrival.LATE);
    }

    private Arrival accept(long number, Arrival arrival) {
        log.add(number);
        reception.packet(number);
        return arrival;
    }

    /**
     * A packet that came by retransmission on an SSRC of its own (RFC 4588). It is not counted as
     * received: the report on this SSRC is about the packets that were sent on it.
     */
    public Arrival recovered(int sequenceNumber) {
        long number = started ? SequenceNumber.unwrap(sequenceNumber, highest()) : 0;
        if (!started || number > highest() || number <= highest() - MAX_MISORDER) {
            return Arrival.TOO_OLD;
        }
        if (log.contains(number)) {
            duplicates++;
            return Arrival.DUPLICATE;
        }
        if (nack.isPresent()) {
            nack.get().late(number);
        }
        log.add(number);
        recovered++;
        return Arrival.LATE;
    }

    /** A sender report on this SSRC; it may claim any time. */
    public void senderReport(long ntpTime, int rtpTimestamp, long nowNs) {
        lastSenderReport.set(ntpTime, rtpTimestamp, nowNs);
    }

    /** Whether packets came since the last {@link #writeReportBlock}. */
    boolean hasNews() {
        return started && reception.hasNews();
    }

    /** Adds this stream's block to the report that is being written; false if there is no room. */
    boolean writeReportBlock(RtcpWriter out, long nowNs) {
        if (!out.hasRoomForReportBlock()) {
            return false;
        }
        return out.reportBlock(
                ssrc,
                reception.takeFractionLost(),
                reception.cumulativeLost(),
                (int) highest(),
                jitter.ticks(),
                lastSenderReport.middleBits(nowNs),
                lastSenderReport.delay(nowNs));
    }

    /**
     * Asks for the missing packets that are due, as far as there is room; the others stay due.
     *
     * @return how many packets were asked for
     */
    public int drainNack(RtcpWriter out, int senderSsrc, long nowNs) {
        if (nack.isEmpty()) {
            return 0;
        }
        int room = (out.remaining() - FEEDBACK_HEADER_BYTES) / Integer.BYTES;
        int max = Math.min(room, nackScratch.length);
        int count = nack.get().drain(nackScratch, max, nowNs);
        return out.genericNack(senderSsrc, ssrc, nackScratch, count);
    }

    /** What asks for lost packets; empty if nothing does. */
    public Optional<NackGenerator> nack() {
        return nack;
    }

    public int ssrc() {
        return ssrc;
    }

    /** The unwrapped sequence number of the newest packet. */
    public long highest() {
        return reception.highest();
    }

    public LastSenderReport lastSenderReport() {
        return lastSenderReport;
    }

    /** Packets accepted, without those recovered. */
    public long packets() {
        return packets;
    }

    /** Bytes of the packets accepted. */
    public long bytes() {
        return bytes;
    }

    /** Packets lost since the numbering began, whether recovered or not. */
    public long cumulativeLost() {
        return started ? reception.cumulativeLost() : 0;
    }

    public long duplicates() {
        return duplicates;
    }

    /** Packets that came by retransmission on another SSRC. */
    public long recovered() {
        return recovered;
    }

    /** In ticks of the stream's clock. */
    public int jitterTicks() {
        return jitter.ticks();
    }
}
