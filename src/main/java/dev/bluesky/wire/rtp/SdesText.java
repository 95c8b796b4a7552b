package dev.bluesky.wire.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Names that tell which section or layer a packet belongs to, as header extensions (RFC 7941): mid
 * (RFC 8843), rid and repaired-rid (RFC 8852). The peer can write anything there, so only short
 * printable ASCII without blanks is a name.
 */
public final class SdesText {
    public static final String MID_URI = "urn:ietf:params:rtp-hdrext:sdes:mid";
    public static final String RID_URI = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    public static final String REPAIRED_RID_URI =
            "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";

    /** Longer than any that browsers make; the RFCs advise to keep them to a few bytes. */
    public static final int MAX_BYTES = 64;

    private SdesText() {}

    /** The name, if there is a sound one. Copies: for the first packets of a stream. */
    public static Optional<String> read(HeaderExtensions extensions, int id) {
        int element = extensions.find(id);
        if (element == HeaderExtensions.NONE || !isName(extensions, element)) {
            return Optional.empty();
        }
        return Optional.of(
                new String(
                        extensions.buffer(),
                        extensions.dataOffset(element),
                        extensions.dataLength(element),
                        StandardCharsets.US_ASCII));
    }

    private static boolean isName(HeaderExtensions extensions, int element) {
        int length = extensions.dataLength(element);
        for (int i = 0; i < length; i++) {
            int octet = extensions.buffer()[extensions.dataOffset(element) + i];
            if (octet <= ' ' || octet == 0x7F) {
                return false;
            }
        }
        return length <= MAX_BYTES;
    }

    /** Whether the packet names exactly this. Allocates nothing. */
    public static boolean matches(HeaderExtensions extensions, int id, byte[] name) {
        int element = extensions.find(id, name.length);
        if (element == HeaderExtensions.NONE) {
            return false;
        }
        int at = extensions.dataOffset(element);
        for (int i = 0; i < name.length; i++) {
            if (extensions.buffer()[at + i] != name[i]) {
                return false;
            }
        }
        return true;
    }
}
