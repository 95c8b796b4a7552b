package dev.bluesky.it.browser;

import dev.bluesky.it.net.TestNetwork;
import dev.bluesky.it.scene.Clip;
import dev.bluesky.it.scene.Film;
import dev.bluesky.it.scene.Person;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * Debian's Chromium, or the one that the system properties {@code bluesky.chromium} and {@code
 * bluesky.chromedriver} name.
 */
public final class Chromium implements Browser {
    private static final String CHROMIUM =
            System.getProperty("bluesky.chromium", "/usr/bin/chromium");
    private static final String DRIVER =
            System.getProperty("bluesky.chromedriver", "/usr/bin/chromedriver");

    private static final List<String> ARGUMENTS =
            List.of(
                    "--headless=new",
                    "--no-sandbox", // builds run as root
                    "--disable-gpu",
                    "--enable-unsafe-swiftshader", // WebGL without a graphics card, for our own
                    // pages
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--allow-loopback-in-peer-connection",
                    "--autoplay-policy=no-user-gesture-required");

    /** Held, because loggers that nobody holds forget their level. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        // It warns of each browser that is newer than itself; the few commands used here are
        // stable.
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final Function<ChromeOptions, RemoteWebDriver> starter;

    private Chromium(Function<ChromeOptions, RemoteWebDriver> starter) {
        this.starter = starter;
    }

    /** On this machine, as the server is; reaches it by loopback. */
    public static Chromium here() {
        return new Chromium(options -> new ChromeDriver(service(), options));
    }

    public static Chromium in(TestNetwork network) {
        return new Chromium(options -> DriverInNetwork.start(network, DRIVER, options));
    }

    @Override
    public RemoteWebDriver start(URI site, Devices devices) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(ARGUMENTS);
        options.addArguments("--unsafely-treat-insecure-origin-as-secure=" + origin(site));
        options.addArguments("--use-fake-device-for-media-stream=device-count=" + cameras(devices));
        if (devices != Devices.DENIED) {
            options.addArguments("--use-fake-ui-for-media-stream");
        }
        if (devices == Devices.SPEECH) {
            options.addArguments("--use-file-for-fake-audio-capture=" + Speech.recorded());
        }
        if (devices == Devices.FILMED) {
            options.addArguments("--use-file-for-fake-video-capture=" + maya());
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return starter.apply(options);
    }

    private static int cameras(Devices devices) {
        return switch (devices) {
            case GRANTED, SPEECH, FILMED, DENIED -> 1;
            case TWO_CAMERAS -> 2;
            case NO_CAMERA -> 0;
        };
    }

    private static Path maya() {
        try {
            return Clip.write(Film.of(Person.MAYA, 640, 360, 10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String origin(URI site) {
        return site.getScheme() + "://" + site.getRawAuthority();
    }

    /** Both programs are named, so that Selenium has nothing to look for or to fetch. */
    private static ChromeDriverService service() {
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER))
                .usingAnyFreePort()
                .build();
    }
}
