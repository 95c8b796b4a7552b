package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.SlotsPage;
import dev.bluesky.it.browser.SlotsPage.Appearance;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Twelve people with small pictures, and Chromium that watches them in four video slots. Each
 * picture has a width of its own, by which the browser tells whose it has decoded.
 */
class SpeakerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PEOPLE = 12;
    private static final int VIDEO_SLOTS = 4;
    private static final int AUDIO_SLOTS = 3;
    private static final int HEIGHT = 90;
    private static final int FRAMES_PER_SECOND = 15;
    private static final String VIEWER = "viewer";

    private final Map<String, PublishingPeer> people = new LinkedHashMap<>();
    private BlueSkyProcess server;
    private BlueSkyClient client;
    private SlotsPage page;
    private String room;

    @BeforeEach
    void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("engine", "forward"));
        client = new BlueSkyClient(server.uri());
        room = client.createRoom(VIEWER);
        page = SlotsPage.open(Chromium.here(), server.uri());
        page.receive(room, VIEWER, AUDIO_SLOTS, VIDEO_SLOTS);
    }

    @AfterEach
    void stop() throws IOException {
        people.values().forEach(PublishingPeer::close);
        page.close();
        server.close();
    }

    private void join(int number) {
        Picture picture = new Picture(width(number), HEIGHT, FRAMES_PER_SECOND, Tint.BLUE);
        PublishingPeer peer = new PublishingPeer(picture, 440).withVideoCodec("VP8");
        peer.speak(false);
        people.put(name(number), peer);
        client.publish(room, name(number), peer);
    }

    private static String name(int number) {
        return "p" + number;
    }

    private static int width(int number) {
        return 160 + 16 * number;
    }

    private Set<String> shown() {
        return new TreeSet<>(page.shown().values());
    }

    private Appearance speaks(int number) {
        PublishingPeer peer = people.get(name(number));
        assertThat(peer).isNotNull();
        long afterMs = System.currentTimeMillis();
        if (peer != null) {
            peer.speak(true);
        }
        Eventually.within(
                LIMIT,
                () -> page.appearance(name(number), width(number), afterMs) + " in " + page.shown(),
                () -> page.appearance(name(number), width(number), afterMs).isComplete());
        Appearance appearance = page.appearance(name(number), width(number), afterMs);
        System.out.printf(
                "%s: told after %d ms, announced as the speaker after %d ms, decoded after %d ms%n",
                name(number),
                appearance.toldMs().orElseThrow() - afterMs,
                appearance.speakerMs().orElseThrow() - afterMs,
                appearance.seenMs().orElseThrow() - afterMs);
        if (peer != null) {
            peer.speak(false);
        }
        assertThat(appearance.seenMs().orElseThrow() - afterMs)
                .as("ms until %s is seen", name(number))
                .isLessThan(1_000);
        return appearance;
    }

    @Test
    void inARoomOfTwelveTheSpeakersPictureAppearsWithinASecond() {
        for (int i = 0; i < PEOPLE; i++) {
            join(i);
        }
        Eventually.within(LIMIT, this::shown, () -> page.shown().size() == VIDEO_SLOTS);
        List<Integer> hidden = List.of(11, 10, 9, 8, 7);
        for (int number : hidden) {
            assertThat(shown()).doesNotContain(name(number));
            speaks(number);
            Eventually.within(LIMIT, this::shown, () -> shown().contains(name(number)));
        }
        assertThat(shown()).containsExactly("p10", "p7", "p8", "p9");

        PublishingPeer gone = people.remove("p8");
        assertThat(gone).isNotNull();
        if (gone != null) {
            gone.close();
        }
        Eventually.within(
                LIMIT, this::shown, () -> shown().contains("p11") && !shown().contains("p8"));
        assertThat(page.offers()).as("offers of the viewer").isOne();

        page.add(room, VIEWER, 2);
        Eventually.within(LIMIT, this::shown, () -> shown().size() == VIDEO_SLOTS + 2);
        assertThat(shown()).contains("p7", "p9", "p10", "p11");
        assertThat(page.offers()).isEqualTo(2);
    }
}
