package dev.bluesky.it.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bluesky.it.net.TestNetwork;
import java.io.IOException;
import java.net.URI;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * Debian's Firefox ESR, or the one that the system property {@code bluesky.firefox} names, on
 * another machine: unlike Chromium it does not connect to a server that announces loopback alone.
 */
public final class Firefox implements Browser {
    private static final String FIREFOX =
            System.getProperty("bluesky.firefox", "/usr/bin/firefox-esr");

    private static final String PREFERENCES =
            """
            user_pref("marionette.port", 0);
            user_pref("media.gmp-manager.updateEnabled", false);
            user_pref("media.autoplay.default", 0);
            user_pref("media.navigator.streams.fake", true);
            user_pref("media.devices.insecure.enabled", true);
            user_pref("media.getusermedia.insecure.enabled", true);
            """;

    private static final String GRANTED =
            """
            user_pref("media.navigator.permission.disabled", true);
            """;

    private static final String DENIED =
            """
            user_pref("permissions.default.camera", 2);
            user_pref("permissions.default.microphone", 2);
            """;

    private static final String SOFTWARE_GRAPHICS =
            """
            user_pref("webgl.force-enabled", true);
            """;

    private final TestNetwork network;
    private final boolean onScreen;

    private Firefox(TestNetwork network, boolean onScreen) {
        this.network = network;
        this.onScreen = onScreen;
    }

    public static Firefox in(TestNetwork network) {
        return new Firefox(network, false);
    }

    /** On a screen that nobody sees: without one it has no WebGL. Skips the test where none is. */
    public static Firefox onScreenIn(TestNetwork network) {
        assumeTrue(Screen.isThere(), "no Xvfb here: Firefox has no WebGL");
        return new Firefox(network, true);
    }

    /** {@inheritDoc} It trusts every site, since Firefox cannot name one. */
    @Override
    public RemoteWebDriver start(URI site, Devices devices) {
        String preferences = PREFERENCES + (devices == Devices.GRANTED ? GRANTED : DENIED);
        FirefoxProcess process =
                FirefoxProcess.launch(
                        network,
                        FIREFOX,
                        onScreen ? preferences + SOFTWARE_GRAPHICS : preferences,
                        onScreen);
        try {
            return new FirefoxDriver(
                    process, Marionette.connect(network.address(), process.port()));
        } catch (IOException | RuntimeException e) {
            process.close();
            throw new IllegalStateException("no Firefox at " + network.address(), e);
        }
    }
}
