package dev.bluesky.it.browser;

import java.net.URI;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A browser program that a person may have. */
public interface Browser {
    /**
     * Starts it, headless and each time with a new profile. {@link RemoteWebDriver#quit()} ends it
     * with all that belongs to it.
     *
     * @param site where the page will come from; trusted with the devices even without HTTPS
     */
    RemoteWebDriver start(URI site, Devices devices);
}
