package dev.bluesky.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.stun.StunFault;
import dev.bluesky.wire.stun.StunMessages;
import dev.bluesky.wire.stun.StunResponseWriter;
import dev.bluesky.wire.stun.StunView;
import java.net.InetSocketAddress;

/** An agent, its peer, and a clock that the test moves. */
final class AgentUnderTest {
    static final long SECOND_NS = 1_000_000_000L;
    static final IceCredentials LOCAL = new IceCredentials("LocalUfr", "local+password+of+24/chr");
    static final String REMOTE_UFRAG = "RemU";
    static final String USERNAME = LOCAL.ufrag() + ":" + REMOTE_UFRAG;
    static final InetSocketAddress WIFI = new InetSocketAddress("198.51.100.7", 40001);
    static final InetSocketAddress MOBILE = new InetSocketAddress("203.0.113.9", 50002);
    static final InetSocketAddress IPV6 = new InetSocketAddress("2001:db8::7", 40003);

    final byte[] response = new byte[StunResponseWriter.BYTES_MAX];
    final IceLiteAgent agent;
    long nowNs;
    private long transaction;

    AgentUnderTest() {
        this(IceLimits.DEFAULT, 0);
    }

    AgentUnderTest(IceLimits limits, long startNs) {
        nowNs = startNs;
        agent = new IceLiteAgent(limits, LOCAL, REMOTE_UFRAG, startNs);
    }

    void pass(long seconds) {
        nowNs += seconds * SECOND_NS;
    }

    IceResult check(InetSocketAddress source) {
        return send(authentic(StunMessages.check(USERNAME, transaction++)), source);
    }

    IceResult nominate(InetSocketAddress source) {
        return send(authentic(StunMessages.check(USERNAME, transaction++).useCandidate()), source);
    }

    static byte[] authentic(StunMessages message) {
        return message.signed(LOCAL.password()).fingerprinted();
    }

    /** Whatever it is, the answer is never longer. */
    IceResult send(byte[] datagram, InetSocketAddress source) {
        IceResult result = agent.handle(datagram, 0, datagram.length, source, nowNs, response);
        assertThat(result.responseBytes()).isBetween(0, datagram.length);
        return result;
    }

    StunView answer(IceResult result) {
        StunView view = new StunView();
        assertThat(view.wrap(response, 0, result.responseBytes())).isEqualTo(StunFault.NONE);
        return view;
    }
}
