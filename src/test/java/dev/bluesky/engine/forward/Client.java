package dev.bluesky.engine.forward;

import dev.bluesky.negotiate.OfferText;
import dev.bluesky.peer.Link;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.stun.StunMessages;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A peer that does what is needed to be connected, one datagram each, and no more. */
final class Client {
    static final String FINGERPRINT = "sha-256 " + "AB:".repeat(31) + "CD";
    private static final int SPARE_BYTES = 64;

    private final VirtualEngine engine;
    private final PeerConnection connection;
    private final Link link;
    private InetSocketAddress address;
    private String ufrag = "";
    private String password = "";

    Client(VirtualEngine engine, PeerConnection connection, Link link, InetSocketAddress address) {
        this.engine = engine;
        this.connection = connection;
        this.link = link;
        this.address = address;
    }

    Client negotiate(OfferText offer) {
        String answer =
                connection
                        .negotiate(offer.with("sha-256 AA:BB", FINGERPRINT).parse())
                        .toCompletableFuture()
                        .join();
        ufrag = find(answer, "a=ice-ufrag:(\\S+)");
        password = find(answer, "a=ice-pwd:(\\S+)");
        return this;
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(text);
        }
        return matcher.group(1);
    }

    /** It sends from there now. */
    Client at(InetSocketAddress other) {
        address = other;
        return this;
    }

    Client check(long nowNs) {
        return checkAs("abcd", nowNs);
    }

    Client checkAs(String itsUfrag, long nowNs) {
        byte[] check =
                StunMessages.check(ufrag + ":" + itsUfrag, 1)
                        .useCandidate()
                        .signed(password)
                        .fingerprinted();
        return send(check, check.length, nowNs);
    }

    Client secure(long nowNs) {
        return send(new byte[] {22, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 13, nowNs);
    }

    /** An RTP packet of that payload type and SSRC. */
    Client rtp(int payloadType, int ssrc, long nowNs) {
        byte[] packet = new byte[100 + SPARE_BYTES];
        RtpView.writeHeader(packet, 0, payloadType, 1, 1, ssrc);
        SrtpProtector protector =
                new SrtpProtector(OneDatagramKeys.KEYS.profile(), OneDatagramKeys.KEYS.client(), 1);
        return send(packet, protector.protectRtp(packet, 0, 100), nowNs);
    }

    Client send(byte[] datagram, int length, long nowNs) {
        byte[] buffer = Arrays.copyOf(datagram, length + SPARE_BYTES);
        engine.handler().datagram(link, address, buffer, 0, length, nowNs);
        return this;
    }

    void close() {
        connection.close();
    }
}
