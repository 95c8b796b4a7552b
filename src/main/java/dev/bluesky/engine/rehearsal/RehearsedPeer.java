package dev.bluesky.engine.rehearsal;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.dtls.DtlsEndpoint;
import dev.bluesky.dtls.DtlsFailure;
import dev.bluesky.dtls.DtlsFingerprint;
import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsRole;
import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.srtp.SrtpUnprotector;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.PacketKind;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import dev.bluesky.wire.stun.StunIntegrityKey;
import dev.bluesky.wire.stun.StunRequestWriter;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client: offers, checks its connection, shakes hands, and then sends and receives. */
abstract class RehearsedPeer {
    static final long SECOND_NS = 1_000_000_000L;
    private static final long CONSENT_NS = 5 * SECOND_NS / 2;
    private static final int PRIORITY = 0x6E7F1EFF;
    private static final int SSRCS_MAX = 256;
    private static final int RTCP_BYTES = 1200;
    private static final int BUFFER_BYTES = 2048;

    final RehearsalLoop loop;
    final InetSocketAddress address;
    private final Network network;
    private final Security security;
    private final IceCredentials local;
    private final StunRequestWriter checks = new StunRequestWriter();
    private final byte[] received = new byte[BUFFER_BYTES];
    private final byte[] sent = new byte[BUFFER_BYTES];
    private final RtcpWriter rtcp = new RtcpWriter();
    private @Nullable PeerConnection connection;
    private @Nullable IceCredentials remote;
    private @Nullable StunIntegrityKey remoteKey;
    private @Nullable DtlsEndpoint dtls;
    private @Nullable SrtpProtector protector;
    private @Nullable SrtpUnprotector unprotector;
    private volatile @Nullable Throwable failure; // Losses are told of on a worker.
    private long consentDueNs;
    private long transaction;

    /** Takes datagrams to the server. */
    interface Network {
        void toServer(InetSocketAddress from, byte[] buffer, int length);
    }

    /** Who it is, and how it comes to keys. */
    interface Security {
        DtlsCertificate certificate();

        IceCredentials credentials();

        DtlsEndpoint open(DtlsSetup setup, DtlsListener listener);
    }

    RehearsedPeer(
            RehearsalLoop loop, InetSocketAddress address, Network network, Security security) {
        this.loop = loop;
        this.address = address;
        this.network = network;
        this.security = security;
        local = security.credentials();
    }

    abstract void describe(SdpOffer offer);

    abstract void answered(SessionDescription answer);

    abstract void rtp(byte[] packet, int length);

    abstract void rtcp(byte[] packet, int length);

    /** Sends what is due to be told by RTCP. */
    abstract void report();

    /** Offers; the rest comes by itself. */
    final void join(PeerConnection over) {
        connection = over;
        SdpOffer offer = new SdpOffer(local, security.certificate().fingerprint().toString());
        describe(offer);
        over.negotiate(Offer.parse(offer.text()))
                .whenComplete((sdp, e) -> loop.execute(nowNs -> answered(sdp, e)));
    }

    private void answered(@Nullable String sdp, @Nullable Throwable refusal) {
        if (sdp == null) {
            failure = refusal;
            return;
        }
        SessionDescription answer = SessionDescription.parse(sdp);
        MediaSection first = answer.media().get(0);
        IceCredentials server =
                new IceCredentials(
                        first.attribute("ice-ufrag").orElseThrow(),
                        first.attribute("ice-pwd").orElseThrow());
        remote = server;
        remoteKey = new StunIntegrityKey(server.password());
        DtlsFingerprint fingerprint =
                DtlsFingerprint.parse(first.attribute("fingerprint").orElseThrow()).orElseThrow();
        dtls =
                security.open(
                        DtlsSetup.of(DtlsRole.ACTIVE, security.certificate(), List.of(fingerprint)),
                        new Keys());
        answered(answer);
        check();
    }

    /** What comes of DTLS, on its threads, is taken to the loop. */
    private final class Keys implements DtlsListener {
        @Override
        public void send(byte[] datagram) {
            loop.execute(
                    nowNs -> {
                        System.arraycopy(datagram, 0, sent, 0, datagram.length);
                        network.toServer(address, sent, datagram.length);
                    });
        }

        @Override
        public void completed(SrtpKeys keys) {
            loop.execute(nowNs -> secured(keys));
        }

        @Override
        public void failed(DtlsFailure reason) {
            loop.execute(nowNs -> lost("DTLS: " + reason));
        }

        @Override
        public void closedByPeer() {
            loop.execute(nowNs -> lost("closed by the server"));
        }
    }

    private void secured(SrtpKeys keys) {
        protector = new SrtpProtector(keys.profile(), keys.client(), SSRCS_MAX);
        unprotector = new SrtpUnprotector(keys.profile(), keys.server(), SSRCS_MAX);
    }

    /** A check that nominates the pair (RFC 8445), or renews consent (RFC 7675). */
    private void check() {
        IceCredentials server = remote;
        StunIntegrityKey key = remoteKey;
        if (server == null || key == null) {
            return;
        }
        consentDueNs = loop.nowNs() + CONSENT_NS;
        String username = server.ufrag() + ":" + local.ufrag();
        int length = checks.check(username, key, PRIORITY, ++transaction, sent);
        network.toServer(address, sent, length);
    }

    /** A datagram from the server; the buffer is its own. */
    final void hear(byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, received, 0, length);
        DtlsEndpoint shaking = dtls;
        SrtpUnprotector open = unprotector;
        switch (PacketKind.of(received, 0, length)) {
            case STUN -> {
                if (shaking != null && open == null) {
                    shaking.start();
                }
            }
            case DTLS -> {
                if (shaking != null) {
                    var unused = shaking.receive(received, 0, length);
                }
            }
            case RTP -> {
                int plain = open == null ? 0 : open.unprotectRtp(received, 0, length);
                if (plain > 0) {
                    rtp(received, plain);
                }
            }
            case RTCP -> {
                int plain = open == null ? 0 : open.unprotectRtcp(received, 0, length);
                if (plain > 0) {
                    rtcp(received, plain);
                }
            }
            case UNKNOWN -> lost("nobody can read what the server sent");
        }
    }

    /** Comes every 10 ms. */
    final void tick() {
        if (loop.nowNs() - consentDueNs >= 0) {
            check();
        }
        report();
    }

    /** Begins a compound, which {@link #sendRtcp} sends unless it is empty. */
    final RtcpWriter compound() {
        return rtcp.wrap(sent, 0, RTCP_BYTES);
    }

    final void sendRtcp(RtcpWriter compound) {
        SrtpProtector seal = protector;
        if (compound.length() > 0 && seal != null) {
            network.toServer(address, sent, seal.protectRtcp(sent, 0, compound.length()));
        }
    }

    /** Protects the packet where it is and sends it; there is room for the tag behind it. */
    final void sendRtp(byte[] packet, int length) {
        SrtpProtector seal = protector;
        if (seal != null) {
            network.toServer(address, packet, seal.protectRtp(packet, 0, length));
        }
    }

    /** Its connection will carry nothing more. */
    final void lost(String reason) {
        failure = new IllegalStateException(reason);
    }

    /** Whether media may flow, or never will. */
    final boolean isSettled() {
        return unprotector != null || failure != null;
    }

    /** Why it is not in the call. */
    final @Nullable Throwable failure() {
        return failure;
    }

    /** Its connection is closed, by a request and by a farewell. */
    final void leave() {
        if (connection != null) {
            connection.close();
        }
        if (dtls != null) {
            dtls.close();
        }
    }
}
