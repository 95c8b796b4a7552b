package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Look;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.Tile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People meet by the page itself, each in a browser of their own, on the shipped WAR. */
class ConferencePageIT {
    /** Not at the root, so that an address that is not relative fails here. */
    private static final String CONTEXT_PATH = "/meet";

    /** Sooner than the server notices somebody who vanished without a word. */
    private static final Duration BY_WORD = Duration.ofSeconds(10);

    private static BlueSkyProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("context-path", CONTEXT_PATH));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void twoPeopleSeeAndHearEachOther() {
        try (Page alice = join("two", "Alice");
                Page bob = join("two", "Bob")) {
            alice.awaitMediaOf(bob);
            bob.awaitMediaOf(alice);

            assertThat(alice.text("people")).startsWith("2");
            assertThat(complaints(alice)).isEmpty();
            assertThat(complaints(bob)).isEmpty();
        }
    }

    @Test
    void whoJoinsLateSeesAndHearsAllAndIsSeenAndHeard() {
        try (Page alice = join("three", "Alice");
                Page bob = join("three", "Bob")) {
            alice.awaitMediaOf(bob);
            try (Page late = join("three", "Late")) {
                late.awaitMediaOf(alice);
                late.awaitMediaOf(bob);
                alice.awaitMediaOf(late);
                bob.awaitMediaOf(late);
                alice.awaitMediaOf(bob);
            }
        }
    }

    @Test
    void whoLeavesDisappearsAndWhoComesBackIsSeenAndHeardAgain() {
        try (Page alice = join("leaving", "Alice");
                Page bob = join("leaving", "Bob")) {
            alice.awaitMediaOf(bob);
            bob.click("leave");
            alice.awaitWithin(
                    BY_WORD, "one tile", () -> alice.tiles() == 1 && alice.shown("invitation"));
            bob.click("rejoin");
            bob.join("Bob");
            bob.awaitInCall();

            alice.awaitMediaOf(bob);
            bob.awaitMediaOf(alice);
        }
    }

    @Test
    void whoClosesTheTabDisappearsAndAReloadReplacesTheSameParticipant() {
        try (Page alice = join("closing", "Alice");
                Page bob = join("closing", "Bob")) {
            alice.awaitMediaOf(bob);
            String user = bob.user();
            bob.goAway();
            alice.awaitWithin(BY_WORD, "one tile", () -> alice.tiles() == 1);
            bob.reopen();
            bob.join("Bob");
            bob.awaitInCall();

            assertThat(bob.user()).isEqualTo(user);
            alice.awaitMediaOf(bob);
        }
    }

    @Test
    void othersSeeThatAMicrophoneIsMutedAndHearItAgain() {
        try (Page alice = join("muting", "Alice");
                Page bob = join("muting", "Bob")) {
            alice.awaitMediaOf(bob);
            assertThat(alice.isMuted(bob)).isFalse();
            bob.press("m");
            alice.await("the muted mark", () -> alice.isMuted(bob));
            assertThat(bob.isMuted(bob)).isTrue();
            bob.click("microphone");
            alice.await("no muted mark", () -> !alice.isMuted(bob));

            alice.awaitMediaOf(bob);
        }
    }

    @Test
    void othersSeeThatACameraIsOffAndSeeItAgain() {
        try (Page alice = join("camera", "Alice");
                Page bob = join("camera", "Bob")) {
            alice.awaitMediaOf(bob);
            bob.click("camera");
            alice.await("the avatar", () -> !alice.isPictured(bob));
            assertThat(alice.isMuted(bob)).isFalse();
            bob.press("v");

            alice.awaitMediaOf(bob);
        }
    }

    @Test
    void fullRoomSaysSoAndLetsInWhenSomebodyHasLeft() throws IOException, InterruptedException {
        createRoom("full", 1);
        try (Page alice = join("full", "Alice");
                Page bob = Page.open(server.uri(), "full", Devices.GRANTED)) {
            bob.join("Bob");
            bob.await("a message", () -> bob.shown("lobby-error"));
            assertThat(bob.text("lobby-error")).contains("This room is full");
            alice.click("leave");
            bob.await("a place", () -> hasJoined(bob));

            assertThat(bob.tiles()).isEqualTo(1);
        }
    }

    @Test
    void whoseCameraIsDeniedIsToldSoAndWatches() {
        try (Page alice = join("watching", "Alice");
                Page watcher = Page.open(server.uri(), "watching", Devices.DENIED)) {
            watcher.await("a notice", () -> watcher.shown("device-notice"));
            assertThat(watcher.text("device-notice")).contains("does not let this page use");
            watcher.join("Watcher");
            watcher.awaitInCall();

            watcher.awaitMediaOf(alice);
            alice.await("a muted tile", () -> alice.isMuted(watcher));
            assertThat(alice.isPictured(watcher)).isFalse();
        }
    }

    @Test
    void chosenCameraIsRememberedAndAnotherOneTakesItsPlaceWhenItIsUnplugged() {
        try (Page alice = Page.open(server.uri(), "devices", Devices.TWO_CAMERAS);
                Page bob = Page.open(server.uri(), "devices", Devices.NO_CAMERA)) {
            alice.await("the preview", () -> alice.shown("preview"));
            String other = alice.chooseOther("pick-camera");
            alice.await("the other camera", () -> alice.chosen("pick-camera").equals(other));
            alice.goAway();
            alice.reopen();
            alice.await("the same camera", () -> alice.chosen("pick-camera").equals(other));
            assertThat(alice.shown("pick-speaker")).isTrue();
            bob.await("a notice", () -> bob.shown("device-notice"));
            assertThat(bob.text("device-notice")).contains("No camera was found");
            bob.join("Bob");
            bob.awaitInCall();
            alice.join("Alice");
            alice.awaitInCall();
            alice.unplugCamera();

            alice.awaitWord("Your camera has changed");
            bob.awaitMediaOf(alice);
            assertThat(bob.tile(bob).isPictured()).isFalse();
        }
    }

    @Test
    void speakerCanBeLargeAndTheCallCanFillTheScreen() {
        try (Page alice = join("large", "Alice");
                Page bob = join("large", "Bob")) {
            alice.awaitMediaOf(bob);
            assertThat(alice.tile(bob).isLarge()).isFalse();
            alice.press("g");
            assertThat(alice.tile(bob).isLarge()).isTrue();
            alice.press("f");
            alice.await("the call on the whole screen", () -> alice.fullScreen().equals("call"));
            alice.press("f");
            alice.await("the window", () -> alice.fullScreen().isEmpty());
            alice.click("options");
            alice.click("turn");

            assertThat(alice.tile(bob).isLarge()).isFalse();
        }
    }

    @Test
    void sharedScreenIsLargeBesideThePeopleUntilItIsTakenAway() {
        try (Page alice = join("screen", "Alice");
                Page bob = join("screen", "Bob")) {
            alice.awaitMediaOf(bob);
            alice.click("present");
            bob.awaitWord("Alice is presenting");
            Tile screen = bob.tile(alice.user() + "~screen");
            bob.await("the screen's picture", screen::isPictured);
            assertThat(screen.isLarge()).isTrue();
            assertThat(bob.text("people")).startsWith("2");
            assertThat(alice.tiles()).isEqualTo(2);
            bob.awaitMediaOf(alice);
            alice.click("present");
            bob.await("the people alone", () -> bob.tiles() == 2);

            assertThat(bob.tile(alice).isLarge()).isFalse();
        }
    }

    @Test
    void whoComesBadlyHasASignThatSaysWhy() {
        try (Page alice = join("quality", "Alice");
                Page bob = join("quality", "Bob")) {
            alice.awaitMediaOf(bob);
            alice.pretendToLose();

            alice.await("the sign", () -> alice.shown("quality"));
            alice.await(
                    "the reason",
                    () -> alice.meaning("quality").contains("10 % of the packets are lost"));
        }
    }

    @Test
    void whoOpenedTheRoomEndsTheCallForEverybody() {
        try (Page alice = join("ending", "Alice");
                Page bob = join("ending", "Bob")) {
            bob.await("two tiles", () -> bob.tiles() == 2);
            bob.click("people");
            assertThat(bob.shown("end-call")).isFalse();
            alice.click("people");
            alice.await("the admin's button", () -> alice.shown("end-call"));
            alice.click("end-call");

            bob.await("the end", () -> bob.shown("ended"));
            alice.await("the end", () -> alice.shown("ended"));
            assertThat(bob.text("ended")).contains("closed by its admin");
        }
    }

    @Test
    void peopleWriteRaiseHandsAndReactAndWhoComesBackReadsWhatWasWritten() {
        try (Page alice = join("writing", "Alice");
                Page bob = join("writing", "Bob")) {
            alice.await("two tiles", () -> alice.tiles() == 2);
            bob.click("hand");
            alice.await("Bob's hand", () -> alice.shown("tile-hand"));
            bob.click("react");
            bob.click("emoji");
            alice.await("Bob's reaction", () -> alice.shown("reaction"));
            bob.click("chat");
            bob.type("chat-text", "Good <b>morning</b>");
            bob.click("chat-send");
            alice.await("an unread message", () -> alice.shown("unread"));
            alice.click("chat");
            assertThat(alice.text("chat-log")).contains("Bob").contains("Good <b>morning</b>");
            assertThat(alice.shown("unread")).isFalse();
            bob.goAway();
            alice.await("no hand", () -> !alice.shown("tile-hand"));
            bob.reopen();
            bob.join("Bob");
            bob.awaitInCall();
            bob.click("chat");

            bob.await("the history", () -> bob.text("chat-log").contains("Good <b>morning</b>"));
        }
    }

    @Test
    void adminMutesRemovesAndLocksAndTheOthersAreTold() {
        try (Page alice = join("order", "Alice");
                Page bob = join("order", "Bob")) {
            alice.click("people");
            alice.await("the admin's buttons", () -> alice.shown("mute"));
            alice.click("mute");
            bob.awaitWord("Alice muted your microphone");
            bob.await("our muted mark", () -> bob.isMuted(bob));
            bob.click("microphone");
            alice.await("no muted mark", () -> !alice.isMuted(bob));
            alice.click("lock");
            bob.await("the lock", () -> bob.shown("locked"));
            assertThat(refusal("order", "Carol")).contains("locked");
            alice.click("remove");
            bob.await("the end", () -> bob.shown("ended"));
            assertThat(bob.text("ended")).contains("Alice removed you");
            bob.click("rejoin");
            bob.join("Bob");
            bob.await("a message", () -> bob.shown("lobby-error"));
            assertThat(bob.text("lobby-error")).contains("You were removed");
            alice.click("admit");
            bob.await("being let in", () -> hasJoined(bob));
            bob.click("people");

            assertThat(bob.shown("roster")).isTrue();
            assertThat(bob.shown("lock")).isFalse();
        }
    }

    @Test
    void callHealsByItselfAfterTheServerWasRestarted() throws IOException {
        BlueSkyProcess first = BlueSkyProcess.start(Map.of());
        Map<String, String> samePort = Map.of("http-port", Integer.toString(first.uri().getPort()));
        try (Page alice = Page.joined(first.uri(), "restart", "Alice");
                Page bob = Page.joined(first.uri(), "restart", "Bob")) {
            alice.awaitMediaOf(bob);
            first.terminate();
            first.exitCode();
            alice.await("the banner", () -> alice.shown("banner"));
            assertThat(alice.text("banner")).contains("Connection lost");
            try (BlueSkyProcess second = BlueSkyProcess.start(samePort)) {
                alice.await("no banner", () -> !alice.shown("banner"));
                alice.awaitMediaOf(bob);
                bob.awaitMediaOf(alice);
                assertThat(second.output()).anyMatch(line -> line.contains("room=restart created"));
            }
        } finally {
            first.close();
        }
    }

    @Test
    void callGoesOnWhenTheNetworkOrTheMachineComesBack() {
        try (Page alice = Page.open(server.uri(), "away", Devices.GRANTED);
                Page bob = join("away", "Bob")) {
            alice.listenIn();
            alice.join("Alice");
            alice.awaitInCall();
            alice.awaitMediaOf(bob);
            alice.network(false);
            alice.await("the banner", () -> alice.shown("banner"));
            assertThat(alice.text("banner")).contains("no network");
            alice.network(true);
            alice.await("no banner", () -> !alice.shown("banner"));
            alice.awaitMediaOf(bob);
            alice.sleepFor(Duration.ofMinutes(1));

            alice.await("another event stream", alice::listensAnew);
            alice.awaitMediaOf(bob);
        }
    }

    @Test
    void fitsPhonesAndWideScreensInLightAndDark() throws IOException {
        try (Page alice = Page.open(server.uri(), "looks", Devices.GRANTED);
                Page bob = join("looks", "Bob Miller")) {
            keepLooks(alice.look(), "lobby");
            alice.join("Alice Fischer");
            alice.awaitInCall();
            alice.awaitMediaOf(bob);
            keepLooks(alice.look(), "call");
        }
    }

    private static void keepLooks(Look look, String view) throws IOException {
        for (List<Integer> size : List.of(List.of(360, 740), List.of(1920, 1080))) {
            look.at(size.get(0), size.get(1), "light");
            assertThat(look.textColour()).isEqualTo("rgb(15, 29, 48)");
            assertThat(look.cutOff()).isEmpty();
            look.keep(view + "-" + size.get(0) + "-light");
            look.at(size.get(0), size.get(1), "dark");
            assertThat(look.textColour()).isEqualTo("rgb(233, 240, 249)");
            look.keep(view + "-" + size.get(0) + "-dark");
        }
    }

    /** What somebody reads who may not come in. */
    private static String refusal(String room, String name) {
        try (Page page = Page.open(server.uri(), room, Devices.GRANTED)) {
            page.join(name);
            page.await("a message", () -> page.shown("lobby-error"));
            return page.text("lobby-error");
        }
    }

    private static boolean hasJoined(Page page) {
        if (page.shown("lobby-error")) {
            page.click("join");
        }
        return page.shown("call");
    }

    private static Page join(String room, String name) {
        return Page.joined(server.uri(), room, name);
    }

    /** What the browser complained about, but for the question whether the room is there yet. */
    private static List<String> complaints(Page page) {
        return page.complaints().stream()
                .filter(line -> !line.contains("webrtc/room/") || !line.contains("404"))
                .toList();
    }

    private static void createRoom(String id, int capacity)
            throws IOException, InterruptedException {
        URI uri = server.uri().resolve("webrtc/room");
        String body =
                "{\"id\":\"%s\",\"capacity\":%d,\"user_id\":\"opener\"}".formatted(id, capacity);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body))
                        .build();
        int status =
                HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
        assertThat(status).isEqualTo(201);
    }
}
