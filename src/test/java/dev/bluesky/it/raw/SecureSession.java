package dev.bluesky.it.raw;

import dev.bluesky.dtls.DtlsEndpoint;
import dev.bluesky.dtls.DtlsFailure;
import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsRole;
import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.dtls.DtlsVerdict;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;
import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.srtp.SrtpUnprotector;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The DTLS handshake and the SRTP that comes of it. On the loop. */
final class SecureSession implements AutoCloseable {
    /** Result of the packet path while there are no keys; no code of SrtpDrop. */
    static final int NO_KEYS = Integer.MIN_VALUE;

    /** What becomes of it; on the loop. */
    interface Outcome {
        void secured();

        void failed(DtlsFailure reason);

        void closedByServer();
    }

    private final DtlsEndpoint dtls;
    private final DtlsRole role;
    private final int ssrcsMax;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpProtector protector;
    private @Nullable SrtpUnprotector unprotector;

    SecureSession(
            RawLoop loop,
            DtlsSetup setup,
            int ssrcsMax,
            Consumer<byte[]> sending,
            Outcome outcome) {
        role = setup.role();
        this.ssrcsMax = ssrcsMax;
        dtls =
                new DtlsEndpoint(
                        setup,
                        loop.handshakes(),
                        new DtlsListener() {
                            @Override
                            public void send(byte[] datagram) {
                                loop.execute(() -> sending.accept(datagram));
                            }

                            @Override
                            public void completed(SrtpKeys keys) {
                                loop.execute(() -> install(keys, outcome));
                            }

                            @Override
                            public void failed(DtlsFailure reason) {
                                loop.execute(() -> outcome.failed(reason));
                            }

                            @Override
                            public void closedByPeer() {
                                loop.execute(outcome::closedByServer);
                            }
                        });
    }

    /** Sends the first flight, if that is ours. */
    void start() {
        dtls.start();
    }

    /** Media can flow with these keys. */
    void install(SrtpKeys keys, Outcome outcome) {
        boolean client = role == DtlsRole.ACTIVE;
        profile = keys.profile();
        protector =
                new SrtpProtector(keys.profile(), client ? keys.client() : keys.server(), ssrcsMax);
        unprotector =
                new SrtpUnprotector(
                        keys.profile(), client ? keys.server() : keys.client(), ssrcsMax);
        outcome.secured();
    }

    Optional<SrtpProfile> profile() {
        return Optional.ofNullable(profile);
    }

    boolean isSecured() {
        return protector != null;
    }

    DtlsVerdict receiveDtls(byte[] buffer, int offset, int length) {
        return dtls.receive(buffer, offset, length);
    }

    int openRtp(byte[] buffer, int offset, int length) {
        return unprotector == null ? NO_KEYS : unprotector.unprotectRtp(buffer, offset, length);
    }

    int openRtcp(byte[] buffer, int offset, int length) {
        return unprotector == null ? NO_KEYS : unprotector.unprotectRtcp(buffer, offset, length);
    }

    int sealRtp(byte[] buffer, int offset, int length) {
        return protector == null ? NO_KEYS : protector.protectRtp(buffer, offset, length);
    }

    int sealRtpAgain(byte[] buffer, int offset, int length) {
        return protector == null ? NO_KEYS : protector.protectRtpAgain(buffer, offset, length);
    }

    int sealRtcp(byte[] buffer, int offset, int length) {
        return protector == null ? NO_KEYS : protector.protectRtcp(buffer, offset, length);
    }

    /** Says farewell if there is somebody. */
    @Override
    public void close() {
        dtls.close();
    }
}
