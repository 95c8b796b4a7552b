package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.BarePage;
import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.RtpStream;
import dev.bluesky.it.browser.SlotsPage;
import dev.bluesky.it.browser.SlotsPage.Switch;
import dev.bluesky.it.peer.BlueSkyClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three people who publish two sizes each, and a viewer with two video slots who changes its mind:
 * about whom it sees, and how large. Each publisher's picture has a width of its own, by which the
 * viewer tells whose it sees.
 */
class SwitchesIT {
    private static final int SWITCHES = 100;
    private static final int[] HEIGHTS = {360, 180};
    private static final List<Integer> WIDTHS = List.of(640, 608, 576);
    private static final String VIEWER = "viewer";

    /** More is seen as a freeze. */
    private static final long FREEZE_MS = 300;

    /** So many on a machine that encodes, decodes, and has other things to do. */
    private static final int FREEZES = 5;

    private static BlueSkyProcess server;
    private static BarePage publishers;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of());
        publishers = BarePage.open(Chromium.here(), server.uri());
    }

    @AfterAll
    static void stop() throws IOException {
        try {
            publishers.close();
        } finally {
            server.close();
        }
    }

    private static String name(int publisher) {
        return "p" + publisher % WIDTHS.size();
    }

    private static String size(int publisher, int height) {
        return WIDTHS.get(publisher % WIDTHS.size()) * height / 360 + "x" + height;
    }

    private static void publish(String room, int publisher, String mimeType, String mode) {
        List<Map<String, Object>> encodings =
                List.of(
                        Map.of("rid", "s", "scaleResolutionDownBy", 2, "scalabilityMode", mode),
                        Map.of("rid", "l", "scaleResolutionDownBy", 1, "scalabilityMode", mode));
        int width = WIDTHS.get(publisher);
        publishers.publishLayers(room, name(publisher), mimeType, width, 360, encodings);
    }

    /** Two who are pinned, in a size. */
    private static Switch show(
            String room, SlotsPage page, List<String> mids, int first, int height) {
        List<Map<String, Object>> slots =
                mids.stream()
                        .map(mid -> Map.<String, Object>of("mid", mid, "height", height))
                        .toList();
        Map<String, Object> view =
                Map.of("pinned", List.of(name(first), name(first + 1)), "slots", slots);
        return page.fulfil(
                room, VIEWER, view, List.of(size(first, height), size(first + 1, height)));
    }

    @ParameterizedTest
    @CsvSource({"video/VP8, L1T3", "video/H264, L1T1"})
    void aHundredChangesOfWhoIsSeenAndHowLargeAreNoFreezeAndNoStepBack(String mimeType, String mode)
            throws IOException {
        String room = new BlueSkyClient(server.uri()).createRoom(VIEWER, "forward");
        IntStream.range(0, WIDTHS.size()).forEach(i -> publish(room, i, mimeType, mode));
        try (SlotsPage page = SlotsPage.open(Chromium.here(), server.uri())) {
            page.receive(room, VIEWER, 0, 2);
            List<String> mids = List.of("0", "1");
            show(room, page, mids, 0, HEIGHTS[0]);
            List<RtpStream> before = page.videos();

            List<Switch> switches = new ArrayList<>();
            int first = 0;
            int size = 0;
            for (int i = 0; i < SWITCHES; i++) {
                first += i % 2;
                size += 1 - i % 2;
                switches.add(show(room, page, mids, first, HEIGHTS[size % 2]));
            }

            System.out.println(switches);
            List<RtpStream> after = page.videos();
            System.out.println(before);
            System.out.println(after);
            System.out.println(page.pictures() + " " + page.stepsBack());
            assertThat(switches.stream().filter(each -> each.pauseMs() > FREEZE_MS))
                    .hasSizeLessThanOrEqualTo(FREEZES);
            assertThat(page.stepsBack()).isZero();
            assertThat(page.faults()).isZero();
        }
        publishers.hangUp();
    }
}
