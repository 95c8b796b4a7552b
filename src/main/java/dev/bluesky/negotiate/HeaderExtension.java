package dev.bluesky.negotiate;

import java.util.Optional;

/** The RTP header extensions that the forwarding engine knows (RFC 8285), by their URI. */
public enum HeaderExtension {
    /** Which m-line a packet belongs to (RFC 8843 section 15). */
    MID("urn:ietf:params:rtp-hdrext:sdes:mid", true, true),
    /** Which size of a picture that comes in several (RFC 8852). */
    RID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", true, false),
    /** The same in retransmissions. */
    REPAIRED_RID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id", true, false),
    /** How loud the packet is (RFC 6464). */
    AUDIO_LEVEL("urn:ietf:params:rtp-hdrext:ssrc-audio-level", true, true),
    /** How the picture is turned (3GPP TS 26.114). */
    VIDEO_ORIENTATION("urn:3gpp:video-orientation", true, true),
    /** When the packet was captured, for lip-sync over a server. */
    ABSOLUTE_CAPTURE_TIME(
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time", true, true),
    /** What AV1's frames depend on; needs the two-byte form (RFC 8285 section 4.3). */
    DEPENDENCY_DESCRIPTOR(
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
            true,
            true),
    /** The transport-wide sequence number, for congestion control. */
    TRANSPORT_CC(
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
            true,
            true),
    /** When the packet was sent: means something on its own transport only. */
    ABSOLUTE_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time", true, true);

    private final String uri;
    private final boolean fromPublishers;
    private final boolean toViewers;

    HeaderExtension(String uri, boolean fromPublishers, boolean toViewers) {
        this.uri = uri;
        this.fromPublishers = fromPublishers;
        this.toViewers = toViewers;
    }

    /** The URI of {@code a=extmap}. */
    public String uri() {
        return uri;
    }

    boolean isFor(boolean publisher) {
        return publisher ? fromPublishers : toViewers;
    }

    static Optional<HeaderExtension> of(String uri) {
        for (HeaderExtension extension : values()) {
            if (extension.uri.equals(uri)) {
                return Optional.of(extension);
            }
        }
        return Optional.empty();
    }
}
