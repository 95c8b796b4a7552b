package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.negotiate.OfferText;
import dev.bluesky.peer.Link;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.sfu.UserId;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who has gone leaves nothing behind, however many come. */
class GrowthTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int JOINS = 10_000;
    private static final int OPUS = 111;

    private long nowNs;
    private final MediaContext media = new MediaContext(new NtpClock(0, 0));
    private final VirtualEngine engine =
            new VirtualEngine(
                    command -> command.run(nowNs),
                    media,
                    (setup, listener) -> new OneDatagramKeys(listener),
                    new SecureRandom());
    private final ForwardRoom room = (ForwardRoom) engine.openRoom();
    private final Link link = new QuietLink();

    private Client client(int number, boolean publishes) {
        UserId user = new UserId("user" + number % 50);
        InetSocketAddress address =
                new InetSocketAddress("198.51." + (number >> 8) % 200 + "." + (number & 0xFF), 99);
        return new Client(
                engine,
                publishes
                        ? room.publish(user, reason -> {})
                        : room.receive(new UserId("viewer"), user, reason -> {}),
                link,
                address);
    }

    private static OfferText offer(int number, boolean publishes) {
        OfferText offer = publishes ? OfferText.publishing() : OfferText.receiving();
        return offer.ofSession(Integer.toString(number));
    }

    /** Some never check, some never agree on keys, some never send; some close, some vanish. */
    private void join(int number) {
        boolean publishes = number % 3 == 0;
        Client client = client(number, publishes).negotiate(offer(number, publishes));
        int stage = number % 5;
        if (stage > 0) {
            client.check(nowNs);
        }
        if (stage > 1) {
            client.secure(nowNs);
        }
        if (stage > 2) {
            client.rtp(OPUS, number, nowNs).rtp(OPUS, number + 1, nowNs);
        }
        if (number % 7 == 0) {
            client.negotiate(offer(number, publishes).with("a=ice-ufrag:abcd", "a=ice-ufrag:efgh"));
        }
        if (number % 2 == 0) {
            client.close();
        }
    }

    @Test
    void tenThousandWhoCameAndWentLeaveEmptyTables() {
        for (int number = 0; number < JOINS; number++) {
            join(number);
            nowNs += SECOND / 10;
            if (number % 100 == 0) {
                engine.handler().tick(nowNs);
            }
        }
        assertThat(engine.peers()).as("before the last have been given up").isPositive();
        nowNs += 31 * SECOND;
        engine.handler().tick(nowNs);

        assertThat(engine.counters())
                .containsAllEntriesOf(
                        Map.of("demux.peers", 0L, "demux.ufrags", 0L, "demux.addresses", 0L))
                .doesNotContainKeys("demux-drop.failed");
        assertThat(room.connections()).isZero();
        assertThat(room.publications()).isZero();
        assertThat(media.inboundStreams()).isZero();
    }
}
