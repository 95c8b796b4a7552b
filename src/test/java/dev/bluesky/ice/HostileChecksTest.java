package dev.bluesky.ice;

import static dev.bluesky.ice.AgentUnderTest.IPV6;
import static dev.bluesky.ice.AgentUnderTest.LOCAL;
import static dev.bluesky.ice.AgentUnderTest.MOBILE;
import static dev.bluesky.ice.AgentUnderTest.USERNAME;
import static dev.bluesky.ice.AgentUnderTest.WIFI;
import static dev.bluesky.ice.AgentUnderTest.authentic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.stun.StunMessages;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers and malicious peers send; around each, an innocent peer is served. */
class HostileChecksTest {
    private final AgentUnderTest test = new AgentUnderTest();
    private final IceLiteAgent agent = test.agent;

    @BeforeEach
    void innocentPeerConnects() {
        assertThat(test.nominate(WIFI).change()).isEqualTo(IceChange.SELECTED);
    }

    @AfterEach
    void innocentPeerIsStillServed() {
        assertThat(agent.path()).contains(WIFI);
        assertThat(test.nominate(WIFI).responseBytes()).isEqualTo(64);
        assertThat(agent.isValidated(WIFI, test.nowNs)).isTrue();
    }

    private void isDroppedSilently(byte[] datagram, InetSocketAddress source, IceDropReason why) {
        long deadlineNs = agent.deadlineNs();
        test.pass(1);
        IceResult result = test.send(datagram, source);
        assertThat(result.dropReason()).isEqualTo(why);
        assertThat(result.responseBytes()).isZero();
        assertThat(result.change()).isEqualTo(IceChange.NONE);
        assertThat(agent.deadlineNs()).isEqualTo(deadlineNs);
        assertThat(agent.isValidated(MOBILE, test.nowNs)).isFalse();
    }

    private static StunMessages check() {
        return StunMessages.check(USERNAME, 1).useCandidate();
    }

    @Test
    void whatIsNotAuthenticatedGetsNoAnswerAndChangesNothing() {
        isDroppedSilently(check().fingerprinted(), MOBILE, IceDropReason.NO_INTEGRITY);
        byte[] forged = check().signed("wrong+password+of+24+chr").fingerprinted();
        isDroppedSilently(forged, MOBILE, IceDropReason.WRONG_INTEGRITY);
        isDroppedSilently(
                check().signed(LOCAL.password()).bytes(), MOBILE, IceDropReason.NO_FINGERPRINT);
        byte[] badCrc = authentic(check());
        badCrc[badCrc.length - 1] ^= 1;
        isDroppedSilently(badCrc, MOBILE, IceDropReason.WRONG_FINGERPRINT);
        isDroppedSilently(
                authentic(StunMessages.bindingRequest(1).priority(1)),
                MOBILE,
                IceDropReason.NO_USERNAME);
    }

    @Test
    void theWholeUsernameMustBeRight() {
        for (String name :
                new String[] {
                    "",
                    ":",
                    "LocalUfr",
                    "LocalUfr:",
                    ":RemU",
                    "RemU:LocalUfr",
                    "LocalUfr:RemU:",
                    "LocalUfr:Rem",
                    "localufr:RemU",
                    "Other123:RemU"
                }) {
            byte[] datagram = authentic(StunMessages.check(name, 1).useCandidate());
            isDroppedSilently(datagram, MOBILE, IceDropReason.WRONG_USERNAME);
        }
    }

    @Test
    void attributesBehindTheIntegrityDoNotNominate() {
        byte[] injected =
                StunMessages.check(USERNAME, 1)
                        .signed(LOCAL.password())
                        .useCandidate()
                        .fingerprinted();
        assertThat(test.send(injected, MOBILE).change()).isEqualTo(IceChange.VALIDATED);
        assertThat(agent.path()).contains(WIFI);
    }

    @Test
    void whatIsNoBindingRequestIsNotAnswered() {
        for (int type : new int[] {0x0011, 0x0101, 0x0111, 0x0003, 0x0002, 0x0080, 0x03FF}) {
            StunMessages message =
                    StunMessages.ofType(type).text(StunMessages.USERNAME, USERNAME).priority(1);
            isDroppedSilently(authentic(message), MOBILE, IceDropReason.NOT_A_BINDING_REQUEST);
        }
    }

    @Test
    void everyTruncationAndLyingLengthIsDropped() {
        byte[] whole = authentic(check());
        for (int length = 0; length < whole.length; length++) {
            isDroppedSilently(Arrays.copyOf(whole, length), MOBILE, IceDropReason.MALFORMED);
        }
        byte[] lying = whole.clone();
        lying[2] = (byte) 0xFF;
        lying[3] = (byte) 0xFC;
        isDroppedSilently(lying, MOBILE, IceDropReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void noDisturbedCheckIsAnswered(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = authentic(check());
        for (int round = 0; round < 5_000; round++) {
            byte[] disturbed = whole.clone();
            int at = random.nextInt(whole.length);
            disturbed[at] ^= (byte) (1 + random.nextInt(255));
            IceResult result = test.send(disturbed, MOBILE);
            assertThat(result.responseBytes()).as("seed %d, byte %d", seed, at).isZero();
        }
    }

    @Test
    void errorsAreNoLongerThanWhatProvokesThem() {
        for (int unknown = 1; unknown < 20; unknown++) {
            StunMessages message =
                    StunMessages.bindingRequest(1).text(StunMessages.USERNAME, USERNAME);
            for (int i = 0; i < unknown; i++) {
                message.attribute(0x7000 + i);
            }
            // the harness compares the lengths
            assertThat(test.send(authentic(message), IPV6).responseBytes()).isPositive();
        }
    }

    @Test
    void sourcesThatCannotBeAnsweredAreDropped() {
        for (InetSocketAddress source :
                new InetSocketAddress[] {
                    InetSocketAddress.createUnresolved("host.example.invalid", 9),
                    new InetSocketAddress("192.0.2.1", 0),
                    new InetSocketAddress("0.0.0.0", 9),
                    new InetSocketAddress("224.0.0.1", 9),
                    new InetSocketAddress("255.255.255.255", 9),
                    new InetSocketAddress("ff02::1", 9),
                    new InetSocketAddress("::", 9)
                }) {
            isDroppedSilently(authentic(check()), source, IceDropReason.UNUSABLE_SOURCE);
        }
    }

    @Test
    void checksFromVeryManyPortsAreRememberedOnlyUpToTheCap() {
        Set<InetSocketAddress> known = new HashSet<>(Set.of(WIFI));
        for (int port = 1024; port < 65_536; port++) {
            test.nowNs++;
            InetSocketAddress source = new InetSocketAddress("203.0.113.9", port);
            IceResult result = test.check(source);
            assertThat(result.isNewAddress()).isTrue();
            known.add(source);
            result.evicted().ifPresent(gone -> assertThat(known.remove(gone)).isTrue());
            assertThat(known).hasSizeLessThanOrEqualTo(16).contains(WIFI);
        }
        assertThat(known).allMatch(address -> agent.isValidated(address, test.nowNs));
        assertThat(agent.isValidated(new InetSocketAddress("203.0.113.9", 1024), test.nowNs))
                .isFalse();
    }

    @Test
    void whatWasSilentLongestMakesRoom() {
        test.pass(1);
        test.check(MOBILE);
        for (int port = 1; port <= 14; port++) {
            test.pass(1);
            test.check(new InetSocketAddress("203.0.113.10", port));
        }
        test.check(MOBILE);
        test.pass(1);
        assertThat(test.check(IPV6).evicted()).contains(new InetSocketAddress("203.0.113.10", 1));
    }

    @Test
    void mediaFromAnAddressWithoutACheckIsNobodys() {
        assertThat(agent.isValidated(MOBILE, test.nowNs)).isFalse();
        InetSocketAddress otherPort = new InetSocketAddress(WIFI.getAddress(), WIFI.getPort() + 1);
        assertThat(agent.isValidated(otherPort, test.nowNs)).isFalse();
        byte[] forged = check().signed("wrong+password+of+24+chr").fingerprinted();
        test.send(forged, MOBILE);
        assertThat(agent.isValidated(MOBILE, test.nowNs)).isFalse();
        test.check(MOBILE);
        assertThat(agent.isValidated(MOBILE, test.nowNs)).isTrue();
    }
}
