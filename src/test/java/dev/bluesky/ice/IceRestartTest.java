package dev.bluesky.ice;

import static dev.bluesky.ice.AgentUnderTest.LOCAL;
import static dev.bluesky.ice.AgentUnderTest.MOBILE;
import static dev.bluesky.ice.AgentUnderTest.WIFI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.wire.stun.StunIntegrityKey;
import dev.bluesky.wire.stun.StunMessages;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class IceRestartTest {
    private static final IceCredentials NEXT =
            new IceCredentials("NextUfra", "next++password+of+24/chr");
    private static final IceCredentials THIRD =
            new IceCredentials("ThirdUfr", "third+password+of+24/chr");

    private final AgentUnderTest test = new AgentUnderTest();
    private final IceLiteAgent agent = test.agent;

    private IceResult nominateWith(
            IceCredentials local, String remoteUfrag, InetSocketAddress source) {
        StunMessages check =
                StunMessages.check(local.ufrag() + ":" + remoteUfrag, 1).useCandidate();
        return test.send(check.signed(local.password()).fingerprinted(), source);
    }

    @Test
    void oldCredentialsAreGoodUntilTheFirstCheckWithTheNew() {
        test.nominate(WIFI);
        assertThat(agent.restart(NEXT, "NewR")).isEmpty();
        assertThat(agent.localUfrags()).containsExactly(LOCAL.ufrag(), NEXT.ufrag());
        assertThat(test.nominate(WIFI).dropReason()).isEqualTo(IceDropReason.NONE);
        assertThat(agent.path()).contains(WIFI);

        IceResult first = nominateWith(NEXT, "NewR", MOBILE);
        assertThat(first.retiredUfrag()).contains(LOCAL.ufrag());
        assertThat(first.change()).isEqualTo(IceChange.SWITCHED);
        StunIntegrityKey newKey = new StunIntegrityKey(NEXT.password());
        assertThat(test.answer(first).isSignedWith(newKey)).isTrue();
        assertThat(agent.localUfrags()).containsExactly(NEXT.ufrag());

        assertThat(test.nominate(WIFI).dropReason()).isEqualTo(IceDropReason.WRONG_USERNAME);
        assertThat(agent.path()).contains(MOBILE);
        assertThat(nominateWith(NEXT, "NewR", MOBILE).retiredUfrag()).isEmpty();
    }

    @Test
    void mixedCredentialsAreNoCredentials() {
        agent.restart(NEXT, "NewR");
        assertThat(nominateWith(NEXT, AgentUnderTest.REMOTE_UFRAG, WIFI).dropReason())
                .isEqualTo(IceDropReason.WRONG_USERNAME);
        IceCredentials mixed = new IceCredentials(NEXT.ufrag(), LOCAL.password());
        assertThat(nominateWith(mixed, "NewR", WIFI).dropReason())
                .isEqualTo(IceDropReason.WRONG_INTEGRITY);
        assertThat(agent.localUfrags()).hasSize(2);
    }

    @Test
    void aSecondRestartReplacesTheOneThatWasNotTakenUp() {
        test.nominate(WIFI);
        agent.restart(NEXT, "NewR");
        assertThat(agent.restart(THIRD, "R3rd")).contains(NEXT.ufrag());
        assertThat(nominateWith(NEXT, "NewR", WIFI).dropReason())
                .isEqualTo(IceDropReason.WRONG_USERNAME);
        assertThat(test.check(WIFI).dropReason()).isEqualTo(IceDropReason.NONE);
        assertThat(nominateWith(THIRD, "R3rd", WIFI).retiredUfrag()).contains(LOCAL.ufrag());
    }

    @Test
    void aRestartIsNoConsent() {
        test.nominate(WIFI);
        test.pass(29);
        agent.restart(NEXT, "NewR");
        test.pass(1);
        assertThat(agent.expired(test.nowNs)).isTrue();
    }

    @Test
    void aRestartWithTheOldUfragIsTheCallersMistake() {
        assertThatThrownBy(() -> agent.restart(LOCAL, "NewR"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
