package dev.bluesky.bench.parts;

import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.wire.rtp.RtpView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A publisher's packet on its way to one viewer, from the router to the bytes that are sent. */
@State(Scope.Thread)
public class ForwardBench {
    private static final int SSRCS = 16;

    @Param({"1200", "120"})
    int packetBytes;

    private VideoSource plain = new VideoSource(0);
    private VideoSource encrypted = new VideoSource(0);

    private static final class EncryptingSink extends Sink {
        private final SrtpProtector protector =
                new SrtpProtector(Keys.PROFILE, Keys.server(), SSRCS);

        EncryptingSink() {
            super(new byte[BUFFER_BYTES]);
        }

        @Override
        public void send(int length, long nowNs) {
            int encrypted = protector.protectRtp(buffer(), 0, length);
            if (encrypted < 0) {
                throw new IllegalStateException("refused: " + encrypted);
            }
            super.send(encrypted, nowNs);
        }
    }

    @Setup
    public void open() {
        plain = new VideoSource(packetBytes);
        plain.addViewer(new Sink(new byte[Sink.BUFFER_BYTES]));
        encrypted = new VideoSource(packetBytes);
        encrypted.addViewer(new EncryptingSink());
    }

    /** Read, kept for retransmission, and handed to a viewer under its numbers. */
    @Benchmark
    public Object readAndRewrite() {
        RtpView packet = plain.next();
        return plain.router().route(packet, plain.nowNs());
    }

    /** The same, and encrypted. */
    @Benchmark
    public Object readRewriteAndEncrypt() {
        RtpView packet = encrypted.next();
        return encrypted.router().route(packet, encrypted.nowNs());
    }
}
