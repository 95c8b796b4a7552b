package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.loop.Handover;
import dev.bluesky.negotiate.OfferText;
import dev.bluesky.peer.Link;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.peer.Relayed;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.UserId;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two loops that share a port: whichever reads a datagram, the one that it belongs to gets it. */
class NeighbouringLoopsTest {
    private static final int OPUS = 111;
    private static final InetSocketAddress HOME = new InetSocketAddress("198.51.100.7", 40001);

    private final Whereabouts whereabouts = new Whereabouts();
    private final List<MediaContext> media = new ArrayList<>();
    private final List<VirtualEngine> engines = List.of(engine(0), engine(1));
    private final List<Integer> given = new ArrayList<>();
    private int turnsEnded;

    private VirtualEngine engine(int index) {
        media.add(new MediaContext(new NtpClock(0, 0)));
        return new VirtualEngine(
                whereabouts,
                index,
                new AtOnce(),
                command -> command.run(0),
                media.get(index),
                (setup, listener) -> new OneDatagramKeys(listener),
                new SecureRandom());
    }

    /** The other loop has the time, and reads at once. */
    private final class AtOnce implements Handover {
        @Override
        public void give(
                int loop,
                Link link,
                InetSocketAddress source,
                byte[] buffer,
                int offset,
                int length) {
            given.add(loop);
            byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length + 64);
            engines.get(loop).handler().datagram(link, source, copy, 0, length, 0);
        }

        @Override
        public void relay(int loop, Relayed to, byte[] buffer, int offset, int length) {
            to.packet(Arrays.copyOfRange(buffer, offset, offset + length + 64), 0, length, 0);
        }

        @Override
        public void turnEnded() {
            turnsEnded++;
        }
    }

    /** Of a room on the one loop, whose datagrams the system gives to the other. */
    private Client publisher(int livesOn, int isReadBy, InetSocketAddress address) {
        MediaRoom room = engines.get(livesOn).openRoom();
        return new Client(
                        engines.get(isReadBy),
                        room.publish(new UserId("user"), reason -> {}),
                        new QuietLink(),
                        address)
                .negotiate(OfferText.publishing());
    }

    private long counter(int engine, String name) {
        return engines.get(engine).counters().getOrDefault(name, 0L);
    }

    @Test
    void checksHandshakesAndMediaComeToTheLoopOfTheirRoom() {
        publisher(1, 0, HOME).check(0).secure(0).rtp(OPUS, 1, 0);

        assertThat(given).containsExactly(1, 1, 1);
        assertThat(media.get(1).inboundStreams()).isOne();
        assertThat(media.get(0).inboundStreams()).isZero();
        assertThat(counter(1, "demux.peers")).isOne();
        assertThat(counter(0, "demux.peers")).isZero();
    }

    @Test
    void whatTheLoopOfTheRoomReadsItselfIsHandedToNobody() {
        publisher(0, 0, HOME).check(0).secure(0).rtp(OPUS, 1, 0);

        assertThat(given).isEmpty();
        assertThat(media.get(0).inboundStreams()).isOne();
    }

    @Test
    void whatIsForNobodyIsDroppedByWhoReadsIt() {
        Client client = publisher(1, 0, HOME);
        client.rtp(OPUS, 1, 0);
        client.close();
        client.check(0);

        assertThat(given).isEmpty();
        assertThat(counter(0, "demux-drop.unknown-source")).isOne();
        assertThat(counter(0, "demux-drop.unknown-ufrag")).isOne();
        assertThat(counter(1, "demux-drop.unknown-source")).isZero();
    }

    @Test
    void anAddressThatIsProvedToAnotherLoopIsThatLoops() {
        Client before = publisher(0, 0, HOME).check(0).secure(0);
        publisher(1, 0, HOME).check(0).secure(0).rtp(OPUS, 2, 0);
        assertThat(media.get(1).inboundStreams()).isOne();
        assertThat(counter(0, "demux.addresses")).isOne();

        before.close();
        assertThat(counter(0, "demux.addresses")).isOne();
    }

    @Test
    void theEndOfATurnIsToldToThoseWhoWereGivenSomething() {
        engines.get(0).handler().turnEnded(0);

        assertThat(turnsEnded).isOne();
    }

    @Test
    void whatLeavesIsForgottenByAll() {
        Client client = publisher(1, 0, HOME).check(0).secure(0);
        client.close();

        assertThat(counter(0, "demux.addresses")).isZero();
        assertThat(counter(0, "demux.ufrags")).isZero();
        client.rtp(OPUS, 1, 0);
        assertThat(given).hasSize(2);
    }
}
