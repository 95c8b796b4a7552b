package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.BarePage;
import dev.bluesky.it.browser.Chromium;
import dev.bluesky.it.browser.RtpStream;
import dev.bluesky.it.browser.SlotsPage;
import dev.bluesky.it.browser.SlotsPage.Switch;
import dev.bluesky.it.peer.BlueSkyClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three people who publish two sizes each, and a viewer with two video slots who changes its mind,
 * in turn about how large it sees them and about whom it sees. Each publisher's picture has a width
 * of its own, by which the viewer tells whose it sees.
 */
class SwitchesIT {
    private static final int SWITCHES = 100;
    private static final int LARGE = 360;
    private static final int SMALL = 180;
    private static final List<Integer> WIDTHS = List.of(640, 608, 576);
    private static final List<String> CODECS = List.of("video/VP8", "video/VP8", "video/H264");
    private static final List<String> SLOTS = List.of("0", "1");
    private static final String VIEWER = "viewer";

    /** More is seen as a freeze. */
    private static final long FREEZE_MS = 300;

    /** Of all switches, on a machine that encodes, decodes, and has other things to do. */
    private static final int FREEZES = 2;

    private static final List<String> STOPS =
            List.of("sending.begun-anew", "sending.cut", "sending.starved");

    private BlueSkyProcess server;
    private BarePage publishers;
    private SlotsPage viewer;
    private String room;

    @BeforeEach
    void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("engine", "forward"));
        room = new BlueSkyClient(server.uri()).createRoom(VIEWER);
        publishers = BarePage.open(Chromium.here(), server.uri());
        viewer = SlotsPage.open(Chromium.here(), server.uri());
    }

    @AfterEach
    void stop() throws IOException {
        viewer.close();
        publishers.close();
        server.close();
    }

    private void publish(int publisher, String mimeType) {
        String mode = mimeType.equals("video/H264") ? "L1T1" : "L1T3";
        List<Map<String, Object>> encodings =
                List.of(encoding("small", LARGE / SMALL, mode), encoding("large", 1, mode));
        int width = WIDTHS.get(publisher);
        publishers.publishLayers(room, name(publisher), mimeType, width, LARGE, encodings);
    }

    private static Map<String, Object> encoding(String rid, int smaller, String mode) {
        return Map.of("rid", rid, "scaleResolutionDownBy", smaller, "scalabilityMode", mode);
    }

    private static String name(int publisher) {
        return "p" + publisher % WIDTHS.size();
    }

    private static String size(int publisher, int height) {
        return WIDTHS.get(publisher % WIDTHS.size()) * height / LARGE + "x" + height;
    }

    /** This one and the next. */
    private Switch show(int publisher, int height) {
        List<Map<String, Object>> wishes =
                SLOTS.stream()
                        .map(mid -> Map.<String, Object>of("mid", mid, "height", height))
                        .toList();
        List<String> pinned = List.of(name(publisher), name(publisher + 1));
        return viewer.fulfil(
                room,
                VIEWER,
                Map.of("pinned", pinned, "slots", wishes),
                List.of(size(publisher, height), size(publisher + 1, height)));
    }

    private List<Switch> changeSizesAndPublishers() {
        List<Switch> switches = new ArrayList<>();
        int publisher = 0;
        int height = LARGE;
        for (int i = 0; i < SWITCHES; i++) {
            if (i % 2 == 0) {
                height = height == LARGE ? SMALL : LARGE;
            } else {
                publisher++;
            }
            switches.add(show(publisher, height));
        }
        return switches;
    }

    private static void report(String what, List<Switch> switches, ToLongFunction<Switch> measure) {
        long[] sorted = switches.stream().mapToLong(measure).sorted().toArray();
        int last = sorted.length - 1;
        System.out.printf(
                "%s: %d ms in the middle, %d ms for nine of ten, %d ms at most%n",
                what, sorted[last / 2], sorted[last * 9 / 10], sorted[last]);
    }

    private static void report(String what, List<Switch> switches) {
        report(what + " took", switches, Switch::tookMs);
        report(what + ", longest time without a picture on the screen", switches, Switch::pauseMs);
        report(what + ", the same as they came", switches, Switch::receivedPauseMs);
    }

    /** How often the server stopped a picture of its own accord; each would be a freeze. */
    private int stops() {
        JsonObject counters =
                new BlueSkyClient(server.uri())
                        .statistics(room, VIEWER)
                        .getJsonArray("connections")
                        .getJsonObject(0)
                        .getJsonObject("statistics")
                        .getJsonObject("counters");
        return STOPS.stream().mapToInt(name -> counters.getInt(name, 0)).sum();
    }

    private static List<Switch> every(int remainder, List<Switch> switches) {
        return IntStream.range(0, switches.size())
                .filter(i -> i % 2 == remainder)
                .mapToObj(switches::get)
                .toList();
    }

    private static void checkDecoded(RtpStream video) {
        long received = video.count("framesReceived");
        System.out.printf(
                "frames received: %d, decoded: %d, dropped: %d, key frames: %d, PLI: %d%n",
                received,
                video.count("framesDecoded"),
                video.count("framesDropped"),
                video.count("keyFramesDecoded"),
                video.count("pliCount"));
        assertThat(video.count("framesDecoded"))
                .as("of %s", video)
                .isGreaterThan(received * 9 / 10);
        assertThat(video.count("pliCount")).as("nothing was beyond decoding").isLessThan(2);
    }

    @Test
    void aHundredChangesOfSizeAndPublisherAreNoFreezeNoDecodingErrorAndNoStepBackInTime() {
        IntStream.range(0, CODECS.size()).forEach(i -> publish(i, CODECS.get(i)));
        viewer.receive(room, VIEWER, 0, SLOTS.size());
        IntStream.range(0, CODECS.size()).forEach(i -> show(i, LARGE)); // all have got going

        List<Switch> switches = changeSizesAndPublishers();
        report("a change of both sizes", every(0, switches));
        report("a change of a publisher", every(1, switches));

        assertThat(stops()).as("pictures stopped by the server").isZero();
        List<RtpStream> videos = viewer.videos();
        assertThat(videos).hasSameSizeAs(SLOTS);
        videos.forEach(SwitchesIT::checkDecoded);
        assertThat(viewer.faults()).as("errors of the players").isZero();
        assertThat(viewer.pictures()).isGreaterThan(2 * SWITCHES);
        assertThat(viewer.stepsBack()).as("timestamps that went back").isEmpty();
        assertThat(switches)
                .filteredOn(each -> each.pauseMs() > FREEZE_MS)
                .hasSizeLessThanOrEqualTo(FREEZES);
    }
}
