package dev.bluesky.it.raw;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A candidate of an answer (RFC 8839 section 5.1).
 *
 * @param protocol over UDP or TCP
 * @param priority as an unsigned number of 32 bits
 * @param address where the server listens
 * @param passive whether it is an ICE-TCP candidate that waits for connections (RFC 6544)
 */
public record RawCandidate(
        Protocol protocol, long priority, InetSocketAddress address, boolean passive) {

    /** What carries the datagrams. */
    public enum Protocol {
        UDP,
        TCP
    }

    /** Reads the value of {@code a=candidate}. */
    static RawCandidate parse(String value) {
        List<String> fields = Arrays.asList(value.split(" ", -1));
        return new RawCandidate(
                Protocol.valueOf(fields.get(2).toUpperCase(Locale.ROOT)),
                Long.parseLong(fields.get(3)),
                new InetSocketAddress(fields.get(4), Integer.parseInt(fields.get(5))),
                value.contains(" tcptype passive"));
    }
}
