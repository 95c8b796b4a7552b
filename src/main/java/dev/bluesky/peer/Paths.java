package dev.bluesky.peer;

import dev.bluesky.ice.IceResult;
import dev.bluesky.ice.SourceAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Over which link each validated address of the peer is reached, and which is the path now. */
final class Paths {
    private final Map<InetSocketAddress, Link> links = new HashMap<>(4);
    private @Nullable Link link;
    private @Nullable InetSocketAddress address;

    /** An authenticated check came from there. */
    void checked(IceResult result, Link by, InetSocketAddress source) {
        result.evicted().ifPresent(this::forget);
        Link before = links.put(SourceAddress.normalised(source), by);
        if (before != by) {
            by.proved();
        }
    }

    private void forget(InetSocketAddress evicted) {
        Link gone = links.remove(evicted);
        if (gone != null && gone != link) {
            gone.release();
        }
    }

    /** The agent's choice. */
    void follow(Optional<InetSocketAddress> chosen) {
        if (chosen.isPresent()) {
            address = chosen.get();
            link = links.get(address);
        }
    }

    /** A connection is closed. */
    void closed(Link gone) {
        links.values().removeIf(each -> each == gone);
        if (link == gone) {
            link = null;
        }
    }

    boolean isKnown() {
        return link != null;
    }

    boolean send(byte[] buffer, int offset, int length) {
        Link by = link;
        InetSocketAddress to = address;
        return by != null && to != null && by.send(buffer, offset, length, to);
    }

    /** Where it goes, for people. */
    Optional<InetSocketAddress> address() {
        return Optional.ofNullable(link == null ? null : address);
    }

    /** What carries it, {@code udp} or {@code tcp}. */
    Optional<String> protocol() {
        return Optional.ofNullable(link).map(Link::protocol);
    }

    void release() {
        links.values().forEach(Link::release);
        links.clear();
        link = null;
    }
}
