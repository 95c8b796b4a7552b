package dev.bluesky.it.browser;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One person's browser on the conference page. Each wait ends with an error after a minute. */
public final class Page implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * The streams that come from one participant by kind, or those that we send: of several of a
     * kind the one with most lines; empty while there is no connection.
     */
    private static final String STATISTICS =
            """
            const [user, type, done] = arguments;
            const conference = window.blueSky.conference;
            const own = () => Promise.all([conference.publisher.pc.getStats()]);
            const reports = !conference ? [] : user ? conference.statistics(user) : own();
            Promise.resolve(reports).then((all) => {
              const streams = {};
              const lines = (stream) => stream?.frameHeight ?? -1;
              for (const report of all) for (const each of report.values()) {
                if (each.type !== type || lines(each) < lines(streams[each.kind])) continue;
                streams[each.kind] = { ...each, mimeType: report.get(each.codecId)?.mimeType };
              }
              done(streams);
            });
            """;

    /** Each call of this page whose path ends so, whatever became of it. */
    private static final String OFFERS =
            """
            const calls = performance.getEntriesByType("resource");
            return calls.filter(({ name }) => name.endsWith(arguments[0])).length;
            """;

    private static final String BUTTON_OF =
            """
            const [name, button] = arguments;
            const called = (row) => row.querySelector(".person-name > span").textContent === name;
            const rows = [...document.querySelectorAll("[data-testid=person]")];
            return rows.find(called).querySelector(`[data-testid=${button}]`);
            """;

    private final RemoteWebDriver driver;
    private final URI link;
    private String page = "";

    private Page(RemoteWebDriver driver, URI link) {
        this.driver = driver;
        this.link = link;
    }

    /** Opens a room's link, as somebody who was sent it does, in Chromium on this machine. */
    public static Page open(URI server, String room, Devices devices) {
        return open(Chromium.here(), server, room, devices);
    }

    public static Page open(Browser browser, URI server, String room, Devices devices) {
        Page page = new Page(browser.start(server, devices), server.resolve("#" + room));
        return page.afterwards(page::reopen);
    }

    /** Opens it and enters the call. */
    public static Page joined(URI server, String room, String name) {
        return joined(server, room, name, Devices.GRANTED);
    }

    public static Page joined(URI server, String room, String name, Devices devices) {
        return joined(Chromium.here(), server, room, name, devices);
    }

    public static Page joined(Browser browser, URI server, String room, String name) {
        return joined(browser, server, room, name, Devices.GRANTED);
    }

    private static Page joined(
            Browser browser, URI server, String room, String name, Devices devices) {
        Page page = open(browser, server, room, devices);
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

    /** Makes {@link #pretendToHear} possible in the call that is joined next. */
    public void listenIn() {
        driver.executeScript(
                """
                window.EventSource = class extends EventSource {
                  constructor(url) { super(url); window.heard = this; }
                };
                """);
    }

    /** Gives the page an event as if the server had sent it. */
    public void pretendToHear(String event, String data) {
        driver.executeScript(
                "heard.dispatchEvent(new MessageEvent(arguments[0], { data: arguments[1] }))",
                event,
                data);
    }

    /** Lets the window have another size. */
    public void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Leaves the page as closing its tab does. */
    public void goAway() {
        driver.get("about:blank");
    }

    /** This person's id at the server. */
    public String user() {
        return (String) driver.executeScript("return window.blueSky.conference.who.user");
    }

    /** The ids of the others who are in the call. */
    public List<String> others() {
        Object ids =
                driver.executeScript("return [...window.blueSky.conference.participants.keys()]");
        return ((List<?>) Objects.requireNonNull(ids)).stream().map(String.class::cast).toList();
    }

    public void click(String testId) {
        one(testId).click();
    }

    /** Writes into a field. */
    public void type(String testId, String text) {
        one(testId).sendKeys(text);
    }

    /** Chooses another one of a list than the one that is chosen, and says which. */
    public String chooseOther(String testId) {
        Select list = new Select(one(testId));
        String chosen = list.getFirstSelectedOption().getText();
        String other =
                list.getOptions().stream()
                        .map(WebElement::getText)
                        .filter(text -> !text.equals(chosen))
                        .findFirst()
                        .orElseThrow();
        list.selectByVisibleText(other);
        return other;
    }

    /** What is chosen of a list. */
    public String chosen(String testId) {
        return new Select(one(testId)).getFirstSelectedOption().getText();
    }

    /** Pulls the camera's plug out, as far as the page can tell. */
    public void unplugCamera() {
        driver.executeScript(
                """
                const shown = [...document.querySelectorAll("#preview, .tile.own video")];
                const tracks = shown.flatMap(({ srcObject }) => srcObject?.getTracks() ?? []);
                tracks[0].stop();
                tracks[0].dispatchEvent(new Event("ended"));
                """);
    }

    /**
     * Takes the network away from the page, or gives it back; only for Chromium on this machine.
     */
    public void network(boolean there) {
        ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
        conditions.setOffline(!there);
        ((ChromeDriver) driver).setNetworkConditions(conditions);
    }

    /** Lets the clock go on for some time in which the page's timers stand still. */
    public void sleepFor(Duration time) {
        driver.executeScript(
                """
                const [ms, now] = [arguments[0], Date.now];
                heard.before = true;
                Date.now = () => now() + ms;
                """,
                time.toMillis());
    }

    /** Whether it listens to another event stream than before {@link #sleepFor}. */
    public boolean listensAnew() {
        return Boolean.TRUE.equals(driver.executeScript("return heard.before === undefined"));
    }

    /**
     * Lets the next shared screen be a drawing that moves and plays a tone. Browsers that nobody
     * sees have no sound of their own to give.
     */
    public void pretendToChooseAScreenWithSound() {
        driver.executeScript(
                """
                const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
                const paint = canvas.getContext("2d");
                setInterval(() => {
                  paint.fillStyle = `hsl(${(performance.now() / 20) % 360} 60% 50%)`;
                  paint.fillRect(0, 0, canvas.width, canvas.height);
                }, 100);
                const audio = new AudioContext();
                const out = audio.createMediaStreamDestination();
                const tone = audio.createOscillator();
                tone.connect(out);
                tone.start();
                const tracks = [...canvas.captureStream().getTracks(), ...out.stream.getTracks()];
                navigator.mediaDevices.getDisplayMedia = async () => new MediaStream(tracks);
                """);
    }

    /** What is behind the person of this page. */
    public Backgrounds backgrounds() {
        return new Backgrounds(driver);
    }

    /** Lets the browser's statistics claim that each tenth packet of everybody is lost. */
    public void pretendToLose() {
        driver.executeScript(
                """
                let lost = 0;
                blueSky.conference.statistics = async () => {
                  lost += 10;
                  const stream = { type: "inbound-rtp", packetsLost: lost, packetsReceived: lost * 9 };
                  return [new Map([["one", stream]])];
                };
                """);
    }

    /** What a sign stands for, as a screen reader says it. */
    public String meaning(String testId) {
        return all(testId).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getAccessibleName)
                .findFirst()
                .orElse("");
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

    /** What is written there, a line each. */
    public List<String> lines(String testId) {
        return text(testId).lines().map(String::strip).toList();
    }

    /** Clicks a button of somebody's row in the list of people. */
    public void clickOf(String name, String testId) {
        Object button = driver.executeScript(BUTTON_OF, name, testId);
        ((WebElement) Objects.requireNonNull(button)).click();
    }

    /**
     * Waits for one of the short messages at the edge: a while after it has happened it is faded
     * in, and some seconds later it is gone.
     */
    public void awaitWord(String text) {
        await("the message " + text, () -> text("toasts").contains(text));
    }

    /** What has the whole screen, by its test id; empty if nothing has. */
    public String fullScreen() {
        Object id = driver.executeScript("return document.fullscreenElement?.dataset.testid ?? ''");
        return (String) Objects.requireNonNull(id);
    }

    /** How many people are on the screen, ourselves included. */
    public int tiles() {
        return all("tile").size();
    }

    /** Whether there is a moving picture in somebody's tile instead of initials. */
    public boolean isPictured(Page other) {
        return tile(other).isPictured();
    }

    public boolean isMuted(Page other) {
        return tile(other).isMuted();
    }

    /** The statistics that are open, or will be. */
    public StatisticsPanel statisticsPanel() {
        return new StatisticsPanel(driver);
    }

    /** Lets what is downloaded come into a folder; only for Chromium on this machine. */
    public void downloadInto(Path folder) {
        ((ChromeDriver) driver)
                .executeCdpCommand(
                        "Browser.setDownloadBehavior",
                        Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    /**
     * Takes the permission for camera and microphone away, or gives it, as the person does beside
     * the address; only for Chromium on this machine.
     */
    public void permitDevices(boolean permitted) {
        for (String name : List.of("camera", "microphone")) {
            ((ChromeDriver) driver)
                    .executeCdpCommand(
                            "Browser.setPermission",
                            Map.of(
                                    "permission",
                                    Map.of("name", name),
                                    "setting",
                                    permitted ? "granted" : "denied"));
        }
    }

    /** Somebody's place on this screen. */
    public Tile tile(Page other) {
        return tile(other.user());
    }

    /** The place of somebody of whom only the id is known. */
    public Tile tile(String user) {
        return new Tile(driver, user);
    }

    /** How many offers this page has made so far to receive something. */
    public int offersToReceive() {
        return offers(false);
    }

    /** How many offers this page has made so far to publish something. */
    public int offersToPublish() {
        return offers(true);
    }

    private int offers(boolean sends) {
        Number calls = (Number) driver.executeScript(OFFERS, "/s/" + sends);
        return Objects.requireNonNull(calls).intValue();
    }

    /** Turns to another tab, so that this page is seen no more. */
    public void hide() {
        page = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
    }

    /** Comes back from the other tab. */
    public void comeBack() {
        driver.close();
        driver.switchTo().window(page);
    }

    /** What comes from the other, by the browser's statistics. */
    public Received received(Page other) {
        return Received.of(statistics(other.user(), "inbound-rtp"));
    }

    /** The same of somebody of whom only the id is known. */
    public Received received(String user) {
        return Received.of(statistics(user, "inbound-rtp"));
    }

    /** The picture that this page sends. */
    public RtpStream sentVideo() {
        return RtpStream.of(statistics("", "outbound-rtp"), "video");
    }

    private Map<?, ?> statistics(String user, String type) {
        return (Map<?, ?>)
                Objects.requireNonNull(driver.executeAsyncScript(STATISTICS, user, type));
    }

    /** Waits until more of the other's picture and sound has come than had when this was called. */
    public void awaitMediaOf(Page other) {
        await("a tile", () -> tile(other).isThere());
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

    /** Only for Chromium on this machine, which can pretend to have another screen. */
    public Look look() {
        if (driver instanceof ChromeDriver chromium) {
            return new Look(chromium);
        }
        throw new UnsupportedOperationException("no other screen in " + driver);
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
