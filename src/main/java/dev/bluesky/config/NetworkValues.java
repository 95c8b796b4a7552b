package dev.bluesky.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The values that name hosts, origins and codecs. Nothing here asks the DNS. */
final class NetworkValues {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "https?://([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
    private static final List<String> VIDEO_CODECS = List.of("VP8", "H264", "VP9", "AV1");

    private NetworkValues() {}

    static ValueType<String> bindAddress() {
        return new ValueType<>(
                "an IP address of this machine, 0.0.0.0 or :: for all of them, or localhost",
                text ->
                        text.equals("localhost") || literal(text).isPresent()
                                ? Optional.of(text)
                                : Optional.empty());
    }

    static ValueType<List<InetAddress>> addresses() {
        return ValueType.list(
                "IP addresses separated by commas, no host names, none of them 0.0.0.0, :: or multicast; or nothing",
                text ->
                        literal(text)
                                .filter(a -> !a.isAnyLocalAddress() && !a.isMulticastAddress()));
    }

    static ValueType<List<String>> origins() {
        return origins("origins such as https://example.org", Set.of());
    }

    static ValueType<List<String>> frameAncestors() {
        return origins("self, origins such as https://example.org", Set.of("self"));
    }

    private static ValueType<List<String>> origins(String entries, Set<String> words) {
        ValueType<List<String>> list =
                ValueType.list(
                        entries + " separated by commas, or the one entry *; or nothing",
                        text ->
                                Optional.of(text)
                                        .filter(
                                                o ->
                                                        o.equals("*")
                                                                || words.contains(o)
                                                                || ORIGIN.matcher(o).matches()));
        return new ValueType<>(
                list.allowed(),
                text ->
                        list.parser()
                                .apply(text)
                                .filter(all -> all.size() < 2 || !all.contains("*")));
    }

    static ValueType<List<String>> videoCodecs() {
        ValueType<List<String>> list =
                ValueType.list(
                        "one or more of "
                                + String.join(", ", VIDEO_CODECS)
                                + " separated by commas",
                        text ->
                                Optional.of(text.toUpperCase(Locale.ROOT))
                                        .filter(VIDEO_CODECS::contains));
        return new ValueType<>(
                list.allowed(), text -> list.parser().apply(text).filter(all -> !all.isEmpty()));
    }

    private static Optional<InetAddress> literal(String text) {
        if (IPV4.matcher(text).matches()) {
            return resolved(text);
        }
        // In brackets the JDK takes it for an IPv6 literal or refuses; it never asks the DNS.
        return IPV6.matcher(text).matches() ? resolved("[" + text + "]") : Optional.empty();
    }

    private static Optional<InetAddress> resolved(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
