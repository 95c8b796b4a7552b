package dev.bluesky.ice;

import static dev.bluesky.ice.AgentUnderTest.IPV6;
import static dev.bluesky.ice.AgentUnderTest.LOCAL;
import static dev.bluesky.ice.AgentUnderTest.MOBILE;
import static dev.bluesky.ice.AgentUnderTest.SECOND_NS;
import static dev.bluesky.ice.AgentUnderTest.USERNAME;
import static dev.bluesky.ice.AgentUnderTest.WIFI;
import static dev.bluesky.ice.AgentUnderTest.authentic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.stun.StunIntegrityKey;
import dev.bluesky.wire.stun.StunMessages;
import dev.bluesky.wire.stun.StunType;
import dev.bluesky.wire.stun.StunView;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceLiteAgentTest {
    private final AgentUnderTest test = new AgentUnderTest();
    private final IceLiteAgent agent = test.agent;

    @Test
    void anAuthenticatedCheckIsAnsweredWithItsSource() {
        for (InetSocketAddress source : new InetSocketAddress[] {WIFI, IPV6}) {
            IceResult result = test.check(source);
            assertThat(result.dropReason()).isEqualTo(IceDropReason.NONE);
            StunView answer = test.answer(result);
            assertThat(answer.type()).isEqualTo(StunType.BINDING_SUCCESS);
            assertThat(answer.mappedAddress()).contains(source);
            assertThat(answer.isSignedWith(new StunIntegrityKey(LOCAL.password()))).isTrue();
            assertThat(answer.isFingerprintRight()).isTrue();
        }
    }

    @Test
    void theFirstValidatedAddressIsThePathUntilTheNomination() {
        assertThat(agent.path()).isEmpty();
        assertThat(test.check(WIFI).change()).isEqualTo(IceChange.VALIDATED);
        assertThat(test.check(MOBILE).change()).isEqualTo(IceChange.VALIDATED);
        assertThat(test.check(WIFI).change()).isEqualTo(IceChange.NONE);
        assertThat(agent.path()).contains(WIFI);
        assertThat(agent.isNominated()).isFalse();

        IceResult nomination = test.nominate(MOBILE);
        assertThat(nomination.change()).isEqualTo(IceChange.SELECTED);
        assertThat(nomination.isNewAddress()).isFalse();
        assertThat(agent.path()).contains(MOBILE);
        assertThat(agent.isNominated()).isTrue();
    }

    @Test
    void thePathFollowsTheLatestNomination() {
        assertThat(test.nominate(WIFI).change()).isEqualTo(IceChange.SELECTED);
        assertThat(test.nominate(WIFI).change()).isEqualTo(IceChange.NONE);
        IceResult move = test.nominate(MOBILE);
        assertThat(move.change()).isEqualTo(IceChange.SWITCHED);
        assertThat(move.isNewAddress()).isTrue();
        assertThat(test.check(WIFI).change()).isEqualTo(IceChange.NONE);
        assertThat(agent.path()).contains(MOBILE);
        assertThat(test.nominate(WIFI).change()).isEqualTo(IceChange.SWITCHED);
    }

    @Test
    void aPathWithoutConsentGivesWayToTheNextCheck() {
        test.nominate(WIFI);
        test.pass(20);
        test.check(MOBILE);
        test.pass(10);
        assertThat(test.check(MOBILE).change()).isEqualTo(IceChange.NONE);
        test.pass(1);
        assertThat(agent.isValidated(WIFI, test.nowNs)).isFalse();
        assertThat(test.check(MOBILE).change()).isEqualTo(IceChange.SWITCHED);
        assertThat(agent.path()).contains(MOBILE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MAX_VALUE - 20_000_000_000L, Long.MIN_VALUE})
    void consentRunsOutWhenNoCheckComes(long startNs) {
        AgentUnderTest wrapping = new AgentUnderTest(IceLimits.DEFAULT, startNs);
        assertThat(wrapping.agent.expired(startNs)).isFalse();
        for (int i = 0; i < 10; i++) {
            wrapping.pass(25);
            assertThat(wrapping.agent.expired(wrapping.nowNs)).isFalse();
            wrapping.check(WIFI);
            assertThat(wrapping.agent.expired(wrapping.nowNs)).isFalse();
        }
        wrapping.nowNs += 30 * SECOND_NS - 1;
        assertThat(wrapping.agent.expired(wrapping.nowNs)).isFalse();
        wrapping.nowNs++;
        assertThat(wrapping.agent.expired(wrapping.nowNs)).isTrue();
        assertThat(wrapping.agent.deadlineNs()).isEqualTo(wrapping.nowNs);
    }

    @Test
    void aPeerThatNeverComesIsGivenUpAfterItsOwnTimeout() {
        IceLimits limits = new IceLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 16);
        AgentUnderTest impatient = new AgentUnderTest(limits, 0);
        impatient.pass(4);
        assertThat(impatient.agent.expired(impatient.nowNs)).isFalse();
        impatient.pass(1);
        assertThat(impatient.agent.expired(impatient.nowNs)).isTrue();
        impatient.check(WIFI);
        impatient.pass(29);
        assertThat(impatient.agent.expired(impatient.nowNs)).isFalse();
    }

    @Test
    void aPeerThatTakesItselfForControlledIsToldOfTheConflict() {
        StunMessages message =
                StunMessages.bindingRequest(1)
                        .text(StunMessages.USERNAME, USERNAME)
                        .number(StunMessages.ICE_CONTROLLED, 1)
                        .priority(1)
                        .useCandidate();
        IceResult result = test.send(authentic(message), WIFI);
        assertThat(result.dropReason()).isEqualTo(IceDropReason.ROLE_CONFLICT);
        assertThat(test.answer(result).errorCode()).isEqualTo(487);
        assertThat(agent.path()).isEmpty();
        assertThat(agent.isValidated(WIFI, test.nowNs)).isFalse();
    }

    @Test
    void anUnknownAttributeThatMustBeUnderstoodIsRefused() {
        StunMessages message = StunMessages.check(USERNAME, 1).attribute(0x7FFF);
        IceResult result = test.send(authentic(message), WIFI);
        assertThat(result.dropReason()).isEqualTo(IceDropReason.UNKNOWN_ATTRIBUTE);
        assertThat(test.answer(result).errorCode()).isEqualTo(420);
        assertThat(agent.path()).isEmpty();
    }

    @Test
    void aCheckWithoutPriorityIsRefused() {
        StunMessages message = StunMessages.bindingRequest(1).text(StunMessages.USERNAME, USERNAME);
        IceResult result = test.send(authentic(message), WIFI);
        assertThat(result.dropReason()).isEqualTo(IceDropReason.NO_PRIORITY);
        assertThat(test.answer(result).errorCode()).isEqualTo(400);
    }

    @Test
    void theSmallestLegitimateCheckIsAnsweredOverIpv6Too() {
        StunMessages message =
                StunMessages.bindingRequest(1).text(StunMessages.USERNAME, USERNAME).priority(1);
        assertThat(test.send(authentic(message), IPV6).responseBytes()).isEqualTo(76);
    }

    @Test
    void ipv4InTheGuiseOfIpv6IsIpv4() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(WIFI.getAddress().getAddress(), 0, mapped, 12, 4);
        InetAddress disguised = Inet6Address.getByAddress(null, mapped, 0);
        assertThat(disguised).isInstanceOf(Inet6Address.class);
        InetSocketAddress source = new InetSocketAddress(disguised, WIFI.getPort());

        IceResult result = test.nominate(source);
        assertThat(result.responseBytes()).isEqualTo(64);
        assertThat(test.answer(result).mappedAddress()).contains(WIFI);
        assertThat(agent.path()).contains(WIFI);
        assertThat(test.nominate(WIFI).change()).isEqualTo(IceChange.NONE);
        assertThat(agent.isValidated(source, test.nowNs)).isTrue();
    }
}
