package dev.bluesky.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program: one that is run to its end, or one that runs until it is closed. */
public final class Program implements AutoCloseable {
    private static final Duration STOP_TIME = Duration.ofSeconds(10);

    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private Program(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts one that talks; what it complains of goes to the log. */
    public static Program start(Path log, List<String> command) throws IOException {
        return new Program(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                        .start());
    }

    /** Starts one whose whole output goes to the log. */
    public static Program startMute(Path log, List<String> command) throws IOException {
        return new Program(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                        .start());
    }

    /**
     * Runs one and returns what it said.
     *
     * @param environment to be added
     * @throws IOException if it is not there or fails, with what it said
     */
    public static String run(Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (await(process) != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
        return said;
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a program ran");
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Its next line; fails when it has ended. */
    public String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("ended with " + await(process));
        }
        return line;
    }

    /** Says that and returns what it answers. */
    public String ask(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
        return line();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIME.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The folder, made if need be. */
    public static Path folder(Path folder) throws IOException {
        return Files.createDirectories(folder.toAbsolutePath());
    }
}
