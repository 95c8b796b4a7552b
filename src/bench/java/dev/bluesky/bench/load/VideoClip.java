package dev.bluesky.bench.load;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Some seconds of VP8; the first frame is a key frame. Kept as IVF, which every player knows: a
 * header of 32 bytes, then each frame behind 12 bytes with its length and number.
 *
 * @param frames as they came from the encoder
 */
record VideoClip(PictureSize size, List<byte[]> frames) {
    static final int FRAMES_PER_SECOND = 30;

    private static final int FILE_HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 12;
    private static final byte[] MAGIC = {'D', 'K', 'I', 'F'};

    VideoClip {
        frames = List.copyOf(frames);
        if (frames.isEmpty() || !isKeyFrame(frames.get(0))) {
            throw new IllegalArgumentException("a clip begins with a key frame");
        }
    }

    /** Reads it, or has it recorded first and keeps it. */
    static VideoClip at(Path folder, PictureSize size) throws IOException {
        Path file = folder.resolve("clip-vp8-" + size.height() + "p.ivf");
        if (!Files.exists(file)) {
            System.err.println("recording " + file + " once");
            Files.createDirectories(folder);
            new VideoClip(size, ClipRecorder.record(size)).write(file);
        }
        return new VideoClip(size, read(file));
    }

    /** RFC 6386 section 9.1: the first bit is 0 in a key frame. */
    static boolean isKeyFrame(byte[] frame) {
        return (frame[0] & 1) == 0;
    }

    private static List<byte[]> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(FILE_HEADER_BYTES);
        List<byte[]> frames = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] frame = new byte[bytes.getInt()];
            bytes.getLong();
            bytes.get(frame);
            frames.add(frame);
        }
        return frames;
    }

    private void write(Path file) throws IOException {
        ByteBuffer header =
                ByteBuffer.allocate(FILE_HEADER_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(MAGIC)
                        .putShort((short) 0)
                        .putShort((short) FILE_HEADER_BYTES)
                        .put(new byte[] {'V', 'P', '8', '0'})
                        .putShort((short) size.width())
                        .putShort((short) size.height())
                        .putInt(FRAMES_PER_SECOND)
                        .putInt(1)
                        .putInt(frames.size());
        try (OutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(header.array());
            for (int i = 0; i < frames.size(); i++) {
                byte[] frame = frames.get(i);
                out.write(
                        ByteBuffer.allocate(FRAME_HEADER_BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(frame.length)
                                .putLong(i)
                                .array());
                out.write(frame);
            }
        }
    }
}
