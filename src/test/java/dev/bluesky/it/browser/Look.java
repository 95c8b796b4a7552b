package dev.bluesky.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** How a page looks on a screen of a certain size, light or dark. */
public final class Look {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /**
     * Controls and tiles that somebody cannot reach because they lie outside the screen, but for
     * those in a strip that scrolls.
     */
    private static final String OUTSIDE =
            """
            const wide = document.documentElement.scrollWidth > innerWidth ? ["the page itself"] : [];
            const all = [...document.querySelectorAll("button, input, select, [data-testid=tile]")];
            return wide.concat(all.filter((each) => {
              const box = each.getBoundingClientRect();
              const shown = each.checkVisibility() && box.width > 0 && !each.closest(".around .tile:not(.large)");
              return shown && (box.left < 0 || box.right > innerWidth + 0.5);
            }).map((each) => each.dataset.testid ?? each.outerHTML));
            """;

    /** Elements that people look at or press, which must not lie upon one another. */
    private static final String PARTS =
            """
            // A dialog lies over all the rest, on purpose.
            const parts = [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(
              "button, input, select, textarea, a[href], .tile, .tile-label, .tile-hand, .tile-state, h1, h2, .person, .message")];
            const shown = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true })
              && each.getBoundingClientRect().width > 1;
            const name = (each) => each.dataset.testid || each.id || each.className || each.tagName;
            const at = (each) => {
              const box = each.getBoundingClientRect();
              return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            };
            const related = (one, other) => one.contains(other) || other.contains(one);
            const box = (each) => {
              const { left, top, right, bottom } = each.getBoundingClientRect();
              const frame = each.closest("#stage, .roster-list, .chat-log")?.getBoundingClientRect();
              if (!frame) return { left, top, right, bottom };
              return {
                left: Math.max(left, frame.left), top: Math.max(top, frame.top),
                right: Math.min(right, frame.right), bottom: Math.min(bottom, frame.bottom),
              };
            };
            """;

    /** Controls that something else covers, or that are outside of the screen. */
    private static final String COVERED =
            PARTS
                    + """
                    const side = document.getElementById("side");
                    const covers = side.checkVisibility() && getComputedStyle(side).position === "fixed";
                    const controls = parts.filter((each) => each.matches("button, input, select, textarea") && shown(each)
                      && (!covers || side.contains(each)) && !each.closest(".grid.around, .grid.scrolls, .roster-list"));
                    return controls.filter((each) => {
                      const top = at(each);
                      return !top || !(related(each, top) || top.closest("label")?.contains(each));
                    }).map(name);
                    """;

    /** Pairs of parts on the top layer that overlap, neither of which holds the other. */
    private static final String OVERLAPPING =
            PARTS
                    + """
                    const seen = parts.filter((each) => shown(each) && at(each) && related(each, at(each)));
                    // The panel lies over the people on a narrow screen, on purpose.
                    const side = document.getElementById("side");
                    const floats = (each) => side.contains(each) && getComputedStyle(side).position === "fixed";
                    const pairs = [];
                    for (const [i, one] of seen.entries()) for (const other of seen.slice(i + 1)) {
                      if (related(one, other) || floats(one) !== floats(other)) continue;
                      const [a, b] = [box(one), box(other)];
                      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                      if (wide > 1 && high > 1) pairs.push(`${name(one)} and ${name(other)}`);
                    }
                    return pairs;
                    """;

    /** Words of controls that do not fit into them. */
    private static final String TOO_LONG =
            """
            const words = [...document.querySelectorAll("button, button > span, .field > span, h1, h2")];
            const floats = (each) => getComputedStyle(each).position === "absolute";
            return words.filter((each) => each.checkVisibility() && ![each, ...each.children].some(floats)
              && each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent.trim());
            """;

    /** Tiles of which a part is outside of the screen; those in a strip that scrolls aside. */
    private static final String TILES_OUTSIDE =
            """
            const strip = document.querySelector(".grid.around, .grid.scrolls");
            return [...document.querySelectorAll("[data-testid=tile]")].filter((each) => {
              const { left, top, right, bottom } = each.getBoundingClientRect();
              const large = each.classList.contains("large");
              return (large || !strip) && (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight);
            }).map(({ dataset }) => dataset.participant);
            """;

    /** Width by height of each tile. */
    private static final String SHAPES =
            """
            return [...document.querySelectorAll("[data-testid=tile]")].map((each) => each.clientWidth / each.clientHeight);
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

    /** What does so by its colours; all the rest is the same in light and dark. */
    public List<?> barriersOfColour() {
        return Axe.violations(driver, "color-contrast", "link-in-text-block");
    }

    /** Controls that cannot be pressed since something lies over them. */
    public List<?> covered() {
        return (List<?>) driver.executeScript(COVERED);
    }

    /** Controls, tiles and words that lie upon one another. */
    public List<?> overlapping() {
        return (List<?>) driver.executeScript(OVERLAPPING);
    }

    /** Words that do not fit where they stand. */
    public List<?> tooLong() {
        return (List<?>) driver.executeScript(TOO_LONG);
    }

    /** Who is not wholly on the screen. */
    public List<?> tilesOutside() {
        return (List<?>) driver.executeScript(TILES_OUTSIDE);
    }

    /** Width by height of each tile. */
    public List<Double> shapes() {
        List<?> shapes = (List<?>) Objects.requireNonNull(driver.executeScript(SHAPES));
        return shapes.stream().map(shape -> ((Number) shape).doubleValue()).toList();
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
