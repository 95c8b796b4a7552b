package dev.bluesky.it.peer;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Draws a {@link Picture} into a libwebrtc source, one frame per {@link #pushNext}. */
final class PictureSource implements VideoSource {
    static final int BAR_WIDTH = 16;
    private static final byte BACKGROUND_LUMA = 60;
    private static final byte BAR_LUMA = (byte) 220;
    private static final int BAR_STEP = 8;

    /** Each row begins elsewhere in the random background, so that rows do not look alike. */
    private static final int GRAIN_STARTS = 4096;

    private static final int GRAIN_STRIDE = 1237;

    private final CustomVideoSource source = new CustomVideoSource();
    private final Picture picture;
    private final byte[] row;
    private final byte[] background;
    private int frame;

    PictureSource(Picture picture) {
        this.picture = picture;
        this.row = new byte[picture.width()];
        this.background = background(picture);
    }

    @Override
    public CustomVideoSource source() {
        return source;
    }

    @Override
    public int framesPerSecond() {
        return picture.framesPerSecond();
    }

    @Override
    public void pushNext() {
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
        int left = frame * BAR_STEP % (picture.width() - BAR_WIDTH);
        ByteBuffer luma = buffer.getDataY();
        for (int y = 0; y < picture.height(); y++) {
            // The grain drifts, as a hand-held camera's picture does.
            int start = (y * GRAIN_STRIDE + frame) % GRAIN_STARTS;
            System.arraycopy(background, start, row, 0, row.length);
            Arrays.fill(row, left, left + BAR_WIDTH, BAR_LUMA);
            luma.put(y * buffer.getStrideY(), row);
        }
    }

    private static byte[] background(Picture picture) {
        byte[] background = new byte[picture.width() + GRAIN_STARTS];
        Random random = new Random(1);
        for (int i = 0; i < background.length; i++) {
            int grain = picture.grain() == 0 ? 0 : random.nextInt(picture.grain());
            background[i] = (byte) (BACKGROUND_LUMA + grain);
        }
        return background;
    }

    private static void fill(ByteBuffer plane, int value) {
        byte[] bytes = new byte[plane.remaining()];
        Arrays.fill(bytes, (byte) value);
        plane.put(bytes);
    }
}
