package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Backgrounds;
import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Firefox;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.net.TestNetwork;
import dev.bluesky.it.scene.Person;
import dev.bluesky.it.scene.Scene;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is behind the person: chosen before joining and in the call, seen by the others, and never
 * anything else than what was chosen. Before the camera sits Maya, whom the tests have drawn.
 */
class BackgroundIT {
    /** Maya's cheek, and the wall behind her. */
    private static final int SKIN = 0xf0c3a0;

    private static final int WALL = 0xf3e3cf;

    /** The upper left of the page's sky. */
    private static final int SKY = 0x3f8fe0;

    private static final int OWN = 0x208040;

    private static BlueSkyProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("context-path", "/meet"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void assumeThatThereAreAny() {
        Backgrounds.assumeThatTheyAreBuilt();
    }

    @Test
    void whatWasChosenIsSeenByOthersAndTurnsWithoutAnotherOffer() {
        try (Page maya = Page.open(server.uri(), "sky", Devices.FILMED);
                Page bob = Page.joined(server.uri(), "sky", "Bob")) {
            choose(maya, "background", "sky");
            awaitPreview(maya, SKY);
            maya.join("Maya");
            maya.awaitInCall();
            awaitSeen(bob, maya, SKY);

            choose(maya, "options-background", "none");
            awaitSeen(bob, maya, WALL);
            choose(maya, "options-background", "sky");
            awaitSeen(bob, maya, SKY);
            assertThat(maya.offersToPublish()).isEqualTo(1);
            assertThat(maya.complaints()).allMatch(line -> line.contains("GPU stall"));
        }
    }

    @Test
    void aPictureOfOnesOwnIsTheFirstThatIsSeenTheNextTime() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("bluesky-background-");
                Page maya = Page.open(server.uri(), "own", Devices.FILMED)) {
            maya.backgrounds().watchPreview();
            open(maya, "background");
            maya.backgrounds().chooseFile(picture(folder.path().resolve("own.png")));
            awaitPreview(maya, OWN);
            maya.await("its place", () -> maya.backgrounds().chosen().equals("own"));
            maya.goAway();
            maya.reopen();
            awaitPreview(maya, OWN);
            assertThat(maya.backgrounds().previewedOnly(OWN)).isTrue();
        }
    }

    @Test
    void whoHidesTheRoomIsNotSeenWithItWhenTheWorkFails() {
        try (Page maya = Page.open(server.uri(), "fails", Devices.FILMED);
                Page bob = Page.joined(server.uri(), "fails", "Bob")) {
            maya.backgrounds().holdWorkers();
            maya.backgrounds().watchPreview();
            maya.goAway();
            maya.reopen();
            choose(maya, "background", "sky");
            awaitPreview(maya, SKY);
            maya.join("Maya");
            maya.awaitInCall();
            awaitSeen(bob, maya, SKY);
            maya.backgrounds().letFail();
            maya.awaitWord("so your camera was turned off");
            bob.await("no picture", () -> !bob.isPictured(maya));

            maya.backgrounds().takeWorkersAway();
            maya.goAway();
            maya.reopen();
            maya.await("a notice", () -> maya.shown("background-notice"));
            assertThat(maya.shown("preview")).isFalse();
            assertThat(maya.backgrounds().previewedNothing()).isTrue();
            maya.click("lobby-camera");
            awaitPreview(maya, WALL);
            open(maya, "background");
            maya.backgrounds().choose("blur");
            maya.closeDialog();
            maya.await("a notice", () -> maya.text("background-notice").contains("cannot be"));
            awaitPreview(maya, WALL);
        }
    }

    @Test
    void firefoxDoesItByACanvas() throws IOException {
        try (TestNetwork network = TestNetwork.open();
                BlueSkyProcess reached = BlueSkyProcess.start(network.serverKeys());
                Page maya =
                        Page.open(
                                Firefox.onScreenIn(network),
                                reached.uri(),
                                "firefox",
                                Devices.GRANTED);
                Page bob = Page.joined(Chromium.in(network), reached.uri(), "firefox", "Bob")) {
            maya.await("the preview", () -> maya.shown("preview"));
            maya.backgrounds().film(png(Person.MAYA));
            maya.click("lobby-camera");
            maya.click("lobby-camera");
            awaitPreview(maya, WALL);
            choose(maya, "background", "sky");
            awaitPreview(maya, SKY);
            maya.join("Maya");
            maya.awaitInCall();
            awaitSeen(bob, maya, SKY);
            choose(maya, "options-background", "none");
            awaitSeen(bob, maya, WALL);
            assertThat(maya.offersToPublish()).isEqualTo(1);
        }
    }

    private static byte[] png(Person person) throws IOException {
        BufferedImage image =
                new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        person.draw(graphics, 0);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void open(Page page, String button) {
        page.await("a picture", () -> page.shown("preview") || page.shown("call"));
        if (page.shown("call")) {
            page.click("options");
        }
        page.click(button);
        page.await("the choices", () -> page.shown("background-dialog"));
    }

    private static void choose(Page page, String button, String name) {
        open(page, button);
        page.backgrounds().choose(name);
        assertThat(page.backgrounds().chosen()).isEqualTo(name);
        page.closeDialog();
    }

    private static void awaitPreview(Page page, int corner) {
        page.await("the background", () -> page.backgrounds().previewed(corner, 0.07, 0.09));
        page.await("the face", () -> page.backgrounds().previewed(SKIN, 0.5, 0.47));
    }

    private static void awaitSeen(Page viewer, Page person, int corner) {
        String id = person.user();
        viewer.await("the background", () -> viewer.backgrounds().seen(id, corner, 0.07, 0.09));
        viewer.await("the face", () -> viewer.backgrounds().seen(id, SKIN, 0.5, 0.47));
    }

    private static Path picture(Path file) throws IOException {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(OWN));
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
