package dev.bluesky.engine.forward;

import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.PeerTransport;
import dev.bluesky.peer.TransportListener;
import dev.bluesky.peer.TransportSetup;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.LongFunction;

/**
 * What the connections of one loop share.
 *
 * @param loop where their state lives
 * @param demultiplexer of that loop
 * @param media of that loop
 * @param keys agrees on keys with peers
 * @param candidates values of {@code a=candidate}: the same for all
 * @param ice how long peers are waited for
 * @param connectTimeoutNs until a peer that is not connected is given up
 */
record EngineContext(
        TransportSetup.LoopExecutor loop,
        Demultiplexer demultiplexer,
        MediaContext media,
        KeyAgreement.Opener keys,
        List<String> candidates,
        Identity identity,
        ForwardThreads threads,
        SecureRandom random,
        IceLimits ice,
        long connectTimeoutNs) {

    /**
     * SSRCs of one peer in its whole life: what a publisher has sent with is remembered to its end,
     * so that nobody replays it. Some 150 bytes each.
     */
    static final int SSRCS_MAX = 1024;

    /** The number of the loop. */
    int index() {
        return demultiplexer.loop();
    }

    /** Runs what waits for nobody and need not be on the loop. */
    ExecutorService workers() {
        return threads.workers();
    }

    /**
     * What the loop answers, told the time; an HTTP thread waits for it, so whatever goes wrong
     * comes to it.
     */
    <T> CompletableFuture<T> ask(LongFunction<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(
                nowNs -> {
                    try {
                        answer.complete(question.apply(nowNs));
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    PeerTransport transport(
            Proposal proposal, DtlsSetup dtls, TransportListener listener, long nowNs) {
        TransportSetup setup =
                new TransportSetup(
                        ice,
                        proposal.local(),
                        proposal.remote().ufrag(),
                        dtls,
                        keys,
                        loop,
                        SSRCS_MAX);
        return new PeerTransport(setup, listener, nowNs);
    }
}
