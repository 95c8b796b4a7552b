package dev.bluesky.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A screen that nobody sees ({@code Xvfb}), for a browser that draws WebGL on a screen alone.
 *
 * @param display its name for programs
 */
record Screen(Process process, String display) implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/Xvfb");

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** Turns one on, of the first number that is free. */
    static Screen on() throws IOException {
        Process process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "-displayfd",
                                "1",
                                "-screen",
                                "0",
                                "1280x900x24",
                                "-nolisten",
                                "tcp")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String number = said.readLine();
        if (number == null) {
            throw new IOException("no screen: " + process);
        }
        return new Screen(process, ":" + number);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
