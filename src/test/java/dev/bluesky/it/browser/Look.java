package dev.bluesky.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** How a page looks on a screen of a certain size, light or dark. */
public final class Look {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Controls and tiles that somebody cannot reach because they lie outside the screen. */
    private static final String OUTSIDE =
            """
            const wide = document.documentElement.scrollWidth > innerWidth ? ["the page itself"] : [];
            const all = [...document.querySelectorAll("button, input, select, [data-testid=tile]")];
            return wide.concat(all.filter((each) => {
              const box = each.getBoundingClientRect();
              const shown = each.checkVisibility() && box.width > 0;
              return shown && (box.left < 0 || box.right > innerWidth + 0.5);
            }).map((each) => each.dataset.testid ?? each.outerHTML));
            """;

    private final ChromeDriver driver;

    Look(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Lets the page believe in another screen. */
    public void at(int width, int height, String colourScheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", width,
                        "height", height,
                        "screenWidth", width,
                        "screenHeight", height,
                        "deviceScaleFactor", 1,
                        "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colourScheme),
                                // No colour half way between light and dark in a picture.
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** What is cut off at the left or at the right. */
    public List<?> cutOff() {
        return (List<?>) driver.executeScript(OUTSIDE);
    }

    /** What keeps people from using it; see {@link Axe}. */
    public List<?> barriers() {
        return Axe.violations(driver);
    }

    /** The colour of text, which tells light from dark. */
    public String textColour() {
        return (String) driver.executeScript("return getComputedStyle(document.body).color");
    }

    /** Keeps a picture under {@code target/screenshots}. */
    public Path keep(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        return Files.write(
                SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }
}
