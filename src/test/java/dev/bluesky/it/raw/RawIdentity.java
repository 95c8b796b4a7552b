package dev.bluesky.it.raw;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.ice.IceCredentials;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * By what the server knows a peer connection.
 *
 * @param sessionId of the {@code o=} line, positive
 * @param ice of this session
 * @param certificate may be shared by many
 */
public record RawIdentity(long sessionId, IceCredentials ice, DtlsCertificate certificate) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Everything new. */
    public static RawIdentity random() {
        return with(DtlsCertificate.generate(Instant.now(), Duration.ofDays(1)));
    }

    /** New credentials; a certificate takes milliseconds, which count with hundreds of peers. */
    public static RawIdentity with(DtlsCertificate certificate) {
        return new RawIdentity(RANDOM.nextLong() >>> 2, IceCredentials.random(RANDOM), certificate);
    }

    /** The same session with other credentials: an ICE restart. */
    public RawIdentity restarted() {
        return new RawIdentity(sessionId, IceCredentials.random(RANDOM), certificate);
    }
}
