package dev.bluesky.bench.parts;

import dev.bluesky.media.receive.ReceiveStream;
import dev.bluesky.media.receive.ReceiveStreams;
import dev.bluesky.media.receive.ReceiverReporter;
import dev.bluesky.media.receive.TransportCcRecorder;
import dev.bluesky.wire.rtcp.RtcpWriter;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a publisher is told: each with the packets that it tells of. */
@State(Scope.Thread)
public class FeedbackBench {
    private static final int PACKETS = 20;
    private static final int LOST = 2;
    private static final long PACKET_NS = 5_000_000L;
    private static final int PACKET_BYTES = 1200;
    private static final int BUFFER_BYTES = 1400;
    private static final int LOCAL_SSRC = 1;
    private static final byte[] CNAME = "bluesky".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final RtcpWriter out = new RtcpWriter();
    private TransportCcRecorder recorder = new TransportCcRecorder();
    private ReceiveStreams streams = new ReceiveStreams(2);
    private ReceiveStream video = ReceiveStream.withNack(2, 90_000);
    private ReceiveStream audio = ReceiveStream.withoutNack(3, 48_000);
    private ReceiverReporter reporter = new ReceiverReporter(LOCAL_SSRC, CNAME, streams, 0);
    private int number;
    private long nowNs;

    @Setup(Level.Iteration)
    public void begin() {
        recorder = new TransportCcRecorder();
        video = ReceiveStream.withNack(2, 90_000);
        audio = ReceiveStream.withoutNack(3, 48_000);
        streams = new ReceiveStreams(2);
        streams.add(video);
        streams.add(audio);
        reporter = new ReceiverReporter(LOCAL_SSRC, CNAME, streams, nowNs);
    }

    private void next() {
        number++;
        nowNs += PACKET_NS;
    }

    /** Transport-wide feedback of 20 packets. */
    @Benchmark
    public int transportFeedbackOf20() {
        out.wrap(buffer, 0, buffer.length);
        for (int i = 0; i < PACKETS; i++) {
            next();
            recorder.packet(number & 0xFFFF, 2, nowNs);
        }
        recorder.drain(out, LOCAL_SSRC, nowNs);
        return written();
    }

    /** A receiver report of two streams, of which 20 packets came each. */
    @Benchmark
    public int receiverReportOf20() {
        out.wrap(buffer, 0, buffer.length);
        for (int i = 0; i < PACKETS; i++) {
            next();
            video.packet(number & 0xFFFF, number * 450, PACKET_BYTES, nowNs);
            audio.packet(number & 0xFFFF, number * 240, PACKET_BYTES, nowNs);
        }
        reporter.write(out, nowNs);
        return written();
    }

    /** Of 20 packets two are missing, asked for, and come. */
    @Benchmark
    public int nackOf2In20() {
        out.wrap(buffer, 0, buffer.length);
        int lost = number + PACKETS / 2;
        for (int i = 0; i < PACKETS; i++) {
            next();
            if (number < lost || number >= lost + LOST) {
                video.packet(number & 0xFFFF, number * 450, PACKET_BYTES, nowNs);
            }
        }
        video.drainNack(out, LOCAL_SSRC, nowNs);
        for (int i = 0; i < LOST; i++) {
            video.recovered(lost + i & 0xFFFF);
        }
        return written();
    }

    private int written() {
        if (out.length() == 0) {
            throw new IllegalStateException("nothing was due");
        }
        return out.length();
    }
}
