package dev.bluesky.engine.nativertc;

import dev.bluesky.engine.AnnouncedAddresses;
import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SdpLine;
import dev.bluesky.wire.sdp.SessionDescription;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces the candidates of session descriptions (RFC 8839 section 5.1). Answers get ours: the
 * announced addresses with the connection's one port, since libwebrtc knows neither the address
 * behind which it is reached nor loopback. Offers lose theirs: we learn the peer's address from its
 * authenticated checks, so nobody can make the server send to an address that he names.
 *
 * @param addresses IPv4, the most public one first; libwebrtc's socket is bound to 0.0.0.0
 */
record HostCandidates(List<Inet4Address> addresses) {

    /** RFC 8445 section 5.1.2.1: type preference 126 of host candidates, component 1. */
    private static final long TYPE_PREFERENCE = 126L << 24;

    private static final int LARGEST_LOCAL_PREFERENCE = 65535;

    HostCandidates {
        addresses = List.copyOf(addresses);
    }

    /** The configured addresses, or those of this machine's interfaces that are up. */
    static HostCandidates of(List<InetAddress> announced) {
        List<Inet4Address> addresses = ipv4(AnnouncedAddresses.of(announced));
        return new HostCandidates(addresses);
    }

    private static List<Inet4Address> ipv4(List<InetAddress> all) {
        return all.stream()
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .distinct()
                .toList();
    }

    /** The description without any candidate. */
    static SessionDescription strip(SessionDescription description) {
        return description
                .withoutAttribute("candidate")
                .mapMedia(section -> section.without(HostCandidates::isAboutCandidates));
    }

    private static boolean isAboutCandidates(SdpLine line) {
        return line.isAttribute("candidate")
                || line.isAttribute("remote-candidates")
                || line.isAttribute("end-of-candidates");
    }

    /** The answer with our candidates, complete, in each section that is not rejected. */
    SessionDescription announce(SessionDescription answer, int port) {
        List<SdpLine> candidates = candidates(port);
        return strip(answer)
                .mapMedia(section -> section.isRejected() ? section : with(section, candidates));
    }

    private static MediaSection with(MediaSection section, List<SdpLine> candidates) {
        return section.without(line -> line.isAttribute("ice-options")).with(candidates);
    }

    private List<SdpLine> candidates(int port) {
        List<SdpLine> lines = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            long priority = TYPE_PREFERENCE + ((long) (LARGEST_LOCAL_PREFERENCE - i) << 8) + 255;
            String value =
                    "%d 1 udp %d %s %d typ host"
                            .formatted(i + 1, priority, addresses.get(i).getHostAddress(), port);
            lines.add(SdpLine.attribute("candidate", value));
        }
        lines.add(SdpLine.attribute("end-of-candidates", ""));
        return lines;
    }
}
