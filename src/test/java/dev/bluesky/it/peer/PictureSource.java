package dev.bluesky.it.peer;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Draws a {@link Picture} into a libwebrtc source, one frame per {@link #pushNext}. */
final class PictureSource {
    static final int BAR_WIDTH = 16;
    private static final byte BACKGROUND_LUMA = 60;
    private static final byte BAR_LUMA = (byte) 220;
    private static final int BAR_STEP = 8;

    private final CustomVideoSource source = new CustomVideoSource();
    private final Picture picture;
    private final byte[] row;
    private int frame;

    PictureSource(Picture picture) {
        this.picture = picture;
        this.row = new byte[picture.width()];
    }

    CustomVideoSource source() {
        return source;
    }

    void pushNext() {
        NativeI420Buffer buffer = NativeI420Buffer.allocate(picture.width(), picture.height());
        try {
            drawBar(buffer);
            fill(buffer.getDataU(), picture.tint().u);
            fill(buffer.getDataV(), picture.tint().v);
            source.pushFrame(new VideoFrame(buffer, System.nanoTime()));
        } finally {
            buffer.release();
        }
        frame++;
    }

    private void drawBar(NativeI420Buffer buffer) {
        Arrays.fill(row, BACKGROUND_LUMA);
        int left = frame * BAR_STEP % (picture.width() - BAR_WIDTH);
        Arrays.fill(row, left, left + BAR_WIDTH, BAR_LUMA);
        ByteBuffer luma = buffer.getDataY();
        for (int y = 0; y < picture.height(); y++) {
            luma.put(y * buffer.getStrideY(), row);
        }
    }

    private static void fill(ByteBuffer plane, int value) {
        byte[] bytes = new byte[plane.remaining()];
        Arrays.fill(bytes, (byte) value);
        plane.put(bytes);
    }
}
