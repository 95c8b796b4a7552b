package dev.bluesky.bench.parts;

import dev.bluesky.ice.IceCredentials;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.ice.IceLiteAgent;
import dev.bluesky.wire.stun.StunMessages;
import dev.bluesky.wire.stun.StunResponseWriter;
import java.net.InetSocketAddress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * An ICE check of a peer that is connected, and its answer; each peer sends one in some seconds.
 */
@State(Scope.Thread)
public class CheckBench {
    private static final IceCredentials LOCAL =
            new IceCredentials("LocalUfr", "local+password+of+24/chr");
    private static final String REMOTE_UFRAG = "RemU";
    private static final InetSocketAddress PEER = new InetSocketAddress("198.51.100.7", 40001);
    private static final long INTERVAL_NS = 2_500_000_000L;

    private final byte[] check =
            StunMessages.check(LOCAL.ufrag() + ":" + REMOTE_UFRAG, 1)
                    .useCandidate()
                    .signed(LOCAL.password())
                    .fingerprinted();
    private final byte[] response = new byte[StunResponseWriter.BYTES_MAX];
    private final IceLiteAgent agent = new IceLiteAgent(IceLimits.DEFAULT, LOCAL, REMOTE_UFRAG, 0);
    private long nowNs;

    /** Read, both of its checksums verified, answered, signed. */
    @Benchmark
    public int answerCheck() {
        nowNs += INTERVAL_NS;
        int bytes = agent.handle(check, 0, check.length, PEER, nowNs, response).responseBytes();
        if (bytes == 0) {
            throw new IllegalStateException("not answered");
        }
        return bytes;
    }
}
