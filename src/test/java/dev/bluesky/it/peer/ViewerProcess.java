package dev.bluesky.it.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A viewer in a process of its own, so that a test can kill it: its sockets then die without DTLS
 * close_notify, without HTTP and without anything else that a tidy peer sends.
 */
public final class ViewerProcess implements AutoCloseable {
    private static final String READY = "viewer-receives";

    private final Process process;

    private ViewerProcess(Process process) {
        this.process = process;
    }

    /** Returns when {@code user} sees {@code publisher}. */
    public static ViewerProcess start(
            BlueSkyClient client, String room, String user, String publisher) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ViewerProcess.class.getName(),
                                client.base().toString(),
                                room,
                                user,
                                publisher)
                        .redirectErrorStream(true)
                        .start();
        ViewerProcess viewer = new ViewerProcess(process);
        try {
            viewer.awaitReady();
            return viewer;
        } catch (IOException | AssertionError e) {
            viewer.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException {
        StringBuilder printed = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(READY)) {
                return;
            }
            printed.append(line).append('\n');
        }
        throw new AssertionError("the viewer ended before it saw anything:\n" + printed);
    }

    /** Ends it at once, without a chance to say goodbye (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }

    /** The process itself: base URI, room, user and publisher; it ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        BlueSkyClient client = new BlueSkyClient(URI.create(arguments[0]));
        try (ReceivingPeer peer = new ReceivingPeer()) {
            client.receive(arguments[1], arguments[2], arguments[3], peer);
            Eventually.within(
                    Duration.ofSeconds(30), peer::picture, () -> peer.picture().moves() >= 10);
            System.out.println(READY);
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            // libwebrtc's threads would keep the process.
            System.exit(0);
        }
    }
}
