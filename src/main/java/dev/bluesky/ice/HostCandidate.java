package dev.bluesky.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A host candidate of ours for an answer (RFC 8839 section 5.1), component 1.
 *
 * @param foundation the same for what has the same address and transport, in all answers
 * @param transport UDP, or TCP to which the peer connects
 * @param priority RFC 8445 section 5.1.2.1, larger is better
 * @param socket resolved
 */
public record HostCandidate(
        String foundation, Transport transport, long priority, InetSocketAddress socket) {

    /** How the peer reaches us, and what that does to the priority. */
    public enum Transport {
        /** RFC 8445 section 5.1.2.2 recommends type preference 126. */
        UDP(126, 65_535, "udp", ""),
        /**
         * Every UDP pair should win, so the type preference is below that of the peer's reflexive
         * candidates too; libwebrtc gives its TCP host candidates the same. The local preference
         * has the direction in its upper three bits (RFC 6544 section 4.2), 4 for passive.
         *
         * <p>libwebrtc compares what its own networks cost (wired, mobile, VPN, unknown) before it
         * compares priorities, and adds what the other side says in a candidate's extension: with
         * the highest cost TCP is the last resort for it, too.
         */
        TCP_PASSIVE(90, (4 << 13) + 8191, "tcp", " tcptype passive network-cost 999");

        private final int typePreference;
        private final int localPreferenceMax;
        private final String protocol;
        private final String extension;

        Transport(int typePreference, int localPreferenceMax, String protocol, String extension) {
            this.typePreference = typePreference;
            this.localPreferenceMax = localPreferenceMax;
            this.protocol = protocol;
            this.extension = extension;
        }

        private long priority(int rank) {
            return ((long) typePreference << 24) + ((long) (localPreferenceMax - rank) << 8) + 255;
        }
    }

    /** More addresses would leave the passive range of the local preference. */
    private static final int ADDRESSES_MAX = 8192;

    /**
     * The candidates of one server, best first.
     *
     * @param addresses the preferred one first; those that come twice count once
     * @throws IllegalArgumentException if an address is a wildcard or multicast one
     */
    public static List<HostCandidate> of(
            List<InetAddress> addresses, int udpPort, OptionalInt tcpPort) {
        List<InetAddress> distinct = addresses.stream().distinct().limit(ADDRESSES_MAX).toList();
        List<HostCandidate> candidates =
                new ArrayList<>(ofTransport(Transport.UDP, distinct, udpPort));
        if (tcpPort.isPresent()) {
            candidates.addAll(ofTransport(Transport.TCP_PASSIVE, distinct, tcpPort.getAsInt()));
        }
        return List.copyOf(candidates);
    }

    private static List<HostCandidate> ofTransport(
            Transport transport, List<InetAddress> addresses, int port) {
        List<HostCandidate> candidates = new ArrayList<>();
        for (int rank = 0; rank < addresses.size(); rank++) {
            String foundation = transport.protocol + (rank + 1);
            candidates.add(
                    new HostCandidate(
                            foundation,
                            transport,
                            transport.priority(rank),
                            new InetSocketAddress(addresses.get(rank), port)));
        }
        return candidates;
    }

    /**
     * A candidate somebody can send to.
     *
     * @throws IllegalArgumentException if nobody can send to the address
     */
    public HostCandidate {
        if (!SourceAddress.isUsable(socket)) {
            throw new IllegalArgumentException("no address for a candidate: " + socket);
        }
    }

    /** What follows {@code a=candidate:}. */
    public String value() {
        return "%s 1 %s %d %s %d typ host%s"
                .formatted(
                        foundation,
                        transport.protocol,
                        priority,
                        literal(socket.getAddress()),
                        socket.getPort(),
                        transport.extension);
    }

    /** Without the zone of a link-local address, which means nothing to the peer. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
