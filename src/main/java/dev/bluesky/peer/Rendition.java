package dev.bluesky.peer;

import dev.bluesky.media.forward.Router;
import dev.bluesky.negotiate.MediaCodec;

/**
 * One thing that a viewer can get of a published track: a stream of its publisher up to a spatial
 * and a temporal layer; as it was measured when it was listed.
 *
 * @param source the stream's
 * @param codec that the stream has now
 * @param quality its place among the track's: 0 is the smallest picture with the fewest frames
 * @param spatialId the highest spatial layer in it, 0 if the stream has one only
 * @param temporalId the highest temporal layer in it, 0 if the stream has one only
 * @param width of the picture in pixels, 0 if it is not known, or is audio
 * @param height of the picture in pixels, 0 if it is not known, or is audio
 * @param framesPerSecond up to that temporal layer, 0 at the very beginning
 * @param bitrateBps of what is forwarded of it, RTP headers included; 0 at the very beginning
 * @param isSettled whether the bitrate was measured for a second at least
 */
public record Rendition(
        Router source,
        MediaCodec codec,
        int quality,
        int spatialId,
        int temporalId,
        int width,
        int height,
        double framesPerSecond,
        long bitrateBps,
        boolean isSettled) {

    /** The lines of the picture as people name sizes: its shorter side. */
    public int lines() {
        return Math.min(width, height);
    }

    /** Whether it is the same stream up to the same layers, whatever was measured of it. */
    public boolean isSame(Rendition other) {
        return source == other.source
                && spatialId == other.spatialId
                && temporalId == other.temporalId;
    }

    /** Whether it is the same, of the same place and size. */
    boolean isEqual(Rendition other) {
        return isSame(other)
                && quality == other.quality
                && width == other.width
                && height == other.height;
    }

    /** Whether it is of the same stream and spatial layer: a change needs no other picture size. */
    boolean isSameSize(Rendition other) {
        return source == other.source && spatialId == other.spatialId;
    }

    /** Whether the other is of a higher spatial layer of the same stream. */
    boolean isSmaller(Rendition other) {
        return source == other.source && other.spatialId > spatialId;
    }

    /** Whether a viewer who is told nothing of dependencies can decode it. */
    boolean isDecodableUndescribed() {
        return spatialId == 0 || !codec.name().equals("AV1");
    }
}
