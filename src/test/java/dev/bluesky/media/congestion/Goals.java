package dev.bluesky.media.congestion;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What is asked of congestion control, and the worst that was measured. */
final class Goals {
    private static final int SEEDS = 10;
    private static final int[] STEADY_KBPS = {500, 1000, 3000, 10_000};

    private final Scenario[] steady =
            Arrays.stream(STEADY_KBPS)
                    .boxed()
                    .flatMap(kbps -> seeds().mapToObj(seed -> steady(seed, kbps)))
                    .toArray(Scenario[]::new);
    private final Scenario[] falls =
            seeds().mapToObj(Evaluation.FALL::run).toArray(Scenario[]::new);

    private static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    static Scenario steady(long seed, int kbps) {
        Scenario scenario = new Scenario(seed, kbps * 1e3, 60);
        scenario.elastic(0, 25);
        return scenario.run();
    }

    private static double most(Scenario[] runs, ToDoubleFunction<Scenario> measure) {
        return Stream.of(runs).mapToDouble(measure).max().orElse(0);
    }

    private static Trace flow(Scenario scenario) {
        return scenario.media.get(0);
    }

    /** Rows of a table. */
    String rows() {
        return row(
                        "85 % of a steady bottleneck within 10 s",
                        String.format(
                                Locale.ROOT,
                                "after %.1f s; from 10 s on %.0f %%",
                                most(steady, s -> flow(s).reachedAfter(0, 0.85 * s.capacityBps[9])),
                                -100 * most(steady, s -> -s.utilization(10, 60))))
                + row(
                        "standing queue below 100 ms",
                        String.format(
                                Locale.ROOT,
                                "%.0f ms on average; 95 %% below %.0f ms",
                                most(steady, s -> flow(s).meanDelayMs(10, 60)),
                                most(steady, s -> flow(s).delay95Ms(10, 60))))
                + row(
                        "loss below 1 %",
                        String.format(
                                Locale.ROOT,
                                "%.2f %%",
                                100 * most(steady, s -> flow(s).loss(10, 60))))
                + row(
                        "from 3 to 0.5 Mbit/s: video plays again within 2 s",
                        String.format(
                                Locale.ROOT,
                                "less than that is sent from the second second on (%.0f kbit/s); nothing"
                                        + " is lost, or waits longer than 200 ms, after %.1f s",
                                most(falls, s -> flow(s).sentBps(21, 22)) / 1e3,
                                most(falls, s -> flow(s).settledAfter(20, 200))))
                + row(
                        "sound never pauses for more than 200 ms",
                        String.format(
                                Locale.ROOT,
                                "%.0f ms",
                                most(falls, s -> flow(s).longestAudioGapMs(19, 59))))
                + row(
                        "back to the higher layer within 10 s",
                        String.format(
                                Locale.ROOT,
                                "after %.1f s",
                                most(falls, s -> flow(s).reachedAfter(40, 1.45e6))));
    }

    private static String row(String goal, String measured) {
        return "| " + goal + " | " + measured + " |\n";
    }
}
