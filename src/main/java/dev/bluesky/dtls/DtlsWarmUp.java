package dev.bluesky.dtls;

import dev.bluesky.srtp.SrtpKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One handshake with itself, so that classes are loaded and tables made before the first caller
 * comes: a first handshake takes some hundred milliseconds otherwise.
 */
public final class DtlsWarmUp {
    private DtlsWarmUp() {}

    /**
     * Waits until both sides have ended.
     *
     * @param executor must have two threads free
     * @return whether both completed in time
     */
    public static boolean handshake(DtlsCertificate certificate, Executor executor, Duration atMost)
            throws InterruptedException {
        List<DtlsFingerprint> fingerprints = List.of(certificate.fingerprint());
        DtlsLimits limits = DtlsLimits.DEFAULT.withDeadline(atMost);
        Side active = new Side();
        Side passive = new Side();
        try (DtlsEndpoint client =
                        new DtlsEndpoint(
                                DtlsSetup.of(DtlsRole.ACTIVE, certificate, fingerprints)
                                        .withLimits(limits),
                                executor,
                                active);
                DtlsEndpoint server =
                        new DtlsEndpoint(
                                DtlsSetup.of(DtlsRole.PASSIVE, certificate, fingerprints)
                                        .withLimits(limits),
                                executor,
                                passive)) {
            active.peer = server;
            passive.peer = client;
            client.start();
            return active.hasCompleted(atMost) && passive.hasCompleted(atMost);
        }
    }

    private static final class Side implements DtlsListener {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable DtlsEndpoint peer;
        private volatile boolean completed;

        @Override
        public void send(byte[] datagram) {
            DtlsEndpoint other = peer;
            if (other != null) {
                other.receive(datagram, 0, datagram.length);
            }
        }

        @Override
        public void completed(SrtpKeys keys) {
            completed = true;
            ended.countDown();
        }

        @Override
        public void failed(DtlsFailure reason) {
            ended.countDown();
        }

        @Override
        public void closedByPeer() {}

        boolean hasCompleted(Duration atMost) throws InterruptedException {
            return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS) && completed;
        }
    }
}
