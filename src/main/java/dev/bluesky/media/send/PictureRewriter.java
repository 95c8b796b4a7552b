package dev.bluesky.media.send;

import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.media.codec.PayloadPatch;

/**
 * Picture numbers of an outbound video stream (VP8's and VP9's pictureId and TL0PICIDX, the
 * dependency descriptor's frame number): continuous over switches, and without gaps where whole
 * pictures are left out, because decoders wait for a picture whose number is missing.
 *
 * <p>pictureIds are counted in 15 bits and written in as many as the source has: the lower 7 of a
 * continuous number are continuous.
 */
final class PictureRewriter {

    private static final int PICTURE_BITS = 15;
    private static final int TL0_BITS = 8;
    private static final int FRAME_BITS = 16;

    private final NumberMap pictures;
    private final NumberMap baseLayer = new NumberMap(TL0_BITS, 0);

    /** Of dependency descriptors, which count references in them. */
    private final NumberMap frames;

    PictureRewriter(int firstPictureId) {
        pictures = new NumberMap(PICTURE_BITS, firstPictureId);
        frames = new NumberMap(FRAME_BITS, firstPictureId);
    }

    void switchTo(FrameInfo first) {
        if (first.pictureId() != FrameInfo.ABSENT) {
            pictures.switchTo(first.pictureId(), first.pictureIdBits());
        }
        if (first.tl0PicIdx() != FrameInfo.ABSENT) {
            baseLayer.switchTo(first.tl0PicIdx(), TL0_BITS);
        }
        if (first.dependencies().isPresent()) {
            frames.switchTo(first.dependencies().frameNumber(), FRAME_BITS);
        }
    }

    /** What to write over the numbers of a packet that is sent. */
    long patch(FrameInfo info) {
        if (info.dependencies().isPresent()) {
            return PayloadPatch.ofDependencies(map(frames, info.dependencies().frameNumber()));
        }
        return PayloadPatch.of(
                info, map(pictures, info.pictureId()), map(baseLayer, info.tl0PicIdx()));
    }

    /**
     * Leaves the picture of a packet out that is not sent, unless references are counted in picture
     * numbers: then a picture that is left out leaves its number out, and decoders know it.
     */
    void leaveOut(FrameInfo info) {
        if (info.wellFormed() && info.pictureId() != FrameInfo.ABSENT && !info.countsReferences()) {
            pictures.leaveOut(info.pictureId());
        }
    }

    boolean isLeftOut(FrameInfo info) {
        return info.pictureId() != FrameInfo.ABSENT && pictures.isLeftOut(info.pictureId());
    }

    private static int map(NumberMap numbers, int source) {
        if (source == FrameInfo.ABSENT) {
            return 0;
        }
        int out = numbers.map(source);
        return out < 0 ? numbers.mapByOffset(source) : out;
    }
}
