package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.dtls.DtlsCertificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Duration ROTATION = Duration.ofDays(1);

    /** Stands until it is moved. */
    private static final class StandingClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final StandingClock clock = new StandingClock();
    private final Identity identity = new Identity(clock, ROTATION);

    @Test
    void theCertificateServesForItsTimeAndThenThereIsAnotherOne() {
        DtlsCertificate first = identity.certificate();
        clock.now = clock.now.plus(ROTATION).minusSeconds(1);
        assertThat(identity.certificate()).isSameAs(first);

        clock.now = clock.now.plusSeconds(1);
        DtlsCertificate second = identity.certificate();
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(identity.certificate()).isSameAs(second);
    }

    @Test
    void aWallClockThatIsSetBackMakesNoNewOne() {
        DtlsCertificate first = identity.certificate();
        clock.now = clock.now.minus(Duration.ofDays(400));

        assertThat(identity.certificate()).isSameAs(first);
    }
}
