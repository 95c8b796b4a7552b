package dev.bluesky.bench.load;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.it.raw.RawLoop;
import java.time.Duration;
import java.time.Instant;

/**
 * What all rooms of a measurement share, so that their number changes nothing on this side.
 *
 * @param latencies of what viewers receive; belongs to {@code viewing}
 */
record LoadLoops(
        RawLoop publishing, RawLoop viewing, DtlsCertificate certificate, Latencies latencies)
        implements AutoCloseable {

    static LoadLoops start() {
        return new LoadLoops(
                new RawLoop("publishers"),
                new RawLoop("viewers"),
                DtlsCertificate.generate(Instant.now(), Duration.ofDays(30)),
                new Latencies());
    }

    @Override
    public void close() {
        viewing.close();
        publishing.close();
    }
}
