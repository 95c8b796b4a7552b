package dev.bluesky.media.send;

import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import java.nio.charset.StandardCharsets;

/**
 * Header extensions that the server writes into a viewer's packets, by the viewer's ids; an id of 0
 * leaves one out. Transport sequence number and send time are written as zeros, for {@link
 * TransportStamp} to overwrite when the packet leaves.
 */
public final class OwnExtensions {

    private static final int TRANSPORT_SEQUENCE_BYTES = 2;
    private static final int SEND_TIME_BYTES = 3;

    private final int midId;
    private final byte[] mid;
    private final int transportSequenceId;
    private final int absSendTimeId;

    /**
     * @param mid of the viewer's media section
     */
    public OwnExtensions(int midId, String mid, int transportSequenceId, int absSendTimeId) {
        this.midId = midId;
        this.mid = mid.getBytes(StandardCharsets.US_ASCII);
        this.transportSequenceId = transportSequenceId;
        this.absSendTimeId = absSendTimeId;
    }

    /** Nothing of our own. */
    public static OwnExtensions none() {
        return new OwnExtensions(0, "", 0, 0);
    }

    /** Whether something in a packet is known only when it leaves. */
    boolean areStampedOnLeaving() {
        return transportSequenceId != 0 || absSendTimeId != 0;
    }

    int transportSequenceId() {
        return transportSequenceId;
    }

    int absSendTimeId() {
        return absSendTimeId;
    }

    void addTo(HeaderExtensionWriter writer) {
        if (midId != 0) {
            writer.add(midId, mid, 0, mid.length);
        }
        if (transportSequenceId != 0) {
            writer.addNumber(transportSequenceId, 0, TRANSPORT_SEQUENCE_BYTES);
        }
        if (absSendTimeId != 0) {
            writer.addNumber(absSendTimeId, 0, SEND_TIME_BYTES);
        }
    }
}
