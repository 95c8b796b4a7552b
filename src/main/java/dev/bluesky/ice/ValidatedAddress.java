package dev.bluesky.ice;

import java.net.InetSocketAddress;
import java.util.Optional;

/** An address from which the peer proved to have our password. */
final class ValidatedAddress {
    private final InetSocketAddress address;
    private final Optional<InetSocketAddress> asPath;
    private long lastCheckNs;

    ValidatedAddress(InetSocketAddress address) {
        this.address = address;
        this.asPath = Optional.of(address);
    }

    InetSocketAddress address() {
        return address;
    }

    Optional<InetSocketAddress> asPath() {
        return asPath;
    }

    void checked(long nowNs) {
        lastCheckNs = nowNs;
    }

    /** Since the latest authenticated check from here. */
    long silenceNs(long nowNs) {
        return nowNs - lastCheckNs;
    }
}
