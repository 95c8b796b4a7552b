package dev.bluesky.stats;

import java.util.Optional;

/**
 * What passed a transport: media and its control packets (SRTP and SRTCP), without ICE and DTLS.
 *
 * @param protocol {@code udp} or {@code tcp}, as it is sent to the peer now; empty before it is
 *     known
 * @param packetsReceived from the peer, and authentic
 * @param bytesReceived of those, without what encryption adds
 * @param packetsSent to the peer
 * @param bytesSent of those, with what encryption adds
 */
public record TransportStatistics(
        Optional<String> protocol,
        long packetsReceived,
        long bytesReceived,
        long packetsSent,
        long bytesSent) {

    /** Nothing has passed, or nobody has counted. */
    public static final TransportStatistics NONE =
            new TransportStatistics(Optional.empty(), 0, 0, 0, 0);
}
