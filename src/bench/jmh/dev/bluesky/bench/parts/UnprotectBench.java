package dev.bluesky.bench.parts;

import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.srtp.SrtpUnprotector;
import dev.bluesky.wire.rtp.RtpView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decryption with AES-128-GCM; garbage is counted with a share of a new receiver's. */
@State(Scope.Thread)
public class UnprotectBench {
    private static final int PACKETS = 1024;
    private static final int ROOM = 64;
    private static final int SSRCS = 16;

    @Param({"1200", "120"})
    int packetBytes;

    private byte[] encrypted = new byte[0];
    private byte[] buffer = new byte[0];
    private int[] lengths = new int[0];
    private SrtpUnprotector unprotector = unprotector();

    private static SrtpUnprotector unprotector() {
        return new SrtpUnprotector(Keys.PROFILE, Keys.server(), SSRCS);
    }

    @Setup
    public void encrypt() {
        SrtpProtector protector = new SrtpProtector(Keys.PROFILE, Keys.server(), SSRCS);
        encrypted = new byte[PACKETS * (packetBytes + ROOM)];
        buffer = new byte[encrypted.length];
        lengths = new int[PACKETS];
        for (int i = 0; i < PACKETS; i++) {
            int at = i * (packetBytes + ROOM);
            RtpView.writeHeader(encrypted, at, 96, i, i, 1);
            lengths[i] = protector.protectRtp(encrypted, at, packetBytes);
        }
    }

    /** What was decrypted once is not decrypted again: a new receiver for each row of packets. */
    @Setup(Level.Invocation)
    public void receiveAgain() {
        System.arraycopy(encrypted, 0, buffer, 0, encrypted.length);
        unprotector = unprotector();
    }

    /** RTP. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int unprotectRtp() {
        int bytes = 0;
        for (int i = 0; i < PACKETS; i++) {
            int length = unprotector.unprotectRtp(buffer, i * (packetBytes + ROOM), lengths[i]);
            if (length < 0) {
                throw new IllegalStateException("refused: " + length);
            }
            bytes += length;
        }
        return bytes;
    }
}
