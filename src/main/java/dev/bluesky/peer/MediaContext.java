package dev.bluesky.peer;

import dev.bluesky.media.congestion.EstimatorSettings;
import dev.bluesky.media.forward.PacketBatch;
import dev.bluesky.wire.rtcp.RtcpWriter;

/** What all media of one loop shares: scratch memory, the clock, who is asked for key frames. */
public final class MediaContext {
    /** The longest datagram, with the most that extensions, RTX and SRTP add to a packet. */
    private static final int BUFFER_BYTES = 4096;

    /** With SRTCP's overhead, IP and UDP it stays below what any path carries. */
    private static final int RTCP_BYTES_MAX = 1200;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final RtcpWriter writer = new RtcpWriter();
    private final SourceDirectory keyFrames = new SourceDirectory();
    private final PacketBatch batch = new PacketBatch();
    private final NtpClock clock;
    private final EstimatorSettings bitrates;

    /** With bitrates toward viewers as they are by default. */
    public MediaContext(NtpClock clock) {
        this(clock, EstimatorSettings.DEFAULT);
    }

    private MediaContext(NtpClock clock, EstimatorSettings bitrates) {
        this.clock = clock;
        this.bitrates = bitrates;
    }

    /**
     * With bitrates toward viewers of one's own choice, in bits a second.
     *
     * @param startBps before anything is known of a viewer's path
     * @param minimumBps below it nothing is saved
     * @param maximumBps nobody is sent more
     */
    public static MediaContext withBitrates(
            NtpClock clock, long startBps, long minimumBps, long maximumBps) {
        return new MediaContext(clock, new EstimatorSettings(startBps, minimumBps, maximumBps));
    }

    /** The bounds of what viewers are sent, of those who say what their path carries. */
    EstimatorSettings bitrates() {
        return bitrates;
    }

    /** Where a packet is written and encrypted; it is taken before the next one is written. */
    byte[] buffer() {
        return buffer;
    }

    /** Begins an RTCP compound in the buffer. */
    RtcpWriter beginRtcp() {
        return writer.wrap(buffer, 0, RTCP_BYTES_MAX);
    }

    /** What waits for the end of the turn to be forwarded. */
    PacketBatch batch() {
        return batch;
    }

    /** Forwards what came in the turn that ends. */
    public void turnEnded(long nowNs) {
        batch.flush(nowNs);
    }

    SourceDirectory keyFrames() {
        return keyFrames;
    }

    /** How many streams all publishers send with now. */
    public int inboundStreams() {
        return keyFrames.size();
    }

    /** Our NTP time. */
    public NtpClock clock() {
        return clock;
    }
}
