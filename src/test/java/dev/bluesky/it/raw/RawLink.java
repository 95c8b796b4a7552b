package dev.bluesky.it.raw;

import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.dtls.DtlsVerdict;
import dev.bluesky.it.raw.RawOptions.Habit;
import dev.bluesky.srtp.SrtpDrop;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.wire.rtp.PacketKind;
import dev.bluesky.wire.rtp.RtpView;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A peer's transport: the socket, checks, DTLS and SRTP on it. On the loop. */
final class RawLink implements MediaSender.Outbox, RtcpOutbox.Sending {
    private static final long CHECK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long CONSENT_NS = TimeUnit.MILLISECONDS.toNanos(2500);

    /** Room behind a packet for tag and index. */
    private static final int OVERHEAD_BYTES = 64;

    /** Takes compounds. */
    interface Compounds {
        void compound(byte[] buffer, int offset, int length, long nowNs);
    }

    private final RawLoop loop;
    private final RawOptions options;
    private final RawListener listener;
    private final Reception reception;
    private final Compounds compounds;
    private final SecureSession.Outcome outcome;
    private final RtpView rtp = new RtpView();
    private final ArrivalFeedback arrivals = new ArrivalFeedback(this);

    private @Nullable RawTransport transport;
    private @Nullable ConnectivityChecks checks;
    private @Nullable SecureSession session;
    private int transportSequenceNumber;
    private boolean handshakeBegun;
    private boolean keysAreGiven;
    private boolean parting;
    private boolean closed;

    RawLink(
            RawLoop loop,
            RawOptions options,
            RawListener listener,
            Reception reception,
            Compounds compounds,
            SecureSession.Outcome outcome) {
        this.loop = loop;
        this.options = options;
        this.listener = listener;
        this.reception = reception;
        this.compounds = compounds;
        this.outcome = outcome;
    }

    /** Opens the socket for the first answer, and checks with the credentials of each. */
    void take(RawOffer offer, RawAnswer answer) {
        RawIdentity identity = offer.identity();
        arrivals.expect(offer, answer);
        if (transport == null) {
            transport = options.opener().open(loop, options.route().apply(answer), this::datagram);
        }
        if (session == null) {
            session = newSession(identity, answer);
        }
        if (checks == null || !checks.remote().equals(answer.ice())) {
            checks = new ConnectivityChecks(options.checks(), identity.ice(), answer.ice());
            checkTurn(checks);
        }
    }

    private SecureSession newSession(RawIdentity identity, RawAnswer answer) {
        DtlsSetup setup =
                DtlsSetup.of(answer.role(), identity.certificate(), answer.fingerprints())
                        .withProfiles(options.profiles());
        return new SecureSession(loop, setup, options.ssrcsMax(), this::sendDtls, outcome);
    }

    /** Until it is answered every 50 ms, then every 2.5 s. */
    private void checkTurn(ConnectivityChecks current) {
        boolean answered = current.answered() > 0;
        boolean isLast = answered && !options.has(Habit.RENEWING_CONSENT);
        if (closed || current != checks || isLast) {
            return;
        }
        long nowNs = System.nanoTime();
        send(current.next(nowNs));
        loop.at(nowNs + (answered ? CONSENT_NS : CHECK_AGAIN_NS), () -> checkTurn(current));
    }

    void check() {
        if (checks != null) {
            send(checks.next(System.nanoTime()));
        }
    }

    void startHandshake() {
        handshakeBegun = true;
        session().start();
    }

    /** Media can flow with keys that both sides know from elsewhere. */
    void install(SrtpKeys keys) {
        keysAreGiven = true;
        session().install(keys, outcome);
    }

    /** Sends these bytes as they are. */
    void send(byte[] bytes) {
        send(bytes, 0, bytes.length);
    }

    private void send(byte[] buffer, int offset, int length) {
        loop.requireOwnThread();
        if (length > 0 && transport != null && !closed) {
            transport.send(buffer, offset, length);
        }
    }

    private void sendDtls(byte[] datagram) {
        send(datagram);
        if (parting) {
            vanish();
        }
    }

    /** Goes on from another port. */
    void move() {
        RawTransport old = transport();
        transport = options.opener().open(loop, old.remoteAddress(), this::datagram);
        old.close();
    }

    /** Closes the socket without a farewell. */
    void vanish() {
        closed = true;
        if (transport != null) {
            transport.close();
        }
        if (session != null) {
            session.close(); // Its farewell finds no socket.
        }
    }

    /** Closes the socket after the farewell, if there is anything to end. */
    void part() {
        if (isSecured() && !keysAreGiven && !closed) {
            parting = true;
            session().close();
        } else {
            vanish();
        }
    }

    boolean isClosed() {
        return closed;
    }

    boolean isSecured() {
        return session != null && session.isSecured();
    }

    SecureSession session() {
        return Optional.ofNullable(session).orElseThrow(noAnswer());
    }

    ConnectivityChecks checks() {
        return Optional.ofNullable(checks).orElseThrow(noAnswer());
    }

    RawTransport transport() {
        return Optional.ofNullable(transport).orElseThrow(noAnswer());
    }

    static Supplier<IllegalStateException> noAnswer() {
        return () -> new IllegalStateException("there is no answer yet");
    }

    private void datagram(byte[] buffer, int offset, int length, long nowNs) {
        listener.datagram(buffer, offset, length, nowNs);
        switch (PacketKind.of(buffer, offset, length)) {
            case STUN -> stun(buffer, offset, length, nowNs);
            case DTLS -> dtls(buffer, offset, length);
            case RTP -> rtp(buffer, offset, length, nowNs);
            case RTCP -> rtcp(buffer, offset, length, nowNs);
            case UNKNOWN -> reception.unknown();
        }
    }

    private void stun(byte[] buffer, int offset, int length, long nowNs) {
        checks().hear(buffer, offset, length, nowNs);
        if (checks().answered() > 0 && options.has(Habit.SHAKING_HANDS) && !handshakeBegun) {
            startHandshake();
        }
        if (options.has(Habit.ANSWERING_CHECKS)) {
            int bytes = checks().respond(buffer, offset, length, transport().remoteAddress());
            send(checks().response(), 0, bytes);
        }
    }

    private void dtls(byte[] buffer, int offset, int length) {
        if ((handshakeBegun || options.has(Habit.SHAKING_HANDS))
                && session().receiveDtls(buffer, offset, length) != DtlsVerdict.ACCEPTED) {
            reception.refusedDtls();
        }
    }

    private void rtp(byte[] buffer, int offset, int length, long nowNs) {
        int plain = session().openRtp(buffer, offset, length);
        if (plain < 0) {
            dropped(plain);
        } else if (rtp.wrap(buffer, offset, plain)) {
            if (options.has(Habit.FEEDING_BACK)) {
                arrivals.packet(rtp, nowNs);
            }
            Arrived how = reception.packet(rtp, nowNs);
            listener.rtp(rtp, how, nowNs);
        } else {
            reception.malformed();
        }
    }

    private void rtcp(byte[] buffer, int offset, int length, long nowNs) {
        int plain = session().openRtcp(buffer, offset, length);
        if (plain < 0) {
            dropped(plain);
        } else {
            compounds.compound(buffer, offset, plain, nowNs);
        }
    }

    private void dropped(int code) {
        if (code != SecureSession.NO_KEYS) {
            reception.dropped(SrtpDrop.of(code));
        }
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length) {
        send(buffer, offset, session().sealRtp(buffer, offset, length));
    }

    @Override
    public void rtpAgain(byte[] buffer, int offset, int length) {
        send(buffer, offset, session().sealRtpAgain(buffer, offset, length));
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length) {
        send(buffer, offset, session().sealRtcp(buffer, offset, length));
    }

    @Override
    public int nextTransportSequenceNumber() {
        return transportSequenceNumber++ & 0xFFFF;
    }

    /** A protected copy. */
    byte[] protectRtp(byte[] plain) {
        byte[] packet = Arrays.copyOf(plain, plain.length + OVERHEAD_BYTES);
        return cut(packet, session().sealRtp(packet, 0, plain.length));
    }

    /** A protected copy. */
    byte[] protectRtcp(byte[] plain) {
        byte[] packet = Arrays.copyOf(plain, plain.length + OVERHEAD_BYTES);
        return cut(packet, session().sealRtcp(packet, 0, plain.length));
    }

    private static byte[] cut(byte[] packet, int length) {
        if (length == SecureSession.NO_KEYS) {
            throw new IllegalStateException("there are no keys");
        }
        if (length < 0) {
            throw new IllegalStateException("not protected: " + SrtpDrop.of(length));
        }
        return Arrays.copyOf(packet, length);
    }
}
