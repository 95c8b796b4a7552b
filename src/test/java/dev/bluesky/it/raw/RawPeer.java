package dev.bluesky.it.raw;

import dev.bluesky.dtls.DtlsFailure;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.SdpForm;
import dev.bluesky.it.raw.RawOptions.Habit;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;
import dev.bluesky.wire.rtcp.GenericNack;
import dev.bluesky.wire.rtcp.RtcpWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One peer connection to Blue Sky. Made with an offer; {@link #negotiate} posts it and takes the
 * answer, after which checks, the handshake and media follow by themselves as far as the options
 * say so.
 */
public final class RawPeer implements AutoCloseable {
    private static final long REPORTS_NS = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] CNAME = RawOffer.CNAME.getBytes(StandardCharsets.US_ASCII);

    private final RawLoop loop;
    private final RawOptions options;
    private final CompletableFuture<SrtpProfile> connected = new CompletableFuture<>();
    private final Map<String, MediaSender> senders = new LinkedHashMap<>();
    private final Reception reception = new Reception();
    private final Feedback feedback = new Feedback();
    private final RawLink link;
    private final RtcpOutbox rtcpOutbox;

    private volatile RawOffer offer;
    private @Nullable RawAnswer answer;

    public RawPeer(RawLoop loop, RawOffer offer, RawOptions options, RawListener listener) {
        this.loop = loop;
        this.offer = offer;
        this.options = options;
        RtcpHearing hearing = new RtcpHearing(reception, feedback, listener, this::resend);
        link =
                new RawLink(
                        loop,
                        options,
                        listener,
                        reception,
                        hearing::compound,
                        new Outcome(listener));
        rtcpOutbox = new RtcpOutbox(link, offer.sections().get(0).ssrc());
    }

    /** As browsers do, and nobody listens. */
    public RawPeer(RawLoop loop, RawOffer offer) {
        this(loop, offer, RawOptions.DEFAULT, RawListener.NONE);
    }

    /** The latest offer. From anywhere. */
    public RawOffer offer() {
        return offer;
    }

    /** Makes {@code user} publish, and goes on by itself. From anywhere but the loop. */
    public void publish(BlueSkyClient client, String room, String user) {
        negotiate(client, BlueSkyClient.sdpPath(room, user, user, "true"));
    }

    /** Makes {@code user} receive {@code publisher}. From anywhere but the loop. */
    public void receive(BlueSkyClient client, String room, String user, String publisher) {
        negotiate(client, BlueSkyClient.sdpPath(room, user, publisher, "false"));
    }

    /** Posts the offer there and takes the answer. From anywhere but the loop. */
    public void negotiate(BlueSkyClient client, String path) {
        accept(RawAnswer.parse(client.negotiate(path, SdpForm.PLAIN, offer.sdp())));
    }

    /** The same with another offer of the session: a renegotiation or an ICE restart. */
    public void renegotiate(BlueSkyClient client, String path, RawOffer next) {
        offer = next;
        negotiate(client, path);
    }

    /** Takes the answer to {@link #offer}, however it was got. From anywhere. */
    public void accept(RawAnswer accepted) {
        loop.run(() -> take(accepted));
    }

    /**
     * Goes on without DTLS, with keys that the server was told otherwise; after {@link #accept}, by
     * a peer that does not shake hands. From anywhere.
     */
    public void install(SrtpKeys keys) {
        loop.run(() -> link.install(keys));
    }

    private void take(RawAnswer accepted) {
        if (answer == null) {
            loop.at(System.nanoTime() + REPORTS_NS, this::reportTurn);
        }
        answer = accepted;
        reception.expect(offer, accepted);
        for (RawSection section : offer.sections()) {
            if (section.direction().sends() && accepted.direction(section.mid()).receives()) {
                section.layers().forEach(layer -> open(section, layer, accepted));
            }
        }
        link.take(offer, accepted);
    }

    private void open(RawSection section, RawLayer layer, RawAnswer accepted) {
        senders.computeIfAbsent(
                name(section.mid(), layer.rid()),
                name -> new MediaSender(link, section, layer, accepted));
    }

    private static String name(String mid, String rid) {
        return mid + " " + rid;
    }

    private void reportTurn() {
        if (link.isClosed()) {
            return;
        }
        if (options.has(Habit.REPORTING) && link.isSecured()) {
            report();
        }
        loop.at(System.nanoTime() + REPORTS_NS, this::reportTurn);
    }

    /** Sends reports of all that we send and receive. On the loop. */
    public void report() {
        loop.requireOwnThread();
        long nowNs = System.nanoTime();
        for (MediaSender sender : senders.values()) {
            rtcpOutbox.send(rtcp -> reportSender(rtcp, sender, nowNs));
        }
        if (!reception.streams().isEmpty()) {
            rtcpOutbox.send(rtcp -> reportReception(rtcp, nowNs));
        }
    }

    private static void reportSender(RtcpWriter rtcp, MediaSender sender, long nowNs) {
        if (sender.packets() > 0) {
            sender.report(rtcp, nowNs);
            rtcp.canonicalName(sender.ssrc(), CNAME);
        }
    }

    private void reportReception(RtcpWriter rtcp, long nowNs) {
        rtcp.receiverReport(rtcpOutbox.ssrc());
        reception.report(rtcp, nowNs);
        rtcp.canonicalName(rtcpOutbox.ssrc(), CNAME);
    }

    private void resend(GenericNack nack) {
        if (options.has(Habit.RETRANSMITTING)) {
            senders.values().stream()
                    .filter(sender -> sender.ssrc() == nack.mediaSsrc())
                    .forEach(sender -> nack.forEachLost(sender::resend));
        }
    }

    /** Waits until media can flow; fails if DTLS does. From anywhere but the loop. */
    public SrtpProfile awaitConnected(Duration limit) {
        return connected
                .copy()
                .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(
                        failure -> {
                            throw new AssertionError("not connected: " + this, failure);
                        })
                .join();
    }

    /** Whether media can flow. From anywhere. */
    public boolean isConnected() {
        return connected.isDone() && !connected.isCompletedExceptionally();
    }

    /** What we send in that m-line; fails if the answer does not want it. From anywhere. */
    public MediaSender sender(String mid) {
        return sender(mid, "");
    }

    /** What we send in that m-line under that rid; fails as {@link #sender(String)} does. */
    public MediaSender sender(String mid, String rid) {
        return loop.ask(
                () ->
                        Optional.ofNullable(senders.get(name(mid, rid)))
                                .orElseThrow(
                                        () ->
                                                new IllegalStateException(
                                                        "nothing is sent in m-line %s %s"
                                                                .formatted(mid, rid))));
    }

    /** The answer; fails before there is one. From anywhere. */
    public RawAnswer answer() {
        return loop.ask(() -> Optional.ofNullable(answer).orElseThrow(RawLink.noAnswer()));
    }

    /** Its socket; fails before there is an answer. From anywhere, to be used on the loop. */
    public RawTransport transport() {
        return loop.ask(link::transport);
    }

    /** What was received; on the loop. */
    public Reception reception() {
        loop.requireOwnThread();
        return reception;
    }

    /** What the server said about our streams; on the loop. */
    public Feedback feedback() {
        loop.requireOwnThread();
        return feedback;
    }

    /** Asks for key frames, packets, less; on the loop. */
    public RtcpOutbox rtcp() {
        loop.requireOwnThread();
        return rtcpOutbox;
    }

    /** How many of our checks were answered. From anywhere. */
    public long checksAnswered() {
        return loop.ask(() -> link.checks().answered());
    }

    /** The number of our latest check, from 1 on. From anywhere. */
    public long latestCheck() {
        return loop.ask(() -> link.checks().latest());
    }

    /** The number of our latest check that was answered, 0 before. From anywhere. */
    public long newestCheckAnswered() {
        return loop.ask(() -> link.checks().newestAnswered());
    }

    /** How many of our checks were answered with an error. From anywhere. */
    public long checksRefused() {
        return loop.ask(() -> link.checks().refused());
    }

    /** The round trip of the latest answered check, 0 before. From anywhere. */
    public long roundTripNs() {
        return loop.ask(() -> link.checks().roundTripNs());
    }

    /** Sends these bytes as they are. From anywhere. */
    public void sendDatagram(byte[] bytes) {
        loop.execute(() -> link.send(bytes));
    }

    /** Protects and sends a plain RTP packet, whatever is in it. From anywhere. */
    public void sendRtp(byte[] plain) {
        loop.execute(() -> link.send(link.protectRtp(plain)));
    }

    /** Protects and sends a plain RTCP compound, whatever is in it. From anywhere. */
    public void sendRtcp(byte[] plain) {
        loop.execute(() -> link.send(link.protectRtcp(plain)));
    }

    /** What {@link #sendRtp} would send; uses up the packet's number. From anywhere. */
    public byte[] protectRtp(byte[] plain) {
        return loop.ask(() -> link.protectRtp(plain));
    }

    /** What {@link #sendRtcp} would send. From anywhere. */
    public byte[] protectRtcp(byte[] plain) {
        return loop.ask(() -> link.protectRtcp(plain));
    }

    /** Sends a check now. From anywhere. */
    public void check() {
        loop.run(link::check);
    }

    /** Begins DTLS if that is our part, for whoever took that habit away. From anywhere. */
    public void startHandshake() {
        loop.run(link::startHandshake);
    }

    /** Goes on from another port, as behind a NAT that forgot the old one. From anywhere. */
    public void move() {
        loop.run(link::move);
    }

    /** Vanishes without a farewell, as a crashed browser does. From anywhere. */
    public void vanish() {
        loop.run(link::vanish);
    }

    /** Says farewell in DTLS, then closes the socket. From anywhere. */
    @Override
    public void close() {
        loop.run(link::part);
    }

    @Override
    public String toString() {
        return loop.ask(
                () ->
                        "RawPeer[connected=%s reception=%s feedback=%s]"
                                .formatted(isConnected(), reception, feedback));
    }

    private final class Outcome implements SecureSession.Outcome {
        private final RawListener listener;

        Outcome(RawListener listener) {
            this.listener = listener;
        }

        @Override
        public void secured() {
            listener.connected(System.nanoTime());
            connected.complete(link.session().profile().orElseThrow());
        }

        @Override
        public void failed(DtlsFailure reason) {
            connected.completeExceptionally(new IllegalStateException("DTLS: " + reason));
            listener.failed(reason);
        }

        @Override
        public void closedByServer() {
            listener.closedByServer();
        }
    }
}
