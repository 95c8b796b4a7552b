package dev.bluesky.it.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A browser that publishes a picture which flashes while its tone beeps, every 500 ms, or that
 * receives it and measures how far apart both are when they are shown and played. The script is
 * {@code lip-sync.js}.
 */
public final class LipSyncPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** Runs one function of the script with all but the first and the last argument. */
    private static final String RUN =
            """
            const [name, ...rest] = arguments;
            const done = rest.pop();
            lipSync[name](...rest).then(
              (value) => done({ value: value ?? null }), (error) => done({ error: `${error}` }));
            """;

    private final RemoteWebDriver driver;

    private LipSyncPage(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Opens a page of the server's that does nothing by itself, and gives it the script. */
    public static LipSyncPage open(Browser browser, URI server) throws IOException {
        LipSyncPage page = new LipSyncPage(browser.start(server, Devices.GRANTED));
        try {
            page.allowMeter();
            page.driver.get(server.resolve("webrtc/room").toString());
            page.driver.executeScript(script());
            return page;
        } catch (WebDriverException | IOException e) {
            page.close();
            throw e;
        }
    }

    /**
     * The server's policy allows no scripts but its own; the meter of sound is one of the test's.
     */
    private void allowMeter() {
        if (driver instanceof HasCdp chromium) {
            chromium.executeCdpCommand("Page.setBypassCSP", Map.of("enabled", true));
        }
    }

    private static String script() throws IOException {
        try (InputStream in = LipSyncPage.class.getResourceAsStream("lip-sync.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public void createRoom(String room) {
        run("createRoom", room);
    }

    /** Publishes; the second time as somebody who has left and comes back. */
    public void publish(String room, String user) {
        run("publish", room, user);
    }

    public void receive(String room, String user, String publisher) {
        run("receive", room, user, publisher);
    }

    /** What this page publishes as it leaves: how far apart both are before there is a network. */
    public LipSync measureOneself() {
        run("watchOneself");
        run("restart");
        until(LipSync::isComplete, "its own flashes and beeps");
        return measured();
    }

    /**
     * What is shown and played from now on, as soon as it is in sync: browsers approach that by
     * some 10 ms each second.
     *
     * @param source what the publisher has measured of itself
     */
    public LipSync awaitSync(LipSync source, double toleranceMs) {
        run("restart");
        until(measured -> measured.beyond(source).isWithin(toleranceMs), "lip-sync");
        return measured().beyond(source);
    }

    private void until(Predicate<LipSync> condition, String what) {
        new WebDriverWait(driver, PATIENCE, LOOK)
                .withMessage(() -> "waited for " + what + ", had " + measured())
                .until(anything -> condition.test(measured()));
    }

    private LipSync measured() {
        return LipSync.of((Map<?, ?>) Objects.requireNonNull(run("measured")));
    }

    private @Nullable Object run(String name, String... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = name;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Map<?, ?> outcome = (Map<?, ?>) driver.executeAsyncScript(RUN, all);
        if (Objects.requireNonNull(outcome).get("error") instanceof String error) {
            throw new IllegalStateException(name + ": " + error);
        }
        return outcome.get("value");
    }

    @Override
    public void close() {
        driver.quit();
    }
}
