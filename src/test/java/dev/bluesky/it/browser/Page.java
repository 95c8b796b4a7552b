package dev.bluesky.it.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One person's browser on the conference page. Each wait ends with an error after a minute. */
public final class Page implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Adds up what comes from one participant; null while there is no connection for it. */
    private static final String STATISTICS =
            """
            const [user, done] = arguments;
            const receiver = window.blueSky.conference?.receivers.get(user);
            if (!receiver) done(null);
            else receiver.pc.getStats().then((report) => {
              const sum = {};
              for (const each of report.values()) {
                if (each.type !== "inbound-rtp") continue;
                for (const name of ["framesDecoded", "frameWidth", "frameHeight", "totalAudioEnergy"]) {
                  if (each[name] !== undefined) sum[name] = each[name];
                }
              }
              done(sum);
            });
            """;

    private final ChromeDriver driver;
    private final URI link;

    private Page(ChromeDriver driver, URI link) {
        this.driver = driver;
        this.link = link;
    }

    /** Opens a room's link, as somebody who was sent it does. */
    public static Page open(URI server, String room, Devices devices) {
        Page page = new Page(Browser.start(devices), server.resolve("#" + room));
        return page.afterwards(page::reopen);
    }

    public static Page joined(URI server, String room, String name) {
        Page page = open(server, room, Devices.GRANTED);
        return page.afterwards(
                () -> {
                    page.join(name);
                    page.awaitInCall();
                });
    }

    /** Loads the page anew, also after {@link #goAway()}. */
    public void reopen() {
        driver.get(link.toString());
        await("lobby", () -> shown("lobby"));
    }

    public void join(String name) {
        WebElement field = one("name");
        field.clear();
        field.sendKeys(name);
        click("join");
    }

    public void awaitInCall() {
        await("being in the call", () -> shown("call"));
    }

    /** Leaves the page as closing its tab does. */
    public void goAway() {
        driver.get("about:blank");
    }

    /** This person's id at the server. */
    public String user() {
        return (String) driver.executeScript("return window.blueSky.conference.who.user");
    }

    public void click(String testId) {
        one(testId).click();
    }

    /** Presses a key on the page itself, as for a shortcut. */
    public void press(String key) {
        driver.findElement(By.tagName("body")).sendKeys(key);
    }

    public void closeDialog() {
        press(Keys.ESCAPE.toString());
    }

    public boolean shown(String testId) {
        return all(testId).stream().anyMatch(WebElement::isDisplayed);
    }

    public String text(String testId) {
        return one(testId).getText();
    }

    /** How many people are on the screen, ourselves included. */
    public int tiles() {
        return all("tile").size();
    }

    /** Whether there is a moving picture in somebody's tile instead of initials. */
    public boolean isPictured(Page other) {
        return tileIs(other, ".has-picture");
    }

    public boolean isMuted(Page other) {
        return tileIs(other, ".is-muted");
    }

    public boolean hasTile(Page other) {
        return tileIs(other, "");
    }

    public Received received(Page other) {
        Object statistics = driver.executeAsyncScript(STATISTICS, other.user());
        return statistics instanceof Map<?, ?> map ? Received.of(map) : Received.NOTHING;
    }

    /** Waits until more of the other's picture and sound has come than had when this was called. */
    public void awaitMediaOf(Page other) {
        await("a tile", () -> hasTile(other));
        Received before = received(other);
        await("picture", () -> received(other).seesMoreThan(before));
        await("sound", () -> received(other).hearsMoreThan(before));
        await("picture on the screen", () -> isPictured(other));
    }

    public void await(String what, Supplier<Boolean> condition) {
        awaitWithin(PATIENCE, what, condition);
    }

    /** For what has to be quick. */
    public void awaitWithin(Duration limit, String what, Supplier<Boolean> condition) {
        new WebDriverWait(driver, limit)
                .withMessage(() -> "waited for " + what)
                .until(anything -> condition.get());
    }

    /**
     * What the browser complained about since the last call: errors of scripts, policy, loading.
     */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    public Look look() {
        return new Look(driver);
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** A browser whose first steps fail has nobody yet who would close it. */
    private Page afterwards(Runnable steps) {
        try {
            steps.run();
            return this;
        } catch (WebDriverException e) {
            close();
            throw e;
        }
    }

    private boolean tileIs(Page other, String state) {
        String tile = "[data-testid=tile][data-participant='" + other.user() + "']";
        return !driver.findElements(By.cssSelector(tile + state)).isEmpty();
    }

    private WebElement one(String testId) {
        return driver.findElement(byTestId(testId));
    }

    private List<WebElement> all(String testId) {
        return driver.findElements(byTestId(testId));
    }

    private static By byTestId(String testId) {
        return By.cssSelector("[data-testid='" + testId + "']");
    }
}
