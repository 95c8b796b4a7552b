package dev.bluesky.it.narrow;

import dev.bluesky.it.browser.SlotsPage.Reading;
import dev.bluesky.media.congestion.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table and the picture of a call behind a bottleneck in the documentation. */
final class BottleneckPage {
    private static final Path PAGE = Path.of("src/site/markdown/congestion.md");
    private static final Path PICTURE = Path.of("src/site/resources/congestion/chromium.svg");
    private static final String START = "<!-- chromium: written by BottleneckIT -->\n";
    private static final String END = "<!-- end of chromium -->\n";
    private static final int BIN_MS = 100;
    private static final int BINS_PER_SECOND = 1000 / BIN_MS;
    private static final int MEAN_MS = 500;
    private static final double TOP_MBPS = 3.5;
    private static final double TOP_MS = 400;
    private static final double TOP_PERCENT = 50;
    private static final String KERNEL = "#1f77b4";
    private static final String BROWSER = "#d62728";
    private static final String SERVER = "#2ca02c";

    private final Timeline call;
    private final int height;

    /**
     * @param height of the largest picture
     */
    BottleneckPage(Timeline call, int height) {
        this.call = call;
        this.height = height;
    }

    void write() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(START) + START.length();
        Files.writeString(
                PAGE, page.substring(0, start) + table() + page.substring(page.indexOf(END)));
        Files.writeString(PICTURE, picture());
    }

    /** The same as in the documentation, for the log. */
    String table() {
        return goals() + phases();
    }

    private String goals() {
        return String.format(
                Locale.ROOT,
                """
                | goal | measured |
                |---|---|
                | 85 %% of a steady bottleneck within 10 s | the largest picture after %.1f s; then %.0f %%, which is %.0f %% of what there is to send |
                | standing queue below 100 ms | %.0f ms on average, 95 %% below %.0f ms |
                | loss below 1 %% | %.2f %% |
                | from 3 to 0.5 Mbit/s: video plays again within 2 s | after %.1f s |
                | sound never pauses for more than 200 ms | %.0f ms between two packets; %.0f ms made up by the browser |
                | back to the higher layer within 10 s | after %.1f s |

                """,
                call.heightAfterMs(height, call.startMs(), call.fallMs()) / 1e3,
                100 * call.used(settledMs(), call.fallMs()),
                100 * call.usedOfDemand(settledMs(), call.fallMs()),
                call.meanWaitMs(settledMs(), call.fallMs()),
                call.longWaitMs(settledMs(), call.fallMs()),
                call.droppedPercent(settledMs(), call.fallMs()),
                call.playsAfterMs(call.fallMs(), call.riseMs()) / 1e3,
                call.longestSilenceMs(call.fallMs(), call.endMs()),
                call.longestMadeUpMs(call.fallMs(), call.endMs()),
                call.heightAfterMs(height, call.riseMs(), call.endMs()) / 1e3);
    }

    private long settledMs() {
        return call.startMs() + 10_000;
    }

    private String phases() {
        return """
                | | steady, 3 Mbit/s, from 10 s on | 0.5 Mbit/s, from 2 s on | 3 Mbit/s again, from 5 s on |
                |---|---|---|---|
                """
                + row("used, %, by the kernel", (from, to) -> 100 * call.used(from, to))
                + row(
                        "used, % of what there is to send",
                        (from, to) -> 100 * call.usedOfDemand(from, to))
                + row(
                        "received, kbit/s of RTP, by the browser",
                        (f, t) -> call.receivedBps(f, t) / 1e3)
                + row("estimate of the server, kbit/s", (f, t) -> call.estimateBps(f, t) / 1e3)
                + row("wait in the queue, ms: mean", call::meanWaitMs)
                + row("95 % were shorter than", call::longWaitMs)
                + row("round trip, ms, by the browser", call::roundTripMs)
                + row("pictures wait in the browser, ms", call::jitterBufferMs)
                + row("dropped by the queue, %", call::droppedPercent)
                + row("lost, %, by the browser", call::lostPercent)
                + row("pictures a second", call::picturesPerSecond)
                + row("lines of most pictures", call::usualHeight)
                + row("longest time between two pictures, ms", call::longestPauseMs)
                + row("longest time between two packets of sound, ms", call::longestSilenceMs)
                + row("longest sound made up at a stretch, ms", call::longestMadeUpMs);
    }

    private interface Measure {
        double of(long fromMs, long toMs);
    }

    private String row(String what, Measure measure) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                what,
                number(measure.of(settledMs(), call.fallMs())),
                number(measure.of(call.fallMs() + 2_000, call.riseMs())),
                number(measure.of(call.riseMs() + 5_000, call.endMs())));
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }

    private String picture() {
        int bins = (int) (call.endMs() - call.startMs()) / BIN_MS - 1;
        Chart chart = new Chart(bins, BINS_PER_SECOND);
        chart.panel(
                0,
                "Mbit/s: grey the path, green the server's estimate, blue what passed, red what the"
                        + " browser received",
                TOP_MBPS);
        chart.panel(1, "blue: wait in the queue, red: round trip by the browser, ms", TOP_MS);
        chart.panel(2, "blue: dropped by the queue, red: lost by the browser, %", TOP_PERCENT);
        chart.seconds((double) bins / BINS_PER_SECOND);
        chart.line(0, TOP_MBPS, "#888888", 2, bin -> (double) sending(bin).capacityBps() / 1e6);
        chart.line(0, TOP_MBPS, SERVER, 1, bin -> (double) sending(bin).estimateBps() / 1e6);
        chart.line(0, TOP_MBPS, KERNEL, 1, bin -> call.carriedBps(before(bin), at(bin)) / 1e6);
        chart.line(0, TOP_MBPS, BROWSER, 1, bin -> call.receivedBps(before(bin), at(bin)) / 1e6);
        chart.line(1, TOP_MS, KERNEL, 1, bin -> sending(bin).path().waitMs());
        chart.line(
                1,
                TOP_MS,
                BROWSER,
                1,
                bin -> last(bin, r -> 1e3 * r.number("path.currentRoundTripTime")));
        chart.line(2, TOP_PERCENT, KERNEL, 1, bin -> call.droppedPercent(before(bin), at(bin)));
        chart.line(2, TOP_PERCENT, BROWSER, 1, bin -> call.lostPercent(before(bin), at(bin)));
        return chart.svg();
    }

    private long at(int bin) {
        return call.startMs() + (long) (bin + 1) * BIN_MS;
    }

    private long before(int bin) {
        return at(bin) - MEAN_MS;
    }

    private Sending sending(int bin) {
        List<Sending> until = call.sendings(call.startMs(), at(bin));
        return until.isEmpty() ? call.sendings().get(0) : until.get(until.size() - 1);
    }

    private double last(int bin, ToDoubleFunction<Reading> value) {
        List<Reading> until = call.readings(call.startMs(), at(bin));
        return until.isEmpty() ? 0 : value.applyAsDouble(until.get(until.size() - 1));
    }
}
