package dev.bluesky.peer;

import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.OwnExtensions;
import dev.bluesky.media.send.StreamIdentity;
import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedSection;
import java.util.Optional;

/** What a viewer calls, in one of its sections, what publishers call otherwise. */
final class ViewerNames {
    private static final HeaderExtension[] PASSED_ON = {
        HeaderExtension.AUDIO_LEVEL,
        HeaderExtension.VIDEO_ORIENTATION,
        HeaderExtension.ABSOLUTE_CAPTURE_TIME,
        HeaderExtension.DEPENDENCY_DESCRIPTOR
    };

    private static final int EXTENSION_IDS = 256;

    private ViewerNames() {}

    static StreamIdentity identity(NegotiatedSection section, int ssrc, int rtxSsrc) {
        boolean rtx =
                section.codecs().stream().anyMatch(codec -> codec.rtxPayloadType().isPresent());
        OwnExtensions own =
                new OwnExtensions(
                        section.extensions().getOrDefault(HeaderExtension.MID, 0),
                        section.mid(),
                        section.extensions().getOrDefault(HeaderExtension.TRANSPORT_CC, 0),
                        section.extensions().getOrDefault(HeaderExtension.ABSOLUTE_SEND_TIME, 0));
        return new StreamIdentity(ssrc, rtx ? rtxSsrc : 0, clockRateHz(section), own);
    }

    static int clockRateHz(NegotiatedSection section) {
        return section.codecs().get(0).clockRate();
    }

    /** The payload types of the codec that the publisher sends, if the viewer can decode it. */
    static Optional<OutboundFormat> format(NegotiatedSection section, MediaCodec sent) {
        return section.codecs().stream()
                .filter(codec -> codec.bitstream().equals(sent.bitstream()))
                .findFirst()
                .map(ViewerNames::format);
    }

    private static OutboundFormat format(MediaCodec codec) {
        return new OutboundFormat(
                codec.payloadType(),
                codec.redPayloadType().orElse(OutboundFormat.NONE),
                codec.rtxPayloadType().orElse(OutboundFormat.NONE));
    }

    /** By the id of the track's header extension the section's, or 0 to leave it out. */
    static byte[] extensionIds(NegotiatedSection section, PublishedTrack track) {
        byte[] ids = new byte[EXTENSION_IDS];
        for (HeaderExtension extension : PASSED_ON) {
            int id = track.extensionId(extension);
            if (id != 0) {
                ids[id] = section.extensions().getOrDefault(extension, 0).byteValue();
            }
        }
        return ids;
    }
}
