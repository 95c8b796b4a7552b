package dev.bluesky.peer;

import dev.bluesky.dtls.DtlsFailure;
import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsRole;
import dev.bluesky.dtls.DtlsVerdict;
import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.ice.IceChange;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.ice.IceDropReason;
import dev.bluesky.ice.IceLiteAgent;
import dev.bluesky.ice.IceResult;
import dev.bluesky.srtp.SrtpDrop;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.srtp.SrtpUnprotector;
import dev.bluesky.stats.Counters;
import dev.bluesky.stats.TransportStatistics;
import dev.bluesky.wire.stun.StunView;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one bundled transport to a peer: ICE-lite, DTLS, SRTP. Belongs to its loop; handshakes run
 * elsewhere and come back as commands.
 */
public final class PeerTransport {
    private final IceLiteAgent ice;
    private final KeyAgreement dtls;
    private final DtlsRole role;
    private final int ssrcsMax;
    private final TransportListener listener;
    private final Paths paths = new Paths();
    private final Counters<IceDropReason> iceDrops = new Counters<>(IceDropReason.class);
    private final Counters<DtlsVerdict> dtlsDrops = new Counters<>(DtlsVerdict.class);
    private final Counters<SrtpDrop> srtpDrops = new Counters<>(SrtpDrop.class);
    private final Counters<TransportDrop> drops = new Counters<>(TransportDrop.class);
    private final Counters<Traffic> traffic = new Counters<>(Traffic.class);
    private @Nullable SrtpProtector protector;
    private @Nullable SrtpUnprotector unprotector;
    private boolean farewellHeard;
    private boolean closed;

    /** A transport that waits for its peer's first check from now on. */
    public PeerTransport(TransportSetup setup, TransportListener listener, long nowNs) {
        this.ice = new IceLiteAgent(setup.ice(), setup.local(), setup.remoteUfrag(), nowNs);
        this.role = setup.dtls().role();
        this.ssrcsMax = setup.ssrcsMax();
        this.listener = listener;
        this.dtls = setup.keys().open(setup.dtls(), new OnTheLoop(setup.loop()));
    }

    /** Handshake threads speak; the loop hears. */
    private final class OnTheLoop implements DtlsListener {
        private final TransportSetup.LoopExecutor loop;

        OnTheLoop(TransportSetup.LoopExecutor loop) {
            this.loop = loop;
        }

        @Override
        public void send(byte[] datagram) {
            loop.execute(nowNs -> sendPlain(datagram));
        }

        @Override
        public void completed(SrtpKeys keys) {
            loop.execute(nowNs -> secured(keys, nowNs));
        }

        @Override
        public void failed(DtlsFailure reason) {
            loop.execute(nowNs -> end("the DTLS handshake failed: " + reason));
        }

        @Override
        public void closedByPeer() {
            loop.execute(nowNs -> farewell());
        }
    }

    /**
     * Takes a STUN message that names one of our ufrags, and answers it.
     *
     * @param response scratch of {@link dev.bluesky.wire.stun.StunResponseWriter#BYTES_MAX} bytes
     * @return what has changed for whoever finds transports by address and ufrag
     */
    public IceResult check(
            StunView check, Link link, InetSocketAddress source, long nowNs, byte[] response) {
        IceResult result = ice.handle(check, source, nowNs, response);
        boolean accepted = result.dropReason() == IceDropReason.NONE;
        if (accepted) {
            paths.checked(result, link, source);
            paths.follow(ice.path());
            traffic.count(Traffic.CHECKS_IN);
        } else {
            iceDrops.count(result.dropReason());
        }
        if (result.responseBytes() > 0 && !link.send(response, 0, result.responseBytes(), source)) {
            drops.count(TransportDrop.BACKED_UP);
        }
        if (accepted && role == DtlsRole.ACTIVE && result.change() != IceChange.NONE) {
            dtls.start();
        }
        return result;
    }

    /** Whether a datagram from there is the peer's to send; counts it when it is not. */
    public boolean admits(InetSocketAddress source, long nowNs) {
        boolean validated = ice.isValidated(source, nowNs);
        if (!validated) {
            drops.count(TransportDrop.UNVALIDATED_SOURCE);
        }
        return validated;
    }

    /** Takes a datagram of DTLS from a validated address. */
    public void handshake(byte[] buffer, int offset, int length) {
        DtlsVerdict verdict = dtls.receive(buffer, offset, length);
        if (verdict == DtlsVerdict.ACCEPTED) {
            traffic.count(Traffic.HANDSHAKE_DATAGRAMS_IN);
        } else {
            dtlsDrops.count(verdict);
        }
    }

    /** The length of the RTP packet in place of the SRTP packet, or negative when it is dropped. */
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        SrtpUnprotector keys = unprotector;
        return keys == null ? unkeyed() : opened(keys.unprotectRtp(buffer, offset, length));
    }

    /** The same for RTCP. */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        SrtpUnprotector keys = unprotector;
        return keys == null ? unkeyed() : opened(keys.unprotectRtcp(buffer, offset, length));
    }

    private int unkeyed() {
        drops.count(TransportDrop.BEFORE_KEYS);
        return SrtpDrop.BAD_TAG.code();
    }

    private int opened(int length) {
        if (length < 0) {
            srtpDrops.count(SrtpDrop.of(length));
        } else {
            traffic.count(Traffic.PACKETS_IN);
            traffic.count(Traffic.BYTES_IN, length);
        }
        return length;
    }

    /** A datagram of no known protocol. */
    public void dropUnknown() {
        drops.count(TransportDrop.UNKNOWN_PROTOCOL);
    }

    /** Protects an RTP packet in place, which needs room after it, and sends it. */
    public boolean sendRtp(byte[] buffer, int offset, int length) {
        SrtpProtector keys = protector;
        if (keys == null || !paths.isKnown()) {
            return unsendable();
        }
        return sendSealed(buffer, offset, keys.protectRtp(buffer, offset, length));
    }

    /** The same for a packet whose very bytes were sent before. */
    public boolean sendRtpAgain(byte[] buffer, int offset, int length) {
        SrtpProtector keys = protector;
        if (keys == null || !paths.isKnown()) {
            return unsendable();
        }
        return sendSealed(buffer, offset, keys.protectRtpAgain(buffer, offset, length));
    }

    /** The same for RTCP. */
    public boolean sendRtcp(byte[] buffer, int offset, int length) {
        SrtpProtector keys = protector;
        if (keys == null || !paths.isKnown()) {
            return unsendable();
        }
        return sendSealed(buffer, offset, keys.protectRtcp(buffer, offset, length));
    }

    /** An SSRC that is never sent with again: whoever changes often does not run out of them. */
    public void forget(int ssrc) {
        SrtpProtector keys = protector;
        if (keys != null) {
            keys.forget(ssrc);
        }
    }

    private boolean unsendable() {
        drops.count(TransportDrop.NOT_CONNECTED);
        return false;
    }

    private boolean sendSealed(byte[] buffer, int offset, int length) {
        if (length < 0) {
            srtpDrops.count(SrtpDrop.of(length));
            return false;
        }
        if (!paths.send(buffer, offset, length)) {
            drops.count(TransportDrop.BACKED_UP);
            return false;
        }
        traffic.count(Traffic.PACKETS_OUT);
        traffic.count(Traffic.BYTES_OUT, length);
        return true;
    }

    private void sendPlain(byte[] datagram) {
        if (!paths.isKnown()) {
            drops.count(TransportDrop.NOT_CONNECTED);
        } else if (!paths.send(datagram, 0, datagram.length)) {
            drops.count(TransportDrop.BACKED_UP);
        }
        if (closed) {
            paths.release();
        }
    }

    private void secured(SrtpKeys keys, long nowNs) {
        if (closed) {
            return;
        }
        boolean server = role == DtlsRole.PASSIVE;
        SrtpKeys.MasterKey ours = server ? keys.server() : keys.client();
        SrtpKeys.MasterKey theirs = server ? keys.client() : keys.server();
        protector = new SrtpProtector(keys.profile(), ours, ssrcsMax);
        unprotector = new SrtpUnprotector(keys.profile(), theirs, ssrcsMax);
        listener.connected(nowNs);
    }

    private void farewell() {
        farewellHeard = true;
        end("the peer has said farewell");
    }

    private void end(String reason) {
        if (!closed) {
            listener.ended(reason);
        }
    }

    /** An ICE restart; returns the ufrag of an earlier one that the peer never took up. */
    public Optional<String> restart(IceCredentials local, String remoteUfrag) {
        return ice.restart(local, remoteUfrag);
    }

    /** The local ufrags that are good now. */
    public List<String> localUfrags() {
        return ice.localUfrags();
    }

    /** Ends it when the peer has been silent for too long. */
    public void tick(long nowNs) {
        if (!closed && ice.expired(nowNs)) {
            listener.ended(
                    ice.path().isEmpty() ? "no check has come in time" : "the peer has vanished");
        }
    }

    /** A TCP connection is closed; the peer may come back over another link. */
    public void closed(Link link) {
        paths.closed(link);
    }

    /** Whether media flows. */
    public boolean isConnected() {
        return protector != null && !closed;
    }

    /** Where datagrams go now. */
    public Optional<InetSocketAddress> path() {
        return paths.address();
    }

    /** Says farewell to a peer that is connected, and lets go of its links after that. */
    public void close() {
        boolean saysFarewell = isConnected() && !farewellHeard;
        closed = true;
        dtls.close();
        if (!saysFarewell) {
            paths.release();
        }
    }

    /** Everything that is counted, by {@code group.name}. */
    public void report(ObjLongConsumer<String> to) {
        traffic.report("transport", to);
        reportDrops(to);
    }

    /** Of that, what ended here, by {@code group.reason}. */
    public void reportDrops(ObjLongConsumer<String> to) {
        drops.report("transport-drop", to);
        iceDrops.report("ice-drop", to);
        dtlsDrops.report("dtls-drop", to);
        srtpDrops.report("srtp-drop", to);
    }

    /** What has passed so far. */
    public TransportStatistics statistics() {
        return new TransportStatistics(
                paths.protocol(),
                traffic.of(Traffic.PACKETS_IN),
                traffic.of(Traffic.BYTES_IN),
                traffic.of(Traffic.PACKETS_OUT),
                traffic.of(Traffic.BYTES_OUT));
    }
}
