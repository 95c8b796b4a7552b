package dev.bluesky.media.codec;

import dev.bluesky.wire.rtp.RedPayload;
import java.util.Optional;

/**
 * The codecs that are forwarded, under their encoding names of SDP ({@code a=rtpmap}).
 *
 * <p>A well-formed packet of a codec without {@linkplain #needsKeyFrame() key frames} can be
 * decoded alone, so it counts as the start of one.
 */
public enum Codec {
    OPUS("opus", 48_000, false),
    /** Redundant audio (RFC 2198) as browsers use it, around Opus. */
    RED("red", 48_000, false),
    G722("G722", 8_000, false),
    PCMU("PCMU", 8_000, false),
    PCMA("PCMA", 8_000, false),
    VP8("VP8", 90_000, true),
    VP9("VP9", 90_000, true),
    H264("H264", 90_000, true),
    H265("H265", 90_000, true),
    AV1("AV1", 90_000, true);

    private final String encodingName;
    private final int clockRateHz;
    private final boolean needsKeyFrame;

    Codec(String encodingName, int clockRateHz, boolean needsKeyFrame) {
        this.encodingName = encodingName;
        this.clockRateHz = clockRateHz;
        this.needsKeyFrame = needsKeyFrame;
    }

    /** The codec of an encoding name, which SDP compares without regard to case. */
    public static Optional<Codec> named(String encodingName) {
        for (Codec codec : values()) {
            if (codec.encodingName.equalsIgnoreCase(encodingName)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** The name in {@code a=rtpmap}. */
    public String encodingName() {
        return encodingName;
    }

    /** Ticks of the RTP timestamp in a second. */
    public int clockRateHz() {
        return clockRateHz;
    }

    /** Whether a decoder can begin only at certain packets; true for video. */
    public boolean needsKeyFrame() {
        return needsKeyFrame;
    }

    /**
     * Reads the payload of one RTP packet, padding excluded.
     *
     * @param into is overwritten
     * @return whether the payload is well-formed, as {@link FrameInfo#wellFormed()} says after it
     */
    public boolean read(byte[] buffer, int offset, int length, FrameInfo into) {
        into.clear();
        into.wellFormed = readInto(buffer, offset, offset + length, into);
        into.startsKeyFrame &= into.wellFormed;
        return into.wellFormed;
    }

    private boolean readInto(byte[] buffer, int offset, int end, FrameInfo into) {
        return switch (this) {
            case VP8 -> Vp8Payload.read(buffer, offset, end, into);
            case VP9 -> Vp9Payload.read(buffer, offset, end, into);
            case H264 -> H264Payload.read(buffer, offset, end, into);
            case H265 -> H265Payload.read(buffer, offset, end, into);
            case AV1 -> Av1Payload.read(buffer, offset, end, into);
            case RED -> {
                into.red = RedPayload.primaryOffset(buffer, offset, end - offset) >= 0;
                into.startsKeyFrame = true;
                yield into.red;
            }
            case OPUS, G722, PCMU, PCMA -> {
                into.startsKeyFrame = true;
                yield true;
            }
        };
    }
}
