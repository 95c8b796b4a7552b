package dev.bluesky.bench.parts;

import dev.bluesky.wire.rtp.RtpView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A packet to a hundred viewers, of which each has its numbers and its memory. */
@State(Scope.Thread)
public class FanOutBench {
    private static final int VIEWERS = 100;
    private static final int PACKET_BYTES = 1200;

    private final VideoSource source = new VideoSource(PACKET_BYTES);

    @Setup
    public void open() {
        byte[] shared = new byte[Sink.BUFFER_BYTES];
        for (int i = 0; i < VIEWERS; i++) {
            source.addViewer(new Sink(shared));
        }
    }

    /** Rewritten for each of them. */
    @Benchmark
    @OperationsPerInvocation(VIEWERS)
    public Object rewriteForEachOf100() {
        RtpView packet = source.next();
        return source.router().route(packet, source.nowNs());
    }
}
