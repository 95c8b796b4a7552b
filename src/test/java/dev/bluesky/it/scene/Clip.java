package dev.bluesky.it.scene;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A film as a file of uncompressed video (YUV4MPEG2), for Chromium's pretended camera. */
public final class Clip {
    private Clip() {}

    /** Writes the film; the file is gone when this program ends. */
    public static Path write(Film film) throws IOException {
        Path file = Files.createTempFile("clip", ".y4m");
        file.toFile().deleteOnExit();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            line(
                    out,
                    "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg"
                            .formatted(film.width(), film.height(), film.framesPerSecond()));
            for (byte[] frame : film.frames()) {
                line(out, "FRAME");
                out.write(frame);
            }
        }
        return file;
    }

    private static void line(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
