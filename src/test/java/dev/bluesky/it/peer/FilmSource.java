package dev.bluesky.it.peer;

import dev.bluesky.it.scene.Film;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;

/** Plays a {@link Film} into a libwebrtc source. */
final class FilmSource implements VideoSource {
    private final CustomVideoSource source = new CustomVideoSource();
    private final Film film;
    private int next;

    FilmSource(Film film) {
        this.film = film;
    }

    @Override
    public CustomVideoSource source() {
        return source;
    }

    @Override
    public int framesPerSecond() {
        return film.framesPerSecond();
    }

    @Override
    public void pushNext() {
        byte[] frame = film.frames().get(next);
        next = (next + 1) % film.frames().size();
        int width = film.width();
        int height = film.height();
        int area = width * height;
        NativeI420Buffer buffer = NativeI420Buffer.allocate(width, height);
        try {
            put(frame, 0, width, height, buffer.getDataY(), buffer.getStrideY());
            put(frame, area, width / 2, height / 2, buffer.getDataU(), buffer.getStrideU());
            put(frame, area * 5 / 4, width / 2, height / 2, buffer.getDataV(), buffer.getStrideV());
            source.pushFrame(new VideoFrame(buffer, System.nanoTime()));
        } finally {
            buffer.release();
        }
    }

    private static void put(
            byte[] frame, int from, int width, int rows, ByteBuffer plane, int stride) {
        for (int row = 0; row < rows; row++) {
            plane.put(row * stride, frame, from + row * width, width);
        }
    }
}
