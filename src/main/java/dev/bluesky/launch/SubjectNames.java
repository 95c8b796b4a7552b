package dev.bluesky.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this machine is called in an address bar: the subject alternative names of its certificate
 * (RFC 5280, 4.2.1.6).
 */
record SubjectNames(Set<String> hosts, Set<String> addresses) {
    private static final String HOST =
            "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*";

    static SubjectNames ofThisMachine(Collection<InetAddress> announced) throws IOException {
        Set<String> addresses =
                Stream.concat(
                                NetworkInterface.networkInterfaces()
                                        .flatMap(NetworkInterface::inetAddresses),
                                announced.stream())
                        .filter(address -> !address.isLinkLocalAddress())
                        .map(InetAddress::getHostAddress)
                        .filter(address -> !address.contains("%"))
                        .collect(Collectors.toCollection(TreeSet::new));
        addresses.add("127.0.0.1");
        return new SubjectNames(namesOfHost(), addresses);
    }

    /** As keytool's {@code -ext san=} takes it. */
    String asExtension() {
        return Stream.concat(
                        hosts.stream().map("dns:"::concat), addresses.stream().map("ip:"::concat))
                .collect(Collectors.joining(","));
    }

    private static Set<String> namesOfHost() {
        return Stream.concat(Stream.of("localhost"), hostName().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches(HOST) && !name.matches("[0-9.]+") ? List.of(name) : List.of();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
