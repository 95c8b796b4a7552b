package dev.bluesky.peer;

import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.ice.IceLimits;

/**
 * What a transport is made of.
 *
 * @param ice how long it waits for checks
 * @param local our ICE credentials
 * @param remoteUfrag the peer's
 * @param dtls our role and certificate, the peer's fingerprints
 * @param keys agrees on keys with the peer
 * @param loop takes its results to the thread that owns the transport
 * @param ssrcsMax how many SSRCs the peer may send with, and may be sent
 */
public record TransportSetup(
        IceLimits ice,
        IceCredentials local,
        String remoteUfrag,
        DtlsSetup dtls,
        KeyAgreement.Opener keys,
        LoopExecutor loop,
        int ssrcsMax) {

    /** Runs a command on the loop, telling it the time; does nothing when the loop has ended. */
    @FunctionalInterface
    public interface LoopExecutor {
        /** Queues the command. */
        void execute(Command command);
    }

    /** What runs on the loop. */
    @FunctionalInterface
    public interface Command {
        /** Runs it. */
        void run(long nowNs);
    }
}
