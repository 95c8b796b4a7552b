package dev.bluesky.it.browser;

import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.remote.RemoteWebDriver;

/** One person's place on somebody's screen; it need not be there yet, or any more. */
public final class Tile {
    private static final String IN_SIGHT =
            """
            const box = arguments[0].getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            return x > 0 && x < innerWidth && y > 0 && y < innerHeight;
            """;

    private static final String PICTURE_SIZE =
            "return `${arguments[0].videoWidth} × ${arguments[0].videoHeight}`";

    private final RemoteWebDriver driver;
    private final String selector;

    Tile(RemoteWebDriver driver, String user) {
        this.driver = driver;
        this.selector = "[data-testid=tile][data-participant='" + user + "']";
    }

    public boolean isThere() {
        return is("");
    }

    /** Whether there is a moving picture instead of initials. */
    public boolean isPictured() {
        return is(".has-picture");
    }

    public boolean isMuted() {
        return is(".is-muted");
    }

    /** Whether it has the frame of who speaks. */
    public boolean isSpeaking() {
        return is(".speaking");
    }

    /** Whether it has the large place. */
    public boolean isLarge() {
        return is(".large");
    }

    /** What its button tells those who do not see it: whether it is pinned. */
    public boolean isPinned() {
        return "true".equals(pin().getDomAttribute("aria-pressed"));
    }

    /** Whether at least half of it is on the screen. */
    public boolean isInSight() {
        return Boolean.TRUE.equals(driver.executeScript(IN_SIGHT, element("")));
    }

    /** Scrolls to it in the strip, as a finger does. */
    public void scrollIntoSight() {
        driver.executeScript("arguments[0].scrollIntoView({ inline: 'end' })", element(""));
    }

    /** Height on the screen. */
    public int pixels() {
        return element("").getSize().height;
    }

    /** What is written over the picture about it, if there is something to say. */
    public Optional<String> state() {
        WebElement state = element(" [data-testid=tile-state]");
        return state.isDisplayed() ? Optional.of(state.getText()) : Optional.empty();
    }

    /** A click or tap somewhere on it. */
    public void click() {
        element("").click();
    }

    /** What somebody without a mouse does instead. */
    public void pressEnterOnItsPin() {
        pin().sendKeys(Keys.ENTER);
    }

    /** What is written on it of who it is. */
    public String name() {
        return element(" [data-testid=tile-name]").getText();
    }

    /** What pointing at its pin tells. */
    public String pinLabel() {
        return String.valueOf(pin().getDomAttribute("title"));
    }

    /** Opens the statistics, by the button that shows itself to who looks for it. */
    public void inspect() {
        element(" [data-testid=inspect]").click();
    }

    /** Width and height of the picture that comes, as the page writes them. */
    public String pictureSize() {
        return String.valueOf(driver.executeScript(PICTURE_SIZE, element(" video")));
    }

    private WebElement pin() {
        return element(" [data-testid=pin]");
    }

    private boolean is(String state) {
        return !driver.findElements(By.cssSelector(selector + state)).isEmpty();
    }

    private WebElement element(String part) {
        return driver.findElement(By.cssSelector(selector + part));
    }
}
