package dev.bluesky.it.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.remote.RemoteWebDriver;

/** What is behind the person of a page: as it is chosen there, and as it is seen. */
public final class Backgrounds {
    private static final Path MODEL =
            Path.of("target", "segmentation", "selfie_segmentation.binarypb");

    /** How far a colour that was encoded, scaled and blended may be from what was painted. */
    private static final int TOLERANCE = 48;

    /** Red, green and blue of the middle of a part of a video's picture; -1 without a picture. */
    private static final String COLOUR =
            """
            const [selector, x, y] = arguments;
            const video = document.querySelector(selector);
            if (!video?.srcObject || video.hidden || !video.videoWidth) return -1;
            const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 18 });
            const paint = canvas.getContext("2d");
            paint.drawImage(video, 0, 0, canvas.width, canvas.height);
            const [r, g, b] = paint.getImageData(x * canvas.width, y * canvas.height, 1, 1).data;
            return (r << 16) | (g << 8) | b;
            """;

    /** Remembers each colour that the lobby's preview ever has at its upper left. */
    private static final String WATCHING =
            """
            window.seen = new Set();
            setInterval(() => {
              const video = document.getElementById("preview");
              if (!video?.srcObject || video.hidden || !video.videoWidth) return;
              const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 18 });
              const paint = canvas.getContext("2d");
              paint.drawImage(video, 0, 0, canvas.width, canvas.height);
              const [r, g, b] = paint.getImageData(2, 2, 1, 1).data;
              window.seen.add((r << 16) | (g << 8) | b);
            }, 20);
            """;

    /** Workers that are not there, as in a build without them. */
    private static final String WITHOUT_WORKERS =
            """
            window.Worker = class extends Worker {
              constructor(address) { super(new URL("missing.js", address)); }
            };
            """;

    /** Keeps the last worker, so that a test can let it fail. */
    private static final String HOLDING_WORKERS =
            """
            window.Worker = class extends Worker {
              constructor(...all) { super(...all); window.worker = this; }
            };
            """;

    private static final String FAILING =
            "worker.dispatchEvent(new MessageEvent('message', { data: { failed: 'a test' } }))";

    /** A camera before which somebody sits, who was drawn. */
    private static final String FILMING =
            """
            const [png, done] = arguments;
            const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
            createImageBitmap(new Blob([bytes])).then((picture) => {
              const canvas = document.createElement("canvas");
              Object.assign(canvas, { width: picture.width, height: picture.height });
              const paint = canvas.getContext("2d");
              setInterval(() => paint.drawImage(picture, 0, 0), 100);
              const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              navigator.mediaDevices.getUserMedia = async ({ video, audio }) => {
                const stream = audio ? await ask({ audio }) : new MediaStream();
                if (video) stream.addTrack(canvas.captureStream().getVideoTracks()[0]);
                return stream;
              };
            }).then(done, (error) => done(String(error)));
            """;

    private final RemoteWebDriver driver;

    /** Skips a test that needs what a build without npm does not have. */
    public static void assumeThatTheyAreBuilt() {
        assumeTrue(Files.exists(MODEL), "built without npm: no backgrounds");
    }

    Backgrounds(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Chooses one in the open dialog, by its name in the page. */
    public void choose(String name) {
        driver.findElement(By.cssSelector("[data-testid=background-" + name + "]")).click();
    }

    /** The name of the one that is chosen, as far as the dialog tells. */
    public String chosen() {
        String script = "return document.querySelector('[name=background]:checked')?.value ?? ''";
        return (String) Objects.requireNonNull(driver.executeScript(script));
    }

    /** Chooses a picture of one's own from the disk. */
    public void chooseFile(Path picture) {
        driver.findElement(By.cssSelector("[data-testid=background-file]"))
                .sendKeys(picture.toString());
    }

    /** Whether the lobby's preview has this colour there, in parts of its width and height. */
    public boolean previewed(int rgb, double x, double y) {
        return isLike(rgb, colour("#preview", x, y));
    }

    /** Whether somebody's picture has this colour there. */
    public boolean seen(String user, int rgb, double x, double y) {
        return isLike(rgb, colour("[data-participant='" + user + "'] video", x, y));
    }

    private int colour(String video, double x, double y) {
        Number colour = (Number) driver.executeScript(COLOUR, video, x, y);
        return Objects.requireNonNull(colour).intValue();
    }

    private static boolean isLike(int wanted, int found) {
        if (found < 0) {
            return false;
        }
        Color a = new Color(wanted);
        Color b = new Color(found);
        return Math.abs(a.getRed() - b.getRed()) < TOLERANCE
                && Math.abs(a.getGreen() - b.getGreen()) < TOLERANCE
                && Math.abs(a.getBlue() - b.getBlue()) < TOLERANCE;
    }

    /** From the next time on that the camera is turned on, it shows this picture. */
    public void film(byte[] png) {
        Object error = driver.executeAsyncScript(FILMING, Base64.getEncoder().encodeToString(png));
        if (error != null) {
            throw new IllegalStateException(String.valueOf(error));
        }
    }

    /** From the next page on, whatever the preview shows is kept. */
    public void watchPreview() {
        beforePages(WATCHING);
    }

    /** Whether nothing but this colour was ever at the preview's upper left. */
    public boolean previewedOnly(int rgb) {
        Iterable<?> colours =
                (Iterable<?>)
                        Objects.requireNonNull(driver.executeScript("return [...window.seen]"));
        int all = 0;
        for (Object colour : colours) {
            if (!isLike(rgb, ((Number) colour).intValue())) {
                return false;
            }
            all++;
        }
        return all > 0;
    }

    /** Whether there was never a picture. */
    public boolean previewedNothing() {
        return Boolean.TRUE.equals(driver.executeScript("return window.seen.size === 0"));
    }

    /** From the next page on, no worker can be started. */
    public void takeWorkersAway() {
        beforePages(WITHOUT_WORKERS);
    }

    /** From the next page on, {@link #letFail} works. */
    public void holdWorkers() {
        beforePages(HOLDING_WORKERS);
    }

    /** Pretends that the work cannot go on. */
    public void letFail() {
        driver.executeScript(FAILING);
    }

    /** From the next page on, each camera is a {@link BlurringCamera}. */
    public void pretendThatTheCameraCanBlur() {
        beforePages(BlurringCamera.SCRIPT);
    }

    /** Whether the {@link BlurringCamera} was told to blur. */
    public boolean isBlurredByCamera() {
        return Boolean.TRUE.equals(driver.executeScript(BlurringCamera.IS_BLURRED));
    }

    /** Only for Chromium on this machine. */
    private void beforePages(String script) {
        ((ChromeDriver) driver)
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }
}
