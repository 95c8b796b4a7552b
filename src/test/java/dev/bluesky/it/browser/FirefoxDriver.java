package dev.bluesky.it.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.openqa.selenium.ImmutableCapabilities;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Selenium's view of a running Firefox. */
final class FirefoxDriver extends RemoteWebDriver {
    private final FirefoxProcess process;
    private final Marionette connection;

    FirefoxDriver(FirefoxProcess process, Marionette connection) {
        super(new MarionetteExecutor(connection), new ImmutableCapabilities());
        this.process = process;
        this.connection = connection;
    }

    @Override
    public void quit() {
        try (process;
                connection) {
            super.quit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
