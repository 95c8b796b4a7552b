package dev.bluesky.negotiate;

import java.util.List;

/**
 * What the answer says of our side of the transport.
 *
 * @param ufrag ICE user name fragment
 * @param password ICE password; never logged
 * @param fingerprint of our certificate, as {@code sha-256 AB:CD:…}
 * @param candidates values of {@code a=candidate}
 */
public record LocalTransport(
        String ufrag, String password, String fingerprint, List<String> candidates) {

    /** Keeps a copy. */
    public LocalTransport {
        candidates = List.copyOf(candidates);
    }

    /** Without the password: this ends up in logs. */
    @Override
    public String toString() {
        return "LocalTransport[ufrag=" + ufrag + ", candidates=" + candidates + "]";
    }
}
