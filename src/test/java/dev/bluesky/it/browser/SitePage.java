package dev.bluesky.it.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Chromium on this machine at a page of the server's other than the conference. Each wait ends with
 * an error after a minute.
 */
public final class SitePage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RemoteWebDriver driver;

    private SitePage(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /**
     * Opens it.
     *
     * @param path relative to the server's address
     */
    public static SitePage open(URI server, String path, Devices devices) {
        SitePage page = new SitePage(Chromium.here().start(server, devices));
        try {
            page.driver.get(server.resolve(path).toString());
            return page;
        } catch (WebDriverException e) {
            page.close();
            throw e;
        }
    }

    /** Loads the page anew. */
    public void reload() {
        driver.navigate().refresh();
    }

    /** Goes to another page of the same server. */
    public void go(URI address) {
        driver.get(address.toString());
    }

    /** Belongs to somebody who reads this language, as soon as a page is loaded. */
    public void reads(String language) {
        String agent = String.valueOf(driver.executeScript("return navigator.userAgent"));
        ((ChromeDriver) driver)
                .executeCdpCommand(
                        "Emulation.setUserAgentOverride",
                        Map.of("userAgent", agent, "acceptLanguage", language));
    }

    /** Chooses of a list by the value. */
    public void choose(String selector, String value) {
        new Select(driver.findElement(By.cssSelector(selector))).selectByValue(value);
    }

    /** Finds elements by a CSS selector. */
    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    public boolean shown(String selector) {
        return all(selector).stream().anyMatch(WebElement::isDisplayed);
    }

    /** The text of the first one that a CSS selector finds, as it is seen. */
    public String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /** Clicks the first one that a CSS selector finds. */
    public void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    /** Writes into a field. */
    public void type(String selector, String text) {
        driver.findElement(By.cssSelector(selector)).sendKeys(text);
    }

    /** What a script returns. */
    public @Nullable Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits; elements that the page replaces while they are looked at are looked for again. */
    public void await(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> "waited for " + what)
                .ignoring(WebDriverException.class)
                .until(anything -> condition.getAsBoolean());
    }

    /** What the browser complained about since the last call: scripts, policy, loading. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What is seen of the first one that a CSS selector finds, as PNG. */
    public byte[] picture(String selector) {
        return driver.findElement(By.cssSelector(selector)).getScreenshotAs(OutputType.BYTES);
    }

    /** How it looks on other screens. */
    public Look look() {
        return new Look((ChromeDriver) driver);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
