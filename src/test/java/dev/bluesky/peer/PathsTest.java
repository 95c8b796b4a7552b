package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.ice.IceCredentials;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.ice.IceLiteAgent;
import dev.bluesky.ice.IceResult;
import dev.bluesky.wire.stun.StunMessages;
import dev.bluesky.wire.stun.StunResponseWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PathsTest {
    private static final IceCredentials LOCAL =
            new IceCredentials("LocalUfr", "local+password+of+24/chr");
    private static final InetSocketAddress WIFI = new InetSocketAddress("198.51.100.7", 40001);
    private static final InetSocketAddress MOBILE = new InetSocketAddress("203.0.113.9", 50002);
    private static final InetSocketAddress CABLE = new InetSocketAddress("192.0.2.4", 50003);

    private final Duration half = Duration.ofSeconds(30);
    private final IceLiteAgent agent =
            new IceLiteAgent(new IceLimits(half, half, 2), LOCAL, "RemU", 0);
    private final Paths paths = new Paths();
    private final RecordedLink udp = new RecordedLink();
    private final RecordedLink tcp = new RecordedLink();

    /** As the transport does. */
    private void check(InetSocketAddress from, RecordedLink link, boolean nominating) {
        StunMessages check = StunMessages.check(LOCAL.ufrag() + ":RemU", 1);
        byte[] bytes =
                (nominating ? check.useCandidate() : check)
                        .signed(LOCAL.password())
                        .fingerprinted();
        byte[] response = new byte[StunResponseWriter.BYTES_MAX];
        IceResult result = agent.handle(bytes, 0, bytes.length, from, 0, response);
        paths.checked(result, link, from);
        paths.follow(agent.path());
    }

    private boolean send() {
        return paths.send(new byte[] {1, 2, 3}, 1, 1);
    }

    @Test
    void beforeTheFirstCheckThereIsNowhereToSend() {
        assertThat(paths.isKnown()).isFalse();
        assertThat(send()).isFalse();
        assertThat(paths.address()).isEmpty();
    }

    @Test
    void itSendsOverTheLinkOfTheNominatedAddress() {
        check(WIFI, udp, false);
        check(MOBILE, tcp, true);

        assertThat(send()).isTrue();
        assertThat(paths.address()).contains(MOBILE);
        assertThat(udp.sent).isEmpty();
        assertThat(tcp.sent).hasSize(1);
        assertThat(tcp.sent.get(0)).containsExactly(2);
        assertThat(tcp.destinations).containsExactly(MOBILE);
    }

    @Test
    void aLinkIsProvedOnce() {
        check(WIFI, tcp, true);
        check(WIFI, tcp, true);
        check(WIFI, tcp, false);

        assertThat(tcp.proofs).isOne();
    }

    @Test
    void whenItsConnectionIsClosedTheNextNominationIsThePath() {
        check(WIFI, udp, false);
        check(MOBILE, tcp, true);
        paths.closed(tcp);
        assertThat(paths.isKnown()).isFalse();
        assertThat(send()).isFalse();

        check(WIFI, udp, true);
        assertThat(send()).isTrue();
        assertThat(udp.sent).hasSize(1);
    }

    @Test
    void aConnectionOfAnAddressThatIsForgottenIsReleased() {
        check(WIFI, udp, true);
        check(MOBILE, tcp, false);
        check(CABLE, udp, false);

        assertThat(tcp.releases).isOne();
        assertThat(udp.releases).isZero();
    }

    @Test
    void aNetworkThatTakesNothingSaysSo() {
        check(WIFI, udp, true);
        udp.full = true;

        assertThat(send()).isFalse();
        assertThat(paths.isKnown()).isTrue();
    }

    @Test
    void atTheEndEveryLinkIsLetGo() {
        check(WIFI, udp, true);
        check(MOBILE, tcp, false);
        paths.release();

        assertThat(udp.releases).isOne();
        assertThat(tcp.releases).isOne();
        assertThat(send()).isFalse();
    }
}
