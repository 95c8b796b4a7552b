package dev.bluesky.wire.sdp;

import java.util.Arrays;
import java.util.List;

/**
 * An {@code m=} line (RFC 8866 section 5.14): {@code m=<media> <port> <proto> <fmt> ...}.
 *
 * @param kind {@code audio}, {@code video}, {@code application} or another token
 * @param port 0 to 65535; 0 rejects or, in a bundle, defers to the group's first section
 * @param protocol such as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types for RTP, else the protocol's own tokens; at least one
 */
public record MediaLine(String kind, int port, String protocol, List<String> formats) {

    private static final int LARGEST_PORT = 65535;

    /** Keeps a copy of the formats. */
    public MediaLine {
        formats = List.copyOf(formats);
    }

    static MediaLine parse(String value) {
        List<String> fields = Arrays.asList(value.split(" +", -1));
        if (fields.size() < 4 || fields.contains("")) {
            throw new MalformedSdpException("an m= line has fewer than four fields");
        }
        return new MediaLine(
                fields.get(0),
                port(fields.get(1)),
                fields.get(2),
                fields.subList(3, fields.size()));
    }

    private static int port(String field) {
        if (!field.matches("[0-9]{1,5}") || Integer.parseInt(field) > LARGEST_PORT) {
            throw new MalformedSdpException("the port of an m= line is not a number to 65535");
        }
        return Integer.parseInt(field);
    }

    /** The same line with other formats, or the same ones in another order. */
    public MediaLine withFormats(List<String> other) {
        return new MediaLine(kind, port, protocol, other);
    }

    /** Whether the section carries RTP, so that its formats are payload types. */
    public boolean isRtp() {
        return protocol.contains("RTP/");
    }

    @Override
    public String toString() {
        return "m=" + kind + " " + port + " " + protocol + " " + String.join(" ", formats);
    }
}
