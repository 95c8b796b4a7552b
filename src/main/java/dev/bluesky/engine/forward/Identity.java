package dev.bluesky.engine.forward;

import dev.bluesky.dtls.DtlsCertificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The server's DTLS certificate, a new one from time to time. Connections keep the one they have.
 */
final class Identity {

    /** Clients check the fingerprint and never the dates; a peer may stay for long. */
    private static final Duration BEYOND_ROTATION = Duration.ofDays(30);

    private final Clock clock;
    private final Duration rotation;
    private DtlsCertificate certificate;
    private Instant replaceAt;

    /**
     * @param rotation how long a certificate serves new connections
     */
    Identity(Clock clock, Duration rotation) {
        this.clock = clock;
        this.rotation = rotation;
        Instant now = clock.instant();
        certificate = DtlsCertificate.generate(now, rotation.plus(BEYOND_ROTATION));
        replaceAt = now.plus(rotation);
    }

    /** The one for a new connection. */
    synchronized DtlsCertificate certificate() {
        Instant now = clock.instant();
        if (!now.isBefore(replaceAt)) {
            certificate = DtlsCertificate.generate(now, rotation.plus(BEYOND_ROTATION));
            replaceAt = now.plus(rotation);
        }
        return certificate;
    }
}
