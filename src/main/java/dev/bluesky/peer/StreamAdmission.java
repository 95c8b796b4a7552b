package dev.bluesky.peer;

import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To which media section does a new SSRC belong (RFC 8843 section 9.2)? Its MID says. A packet
 * without one belongs where the offer announced its SSRC, else where alone its payload type is
 * known.
 */
final class StreamAdmission {
    private static final long SILENCE_NS = 10_000_000_000L;

    private final Collection<PublishedTrack> tracks;

    /**
     * @param tracks as they come and go
     */
    StreamAdmission(Collection<PublishedTrack> tracks) {
        this.tracks = tracks;
    }

    /** The section's track, or nothing if none can be told. */
    @Nullable PublishedTrack trackOf(RtpView packet) {
        boolean named = false;
        for (PublishedTrack track : tracks) {
            int id = track.extensionId(HeaderExtension.MID);
            int element = id == 0 ? HeaderExtensions.NONE : packet.extensions().find(id);
            if (element != HeaderExtensions.NONE && text(packet, element).equals(mid(track))) {
                return track;
            }
            named |= element != HeaderExtensions.NONE;
        }
        return named ? null : nameless(packet);
    }

    /** Which size of its picture a packet belongs to; empty if it does not say. */
    static String layerOf(RtpView packet, PublishedTrack track, HeaderExtension by) {
        int id = track.extensionId(by);
        int element = id == 0 ? HeaderExtensions.NONE : packet.extensions().find(id);
        return element == HeaderExtensions.NONE ? "" : text(packet, element);
    }

    private @Nullable PublishedTrack nameless(RtpView packet) {
        PublishedTrack bySsrc = announced(Integer.toUnsignedLong(packet.ssrc()));
        return bySsrc == null ? byPayloadType(packet.payloadType()) : bySsrc;
    }

    private static String text(RtpView packet, int element) {
        HeaderExtensions extensions = packet.extensions();
        return new String(
                extensions.buffer(),
                extensions.dataOffset(element),
                extensions.dataLength(element),
                StandardCharsets.UTF_8);
    }

    private static String mid(PublishedTrack track) {
        return track.section().mid();
    }

    private @Nullable PublishedTrack announced(long ssrc) {
        for (PublishedTrack track : tracks) {
            if (track.section().ssrcs().contains(ssrc)) {
                return track;
            }
        }
        return null;
    }

    private @Nullable PublishedTrack byPayloadType(int payloadType) {
        PublishedTrack only = null;
        for (PublishedTrack track : tracks) {
            if (track.knows(payloadType)) {
                if (only != null) {
                    return null;
                }
                only = track;
            }
        }
        return only;
    }

    /** The stream that has been silent for longest, if any has been for long. */
    Optional<InboundStream> silent(List<InboundStream> streams, long nowNs) {
        return streams.stream()
                .min(Comparator.comparingLong(stream -> stream.lastPacketNs() - nowNs))
                .filter(stream -> nowNs - stream.lastPacketNs() > SILENCE_NS);
    }
}
