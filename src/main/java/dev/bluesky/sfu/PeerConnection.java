package dev.bluesky.sfu;

import dev.bluesky.negotiate.Offer;
import dev.bluesky.stats.ConnectionStatistics;
import java.util.concurrent.CompletionStage;

/** One peer connection of an engine (W3C WebRTC section 4.4, seen from the answering side). */
public interface PeerConnection extends AutoCloseable {

    /**
     * Answers an offer, the first one or a further one of the same session.
     *
     * @return the answer's SDP with all candidates inside; it fails with {@link SfuException}
     *     (UNSERVABLE, ENGINE_UNAVAILABLE, FAILED ...)
     */
    CompletionStage<String> negotiate(Offer offer);

    /**
     * What it has counted until now. Costs the engine some microseconds: whoever asks many
     * connections waits for some before asking the next ones.
     *
     * @return never completes if the engine is stuck or has ended
     */
    CompletionStage<ConnectionStatistics> statistics();

    /**
     * Takes the viewer's whole wish in place of the one before.
     *
     * @return completes when it is in force; fails with {@link SfuException} (UNSERVABLE, NOT_FOUND
     *     ...)
     */
    CompletionStage<View> view(View wish);

    /** Closes it and frees everything; returns at once and may be called again. */
    @Override
    void close();
}
