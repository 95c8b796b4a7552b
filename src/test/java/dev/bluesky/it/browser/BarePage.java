package dev.bluesky.it.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * A browser that publishes and receives by the HTTP calls alone, without the conference page:
 * videos of as many users as the test names, and one that is received, with the codec that it names
 * ({@code bare-call.js}).
 */
public final class BarePage implements AutoCloseable {
    /** Calls a function of the script; what it throws comes back as text. */
    private static final String CALL =
            """
            const [name, ...rest] = arguments;
            const done = rest.pop();
            Promise.resolve(window.bareCall[name](...rest)).then(done, (error) => done(String(error)));
            """;

    /** What is published. */
    public enum Source {
        /** The browser's fake camera: cheap to encode. */
        CAMERA,
        /** Uses whatever bitrate there is. */
        NOISE,
        /** 20 frames a second that use what each size is given, and the fake microphone. */
        GRAIN_AND_BEEPS
    }

    private final RemoteWebDriver driver;

    private BarePage(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Opens a page of the server that has no scripts, so that only the test's are there. */
    public static BarePage open(Browser browser, URI server) {
        BarePage page = new BarePage(browser.start(server, Devices.GRANTED));
        try {
            page.driver.get(server.resolve("webrtc/room").toString());
            page.driver.executeScript(script());
            return page;
        } catch (WebDriverException e) {
            page.close();
            throw e;
        }
    }

    /** Publishes as {@code user}, in 640x360 and in this codec or not at all. */
    public void publish(String room, String user, String mimeType, Source source) {
        run("publish", room, user, mimeType, source.name(), 640, 360);
    }

    /**
     * Publishes the camera in 1280x720 in several sizes or layers.
     *
     * @param encodings members of {@code RTCRtpEncodingParameters} by their names
     */
    public void publishLayers(
            String room, String user, String mimeType, List<Map<String, Object>> encodings) {
        publishLayers(room, user, mimeType, 1280, 720, encodings);
    }

    /** The same in another size. */
    public void publishLayers(
            String room,
            String user,
            String mimeType,
            int width,
            int height,
            List<Map<String, Object>> encodings) {
        publishLayers(room, user, mimeType, Source.CAMERA, width, height, encodings);
    }

    /** The same of another source. */
    public void publishLayers(
            String room,
            String user,
            String mimeType,
            Source source,
            int width,
            int height,
            List<Map<String, Object>> encodings) {
        run("publish", room, user, mimeType, source.name(), width, height, encodings);
    }

    /** Wants a picture of at most so many lines. */
    public void view(String room, String user, String publisher, int height) {
        run("view", room, user, publisher, height);
    }

    /** Receives as {@code user} what {@code publisher} publishes, in this codec or not at all. */
    public void receive(String room, String user, String publisher, String mimeType) {
        run("receive", room, user, publisher, mimeType);
    }

    /** What the publishing connection sends. */
    public RtpStream sent() {
        return new RtpStream(statistics("statistics", "publisher", "outbound-rtp"));
    }

    /** What the publishing connection sends in each size. */
    public List<RtpStream> allSent() {
        return call("allSent") instanceof List<?> list
                ? list.stream()
                        .map(each -> new RtpStream(each instanceof Map<?, ?> map ? map : Map.of()))
                        .toList()
                : List.of();
    }

    /** What the receiving connection receives. */
    public RtpStream received() {
        return new RtpStream(statistics("statistics", "receiver", "inbound-rtp"));
    }

    /**
     * What the browser believes that the network bears, in bits per second; 0 if it has no idea.
     */
    public long availableOutgoingBps() {
        Map<?, ?> pair = statistics("candidatePair", "publisher");
        return pair.get("availableOutgoingBitrate") instanceof Number number
                ? number.longValue()
                : 0;
    }

    /** Ends all connections at this side. */
    public void hangUp() {
        run("hangUp");
    }

    @Override
    public void close() {
        driver.quit();
    }

    private Map<?, ?> statistics(String function, Object... arguments) {
        return call(function, arguments) instanceof Map<?, ?> map ? map : Map.of();
    }

    private void run(String function, Object... arguments) {
        if (call(function, arguments) instanceof String error) {
            throw new AssertionError(function + List.of(arguments) + ": " + error);
        }
    }

    private @Nullable Object call(String function, Object... arguments) {
        Object[] all =
                Stream.concat(Stream.of(function), Stream.of(arguments)).toArray(Object[]::new);
        return driver.executeAsyncScript(CALL, all);
    }

    private static String script() {
        try (InputStream file = BarePage.class.getResourceAsStream("bare-call.js")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
