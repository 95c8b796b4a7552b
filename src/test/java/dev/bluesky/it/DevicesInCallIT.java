package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Page;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What people do with their devices in the middle of a call, and what is left of it the next time.
 */
class DevicesInCallIT {
    private static BlueSkyProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("context-path", "/meet"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void whoHadMicrophoneAndCameraOffHasThemOffTheNextTime() {
        try (Page alice = Page.joined(server.uri(), "off", "Alice");
                Page bob = Page.joined(server.uri(), "off", "Bob")) {
            bob.awaitMediaOf(alice);
            alice.press("m");
            alice.press("v");
            bob.await("signs", () -> bob.isMuted(alice) && !bob.isPictured(alice));
            alice.goAway();
            alice.reopen();
            alice.join("Alice");
            alice.awaitInCall();
            bob.await("her again", () -> bob.tile(alice).isThere());
            assertThat(alice.isMuted(alice)).isTrue();
            assertThat(alice.isPictured(alice)).isFalse();
            alice.awaitMediaOf(bob);
            assertThat(bob.isMuted(alice)).isTrue();
            assertThat(bob.isPictured(alice)).isFalse();
            alice.press("m");
            alice.press("v");
            bob.awaitMediaOf(alice);
            alice.goAway();
            alice.reopen();
            alice.await("the preview", () -> alice.shown("preview"));
        }
    }

    /** Of the second fake camera Chromium shows a picture, but gives none to the encoder. */
    @Test
    void cameraThatIsChosenInTheCallIsSeenAndRemembered() {
        try (Page alice = Page.open(server.uri(), "choice", Devices.TWO_CAMERAS);
                Page bob = Page.joined(server.uri(), "choice", "Bob")) {
            alice.await("the preview", () -> alice.shown("preview"));
            String second = alice.chooseOther("pick-camera");
            alice.await("the second camera", () -> alice.chosen("pick-camera").equals(second));
            alice.join("Alice");
            alice.awaitInCall();
            alice.click("options");
            String first = alice.chooseOther("options-camera");
            alice.await("the first camera", () -> alice.chosen("options-camera").equals(first));
            alice.closeDialog();

            bob.awaitMediaOf(alice);
            assertThat(alice.offersToPublish()).isEqualTo(1);
            alice.goAway();
            alice.reopen();
            alice.await("the first camera", () -> alice.chosen("pick-camera").equals(first));
        }
    }

    @Test
    void aCameraThatBlursByItselfDoesAndIsToldTheNextTime() {
        try (Page alice = Page.open(server.uri(), "blur", Devices.GRANTED)) {
            alice.backgrounds().pretendThatTheCameraCanBlur();
            alice.goAway();
            alice.reopen();
            alice.await("the preview", () -> alice.shown("preview"));
            assertThat(alice.backgrounds().isBlurredByCamera()).isFalse();
            alice.click("background");
            alice.await("the choices", () -> alice.shown("background-dialog"));
            alice.backgrounds().choose("blur");
            alice.await("a blur", () -> alice.backgrounds().isBlurredByCamera());
            alice.goAway();
            alice.reopen();
            alice.await("the same blur", () -> alice.backgrounds().isBlurredByCamera());
            alice.await("the preview", () -> alice.shown("preview"));
            alice.join("Alice");
            alice.awaitInCall();
            alice.click("options");
            alice.click("options-background");
            alice.await("the choice", () -> alice.backgrounds().chosen().equals("blur"));
            alice.backgrounds().choose("none");
            alice.await("none", () -> !alice.backgrounds().isBlurredByCamera());
        }
    }

    @Test
    void whoTakesThePermissionAwayInTheCallIsToldSoAndMayGiveItBack() {
        try (Page alice = Page.open(server.uri(), "permission", Devices.DENIED);
                Page bob = Page.joined(server.uri(), "permission", "Bob")) {
            alice.permitDevices(true);
            alice.goAway();
            alice.reopen();
            alice.await("the preview", () -> alice.shown("preview"));
            alice.join("Alice");
            alice.awaitInCall();
            bob.awaitMediaOf(alice);
            alice.permitDevices(false);

            alice.awaitWord("does not let this page use the camera");
            bob.await("signs", () -> bob.isMuted(alice) && !bob.isPictured(alice));
            alice.awaitMediaOf(bob);
            alice.permitDevices(true);
            alice.click("camera");
            alice.click("microphone");
            bob.awaitMediaOf(alice);
            bob.await("no sign", () -> !bob.isMuted(alice));
        }
    }
}
