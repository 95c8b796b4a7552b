package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.negotiate.OfferText;
import dev.bluesky.peer.Link;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.UserId;
import dev.bluesky.wire.stun.StunMessages;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemultiplexerTest {
    private static final int OPUS = 111;
    private static final InetSocketAddress HOME = new InetSocketAddress("198.51.100.7", 40001);

    private final MediaContext media = new MediaContext(new NtpClock(0, 0));
    private final VirtualEngine engine =
            new VirtualEngine(
                    command -> command.run(0),
                    media,
                    (setup, listener) -> new OneDatagramKeys(listener),
                    new SecureRandom());
    private final MediaRoom room = engine.openRoom();
    private final List<String> losses = new ArrayList<>();
    private int sessions;

    private Client publisher(Link link, InetSocketAddress address) {
        UserId user = new UserId("user" + sessions);
        return new Client(engine, room.publish(user, losses::add), link, address)
                .negotiate(OfferText.publishing().ofSession(Integer.toString(++sessions)));
    }

    private long counter(String name) {
        return engine.counters().getOrDefault(name, 0L);
    }

    private void receive(byte[] datagram) {
        byte[] buffer = java.util.Arrays.copyOf(datagram, datagram.length + 64);
        engine.handler().datagram(new QuietLink(), HOME, buffer, 0, datagram.length, 0);
    }

    @Test
    void whatIsForNobodyIsCountedByItsReason() {
        receive(StunMessages.check("nobody:here", 1).signed("x".repeat(22)).fingerprinted());
        receive(StunMessages.bindingRequest(1).bytes());
        byte[] cut = StunMessages.check("nobody:here", 1).bytes();
        cut[3] ^= 4;
        receive(cut);
        receive(new byte[] {(byte) 0x80, 111, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9});
        receive(new byte[] {77, 1, 2, 3});
        receive(new byte[0]);

        assertThat(counter("demux-drop.unknown-ufrag")).isEqualTo(2);
        assertThat(counter("demux-drop.malformed-stun")).isOne();
        assertThat(counter("demux-drop.unknown-source")).isEqualTo(3);
    }

    @Test
    void anAddressIsWhosProvedItLast() {
        Client first = publisher(new QuietLink(), HOME).check(0).secure(0).rtp(OPUS, 1, 0);
        Client second = publisher(new QuietLink(), HOME).check(0).secure(0).rtp(OPUS, 2, 0);
        assertThat(media.inboundStreams()).isEqualTo(2);
        assertThat(counter("demux.addresses")).isOne();

        first.close();
        second.rtp(OPUS, 3, 0);
        assertThat(media.inboundStreams()).isEqualTo(2);
        second.close();
        assertThat(counter("demux.addresses")).isZero();
    }

    @Test
    void anAddressThatIsPushedOutOfItsPeersMemoryIsForgotten() {
        UserId user = new UserId("user");
        Client client =
                new Client(engine, room.publish(user, losses::add), new QuietLink(), HOME)
                        .negotiate(OfferText.publishing());
        client.check(0);
        for (int port = 1; port <= 100; port++) {
            client.at(new InetSocketAddress("203.0.113.9", port)).check(port);
        }

        assertThat(counter("demux.addresses")).isEqualTo(16);
        assertThat(counter("demux.peers")).isOne();
    }

    @Test
    void theUfragBeforeARestartGoesWithTheFirstCheckAfterIt() {
        Client client = publisher(new QuietLink(), HOME).check(0);
        OfferText restart =
                OfferText.publishing()
                        .ofSession(Integer.toString(sessions))
                        .with("a=ice-ufrag:abcd", "a=ice-ufrag:efgh");
        client.negotiate(restart);
        client.negotiate(restart.with("a=ice-ufrag:efgh", "a=ice-ufrag:ijkl"));
        assertThat(counter("demux.ufrags")).isEqualTo(2);

        client.checkAs("ijkl", 0);
        assertThat(counter("demux.ufrags")).isOne();
    }

    @Test
    void aPeerOnWhomADatagramFailsIsClosedAndNobodyElse() {
        Link broken =
                new QuietLink() {
                    @Override
                    public boolean send(byte[] b, int offset, int length, InetSocketAddress to) {
                        throw new IllegalStateException("a defect");
                    }
                };
        Client good = publisher(new QuietLink(), HOME).check(0).secure(0);
        publisher(broken, new InetSocketAddress("203.0.113.9", 1)).check(0);

        assertThat(losses).containsExactly("a defect of the server");
        assertThat(counter("demux-drop.failed")).isOne();
        assertThat(counter("demux.peers")).isOne();
        good.rtp(OPUS, 5, 0);
        assertThat(media.inboundStreams()).isOne();
    }

    @Test
    void aConnectionThatIsClosedIsForgottenAndItsPeerIsNot() {
        Link tcp =
                new QuietLink() {
                    @Override
                    public Object origin(InetSocketAddress source) {
                        return this;
                    }
                };
        Client client = publisher(tcp, HOME).check(0).secure(0);
        engine.handler().closed(tcp, HOME, 0);
        assertThat(counter("demux.addresses")).isZero();
        assertThat(counter("demux.peers")).isOne();

        client.check(0).rtp(OPUS, 7, 0);
        assertThat(media.inboundStreams()).isOne();
    }
}
