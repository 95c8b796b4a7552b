package dev.bluesky.wire.rtp;

import dev.bluesky.wire.NetworkOrder;

/**
 * The transport-wide sequence number (draft-holmer-rmcat-transport-wide-cc-extensions-01 section
 * 2): 16 bits, one count for all streams of a transport, audio included.
 */
public final class TransportSequenceNumber {
    public static final String URI =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    public static final int BYTES = 2;

    private TransportSequenceNumber() {}

    /** The number, or {@link HeaderExtensions#NONE}. */
    public static int read(HeaderExtensions extensions, int id) {
        int element = extensions.find(id, BYTES);
        return element == HeaderExtensions.NONE
                ? HeaderExtensions.NONE
                : NetworkOrder.uint16(extensions.buffer(), extensions.dataOffset(element));
    }

    /** Overwrites the number in place; false if the packet has none. */
    public static boolean overwrite(HeaderExtensions extensions, int id, int sequenceNumber) {
        int element = extensions.find(id, BYTES);
        if (element == HeaderExtensions.NONE) {
            return false;
        }
        NetworkOrder.put16(extensions.buffer(), extensions.dataOffset(element), sequenceNumber);
        return true;
    }
}
