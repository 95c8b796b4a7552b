package dev.bluesky.it.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * A browser that receives a whole room in slots, and notes when it is told who is in them and when
 * it decodes what. The script is {@code slots.js}.
 */
public final class SlotsPage implements AutoCloseable {
    /** Runs one function of the script with all but the first and the last argument. */
    private static final String RUN =
            """
            const [name, ...rest] = arguments;
            const done = rest.pop();
            Promise.resolve(window.slots[name](...rest)).then(
              (value) => done({ value: value ?? null }), (error) => done({ error: `${error}` }));
            """;

    /** How long a switch is watched after what is wanted is seen. */
    private static final Duration LINGER = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final Duration SCRIPT_LIMIT = Duration.ofSeconds(60);

    private final RemoteWebDriver driver;

    /**
     * What a change of what is shown was like; in milliseconds.
     *
     * @param tookMs until all that was wanted was seen
     * @param pauseMs the longest time between two pictures of a slot, as they were presented
     * @param receivedPauseMs the same as they came
     */
    public record Switch(long tookMs, long pauseMs, long receivedPauseMs) {}

    /**
     * What the browser counted at one moment.
     *
     * @param numbers members of the statistics, such as {@code video.framesDecoded}; {@code path.}
     *     is the pair of candidates; {@code atMs} of the machine's clock
     */
    public record Reading(Map<?, ?> numbers) {
        /** A member, 0 as long as there is none. */
        public double number(String name) {
            return numbers.get(name) instanceof Number number ? number.doubleValue() : 0;
        }

        /** Of the machine's clock, in milliseconds. */
        public double atMs() {
            return number("atMs");
        }
    }

    /**
     * A picture on the screen.
     *
     * @param atMs of the machine's clock
     * @param height in pixels
     */
    public record Presented(long atMs, int height) {}

    /**
     * When a participant came into a video slot; in milliseconds of the machine's clock.
     *
     * @param toldMs when the event came
     * @param seenMs when the first picture of that width was decoded
     * @param speakerMs when it was announced as the speaker
     */
    public record Appearance(OptionalLong toldMs, OptionalLong seenMs, OptionalLong speakerMs) {

        /** Whether all of it has happened. */
        public boolean isComplete() {
            return toldMs.isPresent() && seenMs.isPresent() && speakerMs.isPresent();
        }
    }

    private SlotsPage(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Opens a page of the server's that does nothing by itself, and gives it the script. */
    public static SlotsPage open(Browser browser, URI server) throws IOException {
        SlotsPage page = new SlotsPage(browser.start(server, Devices.GRANTED));
        try {
            page.driver.manage().timeouts().scriptTimeout(SCRIPT_LIMIT);
            page.driver.get(server.resolve("webrtc/room").toString());
            page.driver.executeScript(script());
            return page;
        } catch (WebDriverException | IOException e) {
            page.close();
            throw e;
        }
    }

    private static String script() throws IOException {
        try (InputStream in = SlotsPage.class.getResourceAsStream("slots.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Receives the room in so many slots. */
    public void receive(String room, String user, int audio, int video) {
        run("receive", room, user, audio, video);
    }

    /** Adds video slots by another offer. */
    public void add(String room, String user, int video) {
        run("add", room, user, video);
    }

    /** How often it has offered. */
    public long offers() {
        return run("offers") instanceof Number number ? number.longValue() : 0;
    }

    /** By mid, who is in each video slot. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        if (run("shown") instanceof Map<?, ?> map) {
            map.forEach((mid, user) -> shown.put(String.valueOf(mid), String.valueOf(user)));
        }
        return shown;
    }

    /** How a participant whose picture has that width has come into view since that moment. */
    public Appearance appearance(String participant, int width, long afterMs) {
        Map<?, ?> times =
                run("appearance", participant, width, afterMs) instanceof Map<?, ?> map
                        ? map
                        : Map.of();
        return new Appearance(ms(times, "toldMs"), ms(times, "seenMs"), ms(times, "speakerMs"));
    }

    private static OptionalLong ms(Map<?, ?> times, String name) {
        return times.get(name) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /**
     * Wishes for something that shows pictures of these sizes, such as {@code 640x360}, in the
     * slots, and goes on for a while when they are seen.
     */
    public Switch fulfil(String room, String user, Map<String, Object> view, List<String> sizes) {
        Object outcome =
                run("fulfil", room, user, view, sizes, LINGER.toMillis(), PATIENCE.toMillis());
        Map<?, ?> times = outcome instanceof Map<?, ?> map ? map : Map.of();
        return new Switch(
                ms(times, "tookMs").orElseThrow(),
                ms(times, "pauseMs").orElseThrow(),
                ms(times, "receivedPauseMs").orElseThrow());
    }

    /**
     * Keeps what the browser counts, from now on; of one audio and one video slot. To be asked for
     * before receiving, and of Chromium.
     */
    public void record() {
        run("record");
    }

    /** What was kept since {@link #record}, some 20 times a second. */
    public List<Reading> readings() {
        return run("readings") instanceof List<?> list
                ? list.stream()
                        .map(each -> new Reading(each instanceof Map<?, ?> map ? map : Map.of()))
                        .toList()
                : List.of();
    }

    /** When each packet of sound came since {@link #record}, by the machine's clock in ms. */
    public List<Double> sounds() {
        return run("sounds") instanceof List<?> list
                ? list.stream().map(each -> ((Number) each).doubleValue()).toList()
                : List.of();
    }

    /** Every picture that was handed to the screen. */
    public List<Presented> presented() {
        return run("presented") instanceof List<?> list
                ? list.stream().map(each -> presented((Map<?, ?>) each)).toList()
                : List.of();
    }

    private static Presented presented(Map<?, ?> picture) {
        return new Presented(
                ms(picture, "atMs").orElseThrow(), (int) ms(picture, "height").orElseThrow());
    }

    /** How many pictures were presented so far. */
    public long pictures() {
        return run("pictures") instanceof Number number ? number.longValue() : 0;
    }

    /** Each two pictures of a slot of which the later one has an older RTP timestamp. */
    public List<String> stepsBack() {
        return run("stepsBack") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of("unknown");
    }

    /** How many errors the players told of. */
    public long faults() {
        return run("faults") instanceof Number number ? number.longValue() : Long.MAX_VALUE;
    }

    /** What is received in each video slot. */
    public List<RtpStream> videos() {
        return run("videos") instanceof List<?> list
                ? list.stream()
                        .map(each -> new RtpStream(each instanceof Map<?, ?> map ? map : Map.of()))
                        .toList()
                : List.of();
    }

    private @Nullable Object run(String name, Object... arguments) {
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
