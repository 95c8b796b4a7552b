package dev.bluesky.wire.sdp;

import java.util.Optional;

/** The direction attribute of a media section (RFC 8866 section 6.7). */
public enum MediaDirection {
    SENDRECV("sendrecv", true, true),
    SENDONLY("sendonly", true, false),
    RECVONLY("recvonly", false, true),
    INACTIVE("inactive", false, false);

    private final String attribute;
    private final boolean sends;
    private final boolean receives;

    MediaDirection(String attribute, boolean sends, boolean receives) {
        this.attribute = attribute;
        this.sends = sends;
        this.receives = receives;
    }

    /** Whether the describing side sends. */
    public boolean sends() {
        return sends;
    }

    /** Whether the describing side receives. */
    public boolean receives() {
        return receives;
    }

    static Optional<MediaDirection> of(String attribute) {
        for (MediaDirection direction : values()) {
            if (direction.attribute.equals(attribute)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }
}
