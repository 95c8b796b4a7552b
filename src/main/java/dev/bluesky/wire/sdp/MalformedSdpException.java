package dev.bluesky.wire.sdp;

/** The text is not a session description (RFC 8866), or is larger than we read. */
public final class MalformedSdpException extends IllegalArgumentException {

    /**
     * @param message what is wrong, for the person who sent it; never quotes more than a few
     *     characters of the text
     */
    public MalformedSdpException(String message) {
        super(message);
    }
}
