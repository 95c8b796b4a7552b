package dev.bluesky.bench.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Has Chromium encode ten seconds of VP8 with WebCodecs, as it would for a call. */
final class ClipRecorder {
    private static final int SECONDS = 10;

    /** Until the encoder has found its bitrate: the first key frame is a poor and small one. */
    private static final int LEAD_SECONDS = 3;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * A picture whose background stands still, as in a call, with enough motion and grain to need
     * its bitrate. Never more than four frames wait for the encoder, so that it drops none on a
     * slow machine.
     */
    private static final String SCRIPT =
            """
            const [width, height, rate, bitrate, lead, count, done] = arguments;
            (async () => {
              const canvas = new OffscreenCanvas(width, height);
              const pen = canvas.getContext('2d');
              const room = new OffscreenCanvas(width, height);
              const brush = room.getContext('2d');
              const scale = height / 720;
              brush.scale(scale, scale);
              for (let i = 0; i < 3000; i++) {
                brush.fillStyle = `hsl(${Math.random() * 360} 30% ${30 + Math.random() * 40}%)`;
                brush.fillRect(Math.random() * 1280, Math.random() * 720, 60, 30);
              }
              const grain = pen.createImageData(width / 4, height / 4);
              const frames = [];
              const failed = [];
              const encoder = new VideoEncoder({
                output: chunk => {
                  const bytes = new Uint8Array(chunk.byteLength);
                  chunk.copyTo(bytes);
                  frames.push(btoa(Array.from(bytes, b => String.fromCharCode(b)).join('')));
                },
                error: e => failed.push(String(e))
              });
              encoder.configure({codec: 'vp8', width, height, bitrate, framerate: rate,
                latencyMode: 'realtime', bitrateMode: 'variable'});
              for (let i = 0; i < lead + count && failed.length === 0; i++) {
                pen.drawImage(room, 0, 0);
                for (let j = 0; j < 12; j++) {
                  const angle = i / 40 + j * Math.PI / 6;
                  pen.fillStyle = `hsl(${j * 30} 70% 40%)`;
                  pen.beginPath();
                  pen.arc(width / 2 + Math.cos(angle) * width / 3,
                    height / 2 + Math.sin(angle) * height / 3, (30 + 5 * j) * scale, 0, 7);
                  pen.fill();
                }
                for (let p = 0; p < grain.data.length; p += 4) {
                  grain.data[p] = grain.data[p + 1] = grain.data[p + 2] = 110 + Math.random() * 24;
                  grain.data[p + 3] = 255;
                }
                pen.putImageData(grain, width * 3 / 8, height * 3 / 8);
                const frame = new VideoFrame(canvas, {timestamp: i * 1e6 / rate});
                encoder.encode(frame, {keyFrame: i === 0 || i === lead});
                frame.close();
                while (encoder.encodeQueueSize > 4 && failed.length === 0) {
                  await new Promise(resolve => setTimeout(resolve, 1));
                }
              }
              await encoder.flush();
              done(failed.length ? failed : frames.slice(lead));
            })().catch(e => done([String(e)]));
            """;

    /** Held, because loggers that nobody holds forget their level. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private ClipRecorder() {}

    static List<byte[]> record(PictureSize size) throws IOException {
        Path page = Files.createTempFile("bluesky-clip-", ".html");
        ChromeDriver browser = start();
        try {
            browser.manage().timeouts().scriptTimeout(LIMIT);
            browser.get(page.toUri().toString()); // WebCodecs wants a secure context; a file is.
            Object answer =
                    browser.executeAsyncScript(
                            SCRIPT,
                            size.width(),
                            size.height(),
                            VideoClip.FRAMES_PER_SECOND,
                            size.bitrateBps(),
                            LEAD_SECONDS * VideoClip.FRAMES_PER_SECOND,
                            SECONDS * VideoClip.FRAMES_PER_SECOND);
            List<byte[]> frames = new ArrayList<>();
            for (Object frame : (List<?>) answer) {
                frames.add(decode(String.valueOf(frame)));
            }
            return frames;
        } finally {
            browser.quit();
            Files.delete(page);
        }
    }

    private static byte[] decode(String frame) throws IOException {
        try {
            return Base64.getDecoder().decode(frame);
        } catch (IllegalArgumentException e) {
            throw new IOException("Chromium did not encode: " + frame, e);
        }
    }

    private static ChromeDriver start() {
        SELENIUM.setLevel(Level.SEVERE); // It warns of each browser newer than itself.
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("bluesky.chromium", "/usr/bin/chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-dev-shm-usage");
        File driver = new File(System.getProperty("bluesky.chromedriver", "/usr/bin/chromedriver"));
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver)
                        .usingAnyFreePort()
                        .build(),
                options);
    }
}
