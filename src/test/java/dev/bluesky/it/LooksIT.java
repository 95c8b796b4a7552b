package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Backgrounds;
import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Look;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.scene.Person;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page as people see it: nothing is cut off, covered or squeezed, everybody's picture is there.
 * The pictures under {@code target/screenshots} are for eyes.
 */
class LooksIT {
    private static BlueSkyProcess server;

    /** A screen that people have. */
    private enum Screen {
        DESKTOP(1280, 800),
        TABLET(768, 1024),
        PHONE(390, 844),
        LYING_PHONE(844, 390);

        /** Those on which everything is looked at. */
        static final List<Screen> USUAL = List.of(DESKTOP, TABLET, PHONE);

        final int width;
        final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }

        void of(Look look, String colours) {
            look.at(width, height, colours);
        }

        String name(String view, String colours) {
            return view + "-" + width + "-" + colours;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void lobbyFits() throws IOException {
        try (Page page = Page.open(server.uri(), "monday-standup", Devices.FILMED)) {
            page.await("the preview", () -> page.shown("preview"));
            page.type("name", "Maya Lindström");
            keep(page, "lobby");
        }
    }

    @Test
    void lobbyFitsWithTheChoicesOfABackground() throws IOException {
        Backgrounds.assumeThatTheyAreBuilt();
        try (Page page = Page.open(server.uri(), "monday-standup", Devices.FILMED)) {
            page.await("the preview", () -> page.shown("preview"));
            page.type("name", "Maya Lindström");
            page.click("background");
            page.await("the choices", () -> page.shown("background-dialog"));
            page.backgrounds().choose("hills");
            page.await("hills", () -> page.backgrounds().previewed(0x9fd3f0, 0.06, 0.06));
            keep(page, "background");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12})
    void everybodyIsSeen(int people) throws IOException {
        try (Meeting meeting =
                Meeting.of(server.uri(), room(people), people, people == 2 ? 360 : 180)) {
            Page page = meeting.page();
            meeting.speaks(Person.PRIYA);
            if (people > 2) {
                meeting.mutes(Person.JONAS);
                meeting.raisesHand(Person.TOMAS);
            }
            page.await("the speaker's frame", () -> page.tile("priya").isSpeaking());
            for (Screen screen : Screen.USUAL) {
                screen.of(page.look(), "light");
                awaitPictures(meeting);
                assertThat(page.look().tilesOutside()).isEmpty();
                assertThat(page.look().shapes()).allMatch(shape -> shape > 0.7 && shape < 1.8);
                keep(page, screen, people + "-people", () -> awaitPictures(meeting));
            }
            assertThat(page.tiles()).isEqualTo(people);
        }
    }

    @Test
    void sharedScreenIsLargeAndWholeBesideThePeople() throws IOException {
        try (Meeting meeting = Meeting.of(server.uri(), "quarterly-review", 5, 180)) {
            Page page = meeting.page();
            meeting.presents(Person.PRIYA);
            for (Screen screen : Screen.USUAL) {
                screen.of(page.look(), "light");
                awaitPictures(meeting);
                page.await("the slide", () -> page.tile("priya~screen").isPictured());
                assertThat(page.tile("priya~screen").isLarge()).isTrue();
                assertThat(page.look().tilesOutside()).isEmpty();
                assertThat(page.text("people")).startsWith("5");
                keep(page, screen, "screen", () -> awaitPictures(meeting));
            }
        }
    }

    @Test
    void chatAndPeopleAreBesideThePicturesAndOverThemOnAPhone() throws IOException {
        try (Meeting meeting = Meeting.of(server.uri(), "sprint-planning", 5, 180)) {
            Page page = meeting.page();
            meeting.mutes(Person.JONAS);
            meeting.raisesHand(Person.TOMAS);
            meeting.says(
                    Person.PRIYA, "Good morning! Notes are in https://wiki.example.org/standup");
            meeting.says(Person.JONAS, "Thanks. I'm on the train, so I stay muted.");
            meeting.says(Person.JONAS, "The demo is ready.");
            awaitPictures(meeting);
            page.click("chat");
            page.type("chat-text", "Great, let's begin with that.");
            page.click("chat-send");
            page.await("our message", () -> page.text("chat-log").contains("let's begin"));
            page.click("side-close");
            for (String panel : new String[] {"chat", "people"}) {
                for (Screen screen : Screen.values()) {
                    screen.of(page.look(), "light");
                    page.click(panel);
                    page.await("the panel", () -> page.shown("side"));
                    keep(page, screen, panel, () -> {});
                    page.click("side-close");
                }
            }
        }
    }

    private static String room(int people) {
        return people == 2 ? "one-to-one" : people == 5 ? "monday-standup" : "all-hands";
    }

    /** Until each camera's picture is decoded and shown, if it is in sight. */
    private static void awaitPictures(Meeting meeting) {
        Page page = meeting.page();
        for (String user : meeting.pictured()) {
            page.await("the tile of " + user, () -> page.tile(user).isThere());
            page.await("the picture of " + user, () -> isSeenOrOutOfSight(page, user));
        }
        page.await("nothing to say", () -> !page.shown("toasts") || page.text("toasts").isEmpty());
    }

    private static boolean isSeenOrOutOfSight(Page page, String user) {
        if (!page.tile(user).isInSight()) {
            return true;
        }
        return page.tile(user).isPictured()
                && page.received(user).video().count("framesDecoded") > 0;
    }

    private static void keep(Page page, String view) throws IOException {
        for (Screen screen : Screen.USUAL) {
            keep(page, screen, view, () -> {});
        }
    }

    /**
     * @param ready waits until there is to be seen what shall be
     */
    private static void keep(Page page, Screen screen, String view, Runnable ready)
            throws IOException {
        Look look = page.look();
        for (String colours : new String[] {"dark", "light"}) {
            screen.of(look, colours);
            ready.run();
            String name = screen.name(view, colours);
            look.keep(name);
            assertThat(look.cutOff()).as("cut off in %s", name).isEmpty();
            assertThat(look.tooLong()).as("too long in %s", name).isEmpty();
            assertThat(look.covered()).as("covered in %s", name).isEmpty();
            assertThat(look.overlapping()).as("overlapping in %s", name).isEmpty();
        }
    }
}
