package dev.bluesky.bench.parts;

import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.wire.rtp.RtpView;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Encryption with AES-128-GCM. */
@State(Scope.Thread)
public class ProtectBench {
    private static final int SSRCS = 16;
    private static final byte[] REPORT = "\200\311\0\1rtcp".getBytes(StandardCharsets.ISO_8859_1);

    @Param({"1200", "120"})
    int packetBytes;

    private final SrtpProtector protector = new SrtpProtector(Keys.PROFILE, Keys.server(), SSRCS);
    private final byte[] buffer = new byte[2048];
    private int number;

    /** RTP. */
    @Benchmark
    public int protectRtp() {
        number++;
        RtpView.writeHeader(buffer, 0, 96, number & 0xFFFF, number, 1);
        return protector.protectRtp(buffer, 0, packetBytes);
    }

    /** RTCP. */
    @Benchmark
    public int protectRtcp() {
        System.arraycopy(REPORT, 0, buffer, 0, REPORT.length);
        return protector.protectRtcp(buffer, 0, packetBytes);
    }
}
