package dev.bluesky.wire.rtcp;

/**
 * A packet that nobody here acts on.
 *
 * @param type the packet type, 0 to 255
 * @param format the five bits that are a count or a feedback message type
 * @param reason why
 */
public record IgnoredPacket(int type, int format, Reason reason) implements RtcpPacket {
    /** Why a packet of a sound compound is ignored. */
    public enum Reason {
        /** Not served here (APP, XR, SLI, ...) or not known. */
        UNSUPPORTED,
        /** Its content contradicts its length, or means nothing. */
        MALFORMED
    }
}
