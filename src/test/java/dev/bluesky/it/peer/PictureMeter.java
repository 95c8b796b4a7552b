package dev.bluesky.it.peer;

import dev.bluesky.it.peer.Picture.Tint;
import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the decoded frames of a remote video track and looks at each one: size, tint, and whether
 * its bar moved.
 */
public final class PictureMeter implements VideoTrackSink {
    private volatile Seen seen = new Seen(0, 0, 0, 0, null, -1, 0);

    /**
     * What has arrived so far.
     *
     * @param frames decoded frames
     * @param moves frames whose bar stood elsewhere than in the frame before; a frozen picture has
     *     none
     * @param width of the last frame, pixels
     * @param height of the last frame, pixels
     * @param tint of the last frame; null before the first
     * @param barColumn where the last frame's bar began, pixels; -1 if it had none
     * @param lastFrameNanos when the last frame came, by {@link System#nanoTime()}
     */
    public record Seen(
            long frames,
            long moves,
            int width,
            int height,
            @Nullable Tint tint,
            int barColumn,
            long lastFrameNanos) {
        /** Whether the last frame is of this picture, at its full size. */
        public boolean shows(Picture picture) {
            return width == picture.width() && height == picture.height() && tint == picture.tint();
        }
    }

    public Seen seen() {
        return seen;
    }

    @Override
    public void onVideoFrame(VideoFrame frame) {
        try {
            seen = after(seen, frame.buffer.toI420());
        } finally {
            frame.release();
        }
    }

    private static Seen after(Seen before, I420Buffer frame) {
        int bar = barColumn(frame);
        boolean moved = bar != -1 && bar != before.barColumn();
        return new Seen(
                before.frames() + 1,
                before.moves() + (moved ? 1 : 0),
                frame.getWidth(),
                frame.getHeight(),
                tint(frame),
                bar,
                System.nanoTime());
    }

    private static int barColumn(I420Buffer frame) {
        ByteBuffer luma = frame.getDataY();
        int middle = frame.getHeight() / 2 * frame.getStrideY();
        for (int x = 0; x < frame.getWidth(); x++) {
            if ((luma.get(middle + x) & 0xff) > 140) {
                return x;
            }
        }
        return -1;
    }

    private static Tint tint(I420Buffer frame) {
        int u =
                frame.getDataU()
                        .get(frame.getHeight() / 4 * frame.getStrideU() + frame.getWidth() / 4);
        int v =
                frame.getDataV()
                        .get(frame.getHeight() / 4 * frame.getStrideV() + frame.getWidth() / 4);
        return Tint.nearest(u & 0xff, v & 0xff);
    }
}
