package dev.bluesky.it.browser;

import dev.bluesky.it.TemporaryFolder;
import dev.bluesky.it.net.TestNetwork;
import dev.bluesky.it.peer.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running Firefox with its profile, and with its screen if it has one. */
record FirefoxProcess(Process process, TemporaryFolder profile, Optional<Screen> screen)
        implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int END_SECONDS = 20;

    static FirefoxProcess launch(
            TestNetwork network, String program, String preferences, boolean onScreen) {
        try {
            TemporaryFolder profile = TemporaryFolder.create("bluesky-firefox-");
            Files.writeString(profile.path().resolve("user.js"), preferences);
            String folder = profile.path().toString();
            List<String> command = List.of(program, "--marionette", "--profile", folder);
            ProcessBuilder builder = network.run(command);
            Optional<Screen> screen = onScreen ? Optional.of(Screen.on()) : Optional.empty();
            builder.environment().put("HOME", folder);
            screen.ifPresentOrElse(
                    each -> builder.environment().put("DISPLAY", each.display()),
                    () -> builder.environment().put("MOZ_HEADLESS", "1"));
            builder.redirectErrorStream(true);
            builder.redirectOutput(profile.path().resolve("output.txt").toFile());
            return new FirefoxProcess(builder.start(), profile, screen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of its remote control: Firefox takes a free one and writes it down. */
    int port() throws IOException {
        Path port = profile.path().resolve("MarionetteActivePort");
        Eventually.within(
                START, process::info, () -> port.toFile().length() > 0 || !process.isAlive());
        if (!process.isAlive()) {
            throw new IOException(Files.readString(profile.path().resolve("output.txt")));
        }
        return Integer.parseInt(Files.readString(port).strip());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            screen.ifPresent(Screen::close);
            profile.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
