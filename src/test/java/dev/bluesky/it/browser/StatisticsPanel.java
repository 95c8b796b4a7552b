package dev.bluesky.it.browser;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.Select;

/** The statistics for nerds on somebody's screen. */
public final class StatisticsPanel {
    /** The number of points of the line that has most of them. */
    private static final String POINTS =
            """
            const lines = [...arguments[0].querySelectorAll(".plot-line")];
            return Math.max(...lines.map((line) => line.getAttribute("d").split("L").length));
            """;

    private final RemoteWebDriver driver;

    StatisticsPanel(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Whose statistics they are. */
    public String person() {
        return choice().getFirstSelectedOption().getText();
    }

    /** Turns to somebody else, by name. */
    public void choose(String name) {
        choice().selectByVisibleText(name);
    }

    /** What a figure says now; empty while it says nothing. */
    public String figure(String name) {
        return shown(part(name, "strong")).map(WebElement::getText).orElse("");
    }

    /** What a screen reader says of a plot. */
    public String meaning(String name) {
        return shown(part(name, "svg")).map(each -> each.getDomAttribute("aria-label")).orElse("");
    }

    /** How many points a figure's plot has. */
    public int points(String name) {
        return shown(part(name, "svg"))
                .map(each -> (Number) driver.executeScript(POINTS, each))
                .map(Number::intValue)
                .orElse(0);
    }

    /** The renditions of the own picture that have a size, one a line. */
    public List<String> renditions() {
        return shown(byTestId("nerds-layers"))
                .map(WebElement::getText)
                .orElse("")
                .lines()
                .filter(line -> line.contains("×"))
                .toList();
    }

    /** Codecs, connection and the like, as they are written. */
    public String details() {
        return shown(byTestId("nerds-details")).map(WebElement::getText).orElse("");
    }

    /** How many pixels of the window are left above it. */
    public int top() {
        return driver.findElement(byTestId("side")).getLocation().y;
    }

    public void saveReport() {
        driver.findElement(byTestId("nerds-download")).click();
    }

    /** The report in a folder; empty until it has come as a whole. */
    public static Optional<JsonObject> report(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> file =
                    files.filter(each -> each.toString().endsWith(".json")).findFirst();
            return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static JsonObject read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file);
                var json = Json.createReader(reader)) {
            return json.readObject();
        }
    }

    private Select choice() {
        return new Select(driver.findElement(byTestId("nerds-person")));
    }

    private Optional<WebElement> shown(By by) {
        return driver.findElements(by).stream().filter(WebElement::isDisplayed).findFirst();
    }

    private static By part(String figure, String element) {
        return By.cssSelector("[data-testid=nerds-" + figure + "] " + element);
    }

    private static By byTestId(String testId) {
        return By.cssSelector("[data-testid=" + testId + "]");
    }
}
