package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.ice.IceCredentials;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.View;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;
import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.srtp.SrtpUnprotector;
import dev.bluesky.wire.rtp.PacketKind;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import dev.bluesky.wire.stun.StunMessages;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A client: negotiates, checks its connection, agrees on keys, and then sends and receives. */
abstract class SimulatedPeer {
    static final int SSRCS_MAX = 1024;
    private static final int BUFFER_BYTES = 4096;
    private static final long CHECK_NS = 50 * VirtualTime.MS;
    private static final long CONSENT_NS = 2_500 * VirtualTime.MS;
    private static final long HELLO_NS = 100 * VirtualTime.MS;

    final VirtualTime time;
    final SplittableRandom random;
    private final Server server;
    private final String sessionId;
    private final Conditions conditions;
    private final byte[] hello;
    private final SrtpProtector protector;
    private final SrtpUnprotector unprotector;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private IceCredentials local;
    private @Nullable IceCredentials remote;
    private @Nullable PeerConnection connection;
    private Place place;
    private @Nullable SessionDescription answer;
    private @Nullable Throwable refusal;
    private Optional<String> lost = Optional.empty();
    private boolean alive = true;
    private boolean secured;
    private int checks;
    private int checksAnswered;
    private long transaction;
    private int farewells;
    private int offers;

    SimulatedPeer(Call call, SrtpProfile profile, Conditions conditions) {
        time = call.time();
        random = call.random();
        server = call.server();
        this.conditions = conditions;
        sessionId = Long.toString(random.nextLong(1, Long.MAX_VALUE));
        local = IceCredentials.random(new Seeded(random.split()));
        byte[] material = new byte[profile.exportedBytes()];
        random.nextBytes(material);
        hello = KeysInTheClear.hello(profile, material);
        SrtpKeys keys = KeysInTheClear.keys(hello);
        protector = new SrtpProtector(profile, keys.client(), SSRCS_MAX);
        unprotector = new SrtpUnprotector(profile, keys.server(), SSRCS_MAX);
        place = placeAt(call.nextAddress());
    }

    /** A further network that it has, which it uses from {@link #moveTo} on. */
    final Place placeAt(InetSocketAddress address) {
        return new Place(address, server, time, random, conditions, this::hears);
    }

    /** Another network is its own from now on; what is sent to the one before still arrives. */
    final void moveTo(Place other) {
        place = other;
        check();
    }

    final Place place() {
        return place;
    }

    final Server server() {
        return server;
    }

    abstract PeerConnection open();

    abstract List<OfferedSection> sections();

    abstract void answered(SessionDescription accepted);

    abstract void rtp(byte[] packet, int length);

    abstract void rtcp(byte[] packet, int length);

    abstract void tick();

    /** The connection as it was opened, or opens it. */
    private PeerConnection connection() {
        PeerConnection open = connection == null ? open() : connection;
        connection = open;
        return open;
    }

    /** Tells what it wants to see. */
    final void view(View wish) {
        connection().view(wish).whenComplete((view, failure) -> refusal = failure);
    }

    /** Offers what it has; the answer comes a moment later. */
    final void negotiate() {
        offers++;
        connection()
                .negotiate(Offer.parse(offer()))
                .whenComplete(
                        (sdp, failure) -> {
                            refusal = failure;
                            if (failure == null) {
                                accept(SessionDescription.parse(sdp));
                            }
                        });
    }

    private String offer() {
        List<String> mids = sections().stream().map(OfferedSection::mid).toList();
        StringBuilder sdp = new StringBuilder();
        sdp.append("v=0\r\no=- %s 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n".formatted(sessionId))
                .append("a=group:BUNDLE %s\r\n".formatted(String.join(" ", mids)));
        sections().forEach(s -> s.write(sdp, local.ufrag(), local.password(), "actpass"));
        return sdp.toString();
    }

    /** How often it has offered. */
    final int offers() {
        return offers;
    }

    private void accept(SessionDescription accepted) {
        boolean first = answer == null;
        answer = accepted;
        MediaSection section = accepted.media().get(0);
        remote =
                new IceCredentials(
                        section.attribute("ice-ufrag").orElseThrow(),
                        section.attribute("ice-pwd").orElseThrow());
        answered(accepted);
        if (first) {
            check();
            time.every(CHECK_NS, this::checkUntilAnswered);
            time.every(CONSENT_NS, this::checkAgain);
            time.every(HELLO_NS, this::sayHello);
            time.every(10 * VirtualTime.MS, this::tickWhileAlive);
        } else {
            check();
        }
    }

    private boolean checkUntilAnswered() {
        if (alive && checksAnswered == 0) {
            check();
        }
        return alive && checksAnswered == 0;
    }

    private boolean checkAgain() {
        if (alive) {
            check();
        }
        return alive;
    }

    private boolean sayHello() {
        if (alive && !secured && checksAnswered > 0) {
            send(hello);
        }
        return alive && !secured;
    }

    private boolean tickWhileAlive() {
        if (alive && secured) {
            tick();
        }
        return alive;
    }

    /** A check of the present place, which nominates it. */
    final void check() {
        check(place, true);
    }

    final void check(Place from, boolean nominating) {
        IceCredentials server = remote;
        if (server == null) {
            return;
        }
        StunMessages check =
                StunMessages.check(server.ufrag() + ":" + local.ufrag(), transaction++);
        StunMessages whole = nominating ? check.useCandidate() : check;
        byte[] bytes = whole.signed(server.password()).fingerprinted();
        checks++;
        from.up().send(bytes, 0, bytes.length);
    }

    /** New ICE credentials in a new offer (RFC 8445 section 9). */
    final void restartIce() {
        local = IceCredentials.random(new Seeded(random.split()));
        negotiate();
    }

    private void hears(Place at, byte[] datagram) {
        System.arraycopy(datagram, 0, buffer, 0, datagram.length);
        switch (PacketKind.of(buffer, 0, datagram.length)) {
            case STUN -> checksAnswered++;
            case DTLS -> hearsKeys(datagram[0]);
            case RTP -> {
                int plain = unprotector.unprotectRtp(buffer, 0, datagram.length);
                if (plain > 0) {
                    rtp(buffer, plain);
                }
            }
            case RTCP -> {
                int plain = unprotector.unprotectRtcp(buffer, 0, datagram.length);
                if (plain > 0) {
                    rtcp(buffer, plain);
                }
            }
            case UNKNOWN -> throw new AssertionError("the server sent " + datagram[0]);
        }
    }

    private void hearsKeys(byte type) {
        if (type == KeysInTheClear.FAREWELL) {
            farewells++;
        } else {
            secured = true;
        }
    }

    final void send(byte[] datagram) {
        place.up().send(datagram, 0, datagram.length);
    }

    /** Protects a copy and sends it. */
    final void sendRtp(byte[] packet, int length) {
        sendRtp(packet, length, false);
    }

    /** The same bytes as once before. */
    final void sendRtpAgain(byte[] packet, int length) {
        sendRtp(packet, length, true);
    }

    private void sendRtp(byte[] packet, int length, boolean again) {
        byte[] copy = Arrays.copyOf(packet, length + 64);
        int sealed =
                again
                        ? protector.protectRtpAgain(copy, 0, length)
                        : protector.protectRtp(copy, 0, length);
        assertThat(sealed).as("protected length").isPositive();
        place.up().send(copy, 0, sealed);
    }

    final void sendRtcp(byte[] packet, int length) {
        byte[] copy = Arrays.copyOf(packet, length + 64);
        int sealed = protector.protectRtcp(copy, 0, length);
        assertThat(sealed).as("protected length").isPositive();
        place.up().send(copy, 0, sealed);
    }

    /** Ends without a word. */
    final void vanish() {
        alive = false;
    }

    /** Says farewell over the wire, as a browser that is closed. */
    final void sayFarewell() {
        send(KeysInTheClear.message(KeysInTheClear.FAREWELL));
        vanish();
    }

    /** Closes it over HTTP. */
    final void close() {
        vanish();
        connection().close();
    }

    void lost(String reason) {
        lost = Optional.of(reason);
    }

    /** Why the server gave it up, if it did. */
    final Optional<String> lost() {
        return lost;
    }

    final boolean isAlive() {
        return alive;
    }

    final boolean isSecured() {
        return secured;
    }

    /** Why the last offer was refused, if it was. */
    final Optional<Throwable> refusal() {
        return Optional.ofNullable(refusal);
    }

    final int checksAnswered() {
        return checksAnswered;
    }

    final int checksSent() {
        return checks;
    }

    final int farewells() {
        return farewells;
    }

    final String remoteUfrag() {
        IceCredentials known = remote;
        assertThat(known).as("answer").isNotNull();
        return known == null ? "" : known.ufrag();
    }

    /** What the server counted of it. */
    final Map<String, Long> counters() {
        return server.counters(remoteUfrag());
    }

    final long counter(String name) {
        return counters().getOrDefault(name, 0L);
    }

    final List<MediaSection> answeredSections() {
        return answer == null ? List.of() : new ArrayList<>(answer.media());
    }
}
