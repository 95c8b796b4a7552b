package dev.bluesky.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HostCandidateTest {
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    @Test
    void anAddressHasAUdpAndATcpCandidate() {
        List<HostCandidate> candidates =
                HostCandidate.of(List.of(address("192.0.2.1")), 10000, OptionalInt.of(10001));
        assertThat(candidates)
                .extracting(HostCandidate::value)
                .containsExactly(
                        // 126 * 2^24 + 65535 * 2^8 + 255
                        "udp1 1 udp 2130706431 192.0.2.1 10000 typ host",
                        // 90 * 2^24 + (4 * 2^13 + 8191) * 2^8 + 255
                        "tcp1 1 tcp 1520435199 192.0.2.1 10001 typ host tcptype passive"
                                + " network-cost 999");
    }

    @Test
    void prioritiesAndFoundationsAreUniqueAndFallInOrder() {
        List<InetAddress> addresses =
                List.of(address("192.0.2.1"), address("2001:db8::1"), address("192.0.2.1"));
        List<HostCandidate> candidates = HostCandidate.of(addresses, 1, OptionalInt.of(1));
        assertThat(candidates).hasSize(4);
        assertThat(candidates).extracting(HostCandidate::foundation).doesNotHaveDuplicates();
        assertThat(candidates)
                .extracting(HostCandidate::priority)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void aZoneIsNotAnnounced() throws UnknownHostException {
        byte[] linkLocal = address("fe80::1").getAddress();
        InetAddress zoned = Inet6Address.getByAddress(null, linkLocal, 2);
        assertThat(HostCandidate.of(List.of(zoned), 9, OptionalInt.empty()).get(0).value())
                .contains(" fe80:0:0:0:0:0:0:1 9 typ host");
    }

    @Test
    void aWildcardIsNoAddress() {
        List<InetAddress> wildcard = List.of(address("0.0.0.0"));
        assertThatThrownBy(() -> HostCandidate.of(wildcard, 9, OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
