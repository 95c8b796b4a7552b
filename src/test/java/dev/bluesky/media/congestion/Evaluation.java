package dev.bluesky.media.congestion;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * The scenarios of RFC 8867 section 5, and some of our own, each with what the whole is judged
 * from. Elastic flows take whatever they get, as a viewer of many slots does.
 */
enum Evaluation {
    STEADY(
            "steady, 3 Mbit/s",
            "one flow; goal: 85 % used within 10 s, queue below 100 ms, loss below 1 %",
            10,
            seed -> {
                Scenario s = new Scenario(seed, 3e6, 60);
                s.elastic(0, 25);
                return s;
            }),
    FALL(
            "3, 0.5, 3 Mbit/s",
            "simulcast of 150, 500 and 1500 kbit/s and sound; the path narrows at 20 s and widens"
                    + " at 40 s",
            0,
            seed -> {
                Scenario s = new Scenario(seed, 3e6, 60);
                s.layers(0, 25, 150_000, 500_000, 1_500_000);
                s.there.at(20, 0.5e6).at(40, 3e6);
                return s;
            }),
    RANDOM_LOSS(
            "2 % loss",
            "one flow on 3 Mbit/s that loses at random",
            10,
            seed -> {
                Scenario s = new Scenario(seed, 3e6, 60);
                s.there.loss(0.02);
                s.elastic(0, 25);
                return s;
            }),
    JITTER(
            "30 ms jitter",
            "one flow on 3 Mbit/s with jitter of up to 30 ms (which counts as delay here)",
            10,
            seed -> {
                Scenario s = new Scenario(seed, 3e6, 60);
                s.there.jitterMs(30);
                s.elastic(0, 25);
                return s;
            }),
    SHORT_QUEUE(
            "15 ms queue",
            "one flow on 3 Mbit/s whose queue is too short to show in the delay",
            10,
            seed -> {
                Scenario s = new Scenario(seed, 3e6, 60);
                s.there.queueMs(15);
                s.elastic(0, 25);
                return s;
            }),
    RFC_5_1(
            "5.1",
            "variable capacity, one flow: 1, 2.5, 0.6, 1 Mbit/s",
            0,
            seed -> {
                Scenario s = new Scenario(seed, 1e6, 100);
                s.elastic(0, 50);
                s.there.at(40, 2.5e6).at(60, 0.6e6).at(80, 1e6);
                return s;
            }),
    RFC_5_2(
            "5.2",
            "variable capacity, two flows: 4, 2, 3.5, 1, 2 Mbit/s",
            0,
            seed -> {
                Scenario s = new Scenario(seed, 4e6, 125);
                s.elastic(0, 50);
                s.elastic(0, 50);
                s.there.at(25, 2e6).at(50, 3.5e6).at(75, 1e6).at(100, 2e6);
                return s;
            }),
    RFC_5_3(
            "5.3",
            "congested feedback: a flow each way; there 2, 1, 0.5, 2, back 2, 0.8, 2 Mbit/s",
            0,
            seed -> {
                Scenario s = new Scenario(seed, 2e6, 2e6, 100);
                s.elastic(0, 50);
                s.backward(0, 50);
                s.there.at(20, 1e6).at(40, 0.5e6).at(60, 2e6);
                s.back.at(35, 0.8e6).at(70, 2e6);
                return s;
            }),
    RFC_5_4(
            "5.4",
            "three flows from 0, 20 and 40 s on 3.5 Mbit/s; judged from 60 s",
            60,
            seed -> {
                Scenario s = new Scenario(seed, 3.5e6, 120);
                s.elastic(0, 50);
                s.elastic(20, 50);
                s.elastic(40, 50);
                return s;
            }),
    RFC_5_5(
            "5.5",
            "five flows with one-way delays of 10, 25, 50, 100, 150 ms on 4 Mbit/s; judged from"
                    + " 100 s",
            100,
            seed -> {
                Scenario s = new Scenario(seed, 4e6, 300);
                long[] delaysMs = {10, 25, 50, 100, 150};
                for (int i = 0; i < delaysMs.length; i++) {
                    s.elastic(10 * i, delaysMs[i]);
                }
                return s;
            }),
    RFC_5_6(
            "5.6",
            "one flow from 5 s beside a long TCP transfer on 2 Mbit/s; judged from 10 s",
            10,
            seed -> {
                Scenario s = new Scenario(seed, 2e6, 120);
                s.elastic(5, 50);
                s.tcp(50).start(0, Long.MAX_VALUE);
                return s;
            }),
    RFC_5_7(
            "5.7",
            "two flows from 5 s beside ten TCPs, each sending 100 to 1000 kB every 10 s and an"
                    + " exponential time (alone they would fill the path), on 2 Mbit/s",
            10,
            Evaluation::shortTransfers),
    RFC_5_8(
            "5.8",
            "three flows on 3.5 Mbit/s, the second pauses from 40 to 60 s; judged from 60 s",
            60,
            seed -> {
                Scenario s = new Scenario(seed, 3.5e6, 120);
                s.elastic(0, 50);
                s.elastic(0, 50).pause(40, 60);
                s.elastic(0, 50);
                return s;
            });

    private static final int SEEDS = 5;

    final String title;
    final String what;
    final double fromSeconds;

    @SuppressWarnings("ImmutableEnumChecker") // All of them are functions without a state.
    private final LongFunction<Scenario> scenario;

    Evaluation(String title, String what, double fromSeconds, LongFunction<Scenario> scenario) {
        this.title = title;
        this.what = what;
        this.fromSeconds = fromSeconds;
        this.scenario = scenario;
    }

    private static Scenario shortTransfers(long seed) {
        Scenario s = new Scenario(seed, 2e6, 300);
        s.elastic(5, 50);
        s.elastic(5, 50);
        for (int flow = 0; flow < 10; flow++) {
            TcpFlow tcp = s.tcp(50);
            double at = 0;
            while (at < s.seconds) {
                at -= 10 * StrictMath.log(1 - s.random.nextDouble());
                tcp.start(at, 100_000 + s.random.nextInt(900_000));
                at += 10;
            }
        }
        return s;
    }

    Scenario run(long seed) {
        return scenario.apply(seed).run();
    }

    String anchor() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String file() {
        return anchor() + ".svg";
    }

    /** A row of the page's table: the mean of some seeds, and in brackets the worst. */
    String row() {
        Scenario[] runs =
                LongStream.rangeClosed(1, SEEDS).mapToObj(this::run).toArray(Scenario[]::new);
        double[] used = each(runs, s -> 100 * s.utilization(fromSeconds, s.seconds));
        double[] delay = each(runs, s -> mean(s, Measure.MEAN_DELAY));
        double[] delay95 = each(runs, s -> mean(s, Measure.DELAY_95));
        double[] loss = each(runs, s -> 100 * mean(s, Measure.LOSS));
        String fairness = "";
        if (runs[0].media.size() > 1) {
            double[] jain = each(runs, s -> s.fairness(fromSeconds, s.seconds));
            fairness = String.format(Locale.ROOT, "%.2f (%.2f)", average(jain), least(jain));
        }
        return String.format(
                Locale.ROOT,
                "| [%s](#%s) | %s | %.0f (%.0f) | %.0f (%.0f) | %.0f (%.0f) | %.1f (%.1f) | %s |\n",
                title,
                anchor(),
                what,
                average(used),
                least(used),
                average(delay),
                most(delay),
                average(delay95),
                most(delay95),
                average(loss),
                most(loss),
                fairness);
    }

    private enum Measure {
        MEAN_DELAY,
        DELAY_95,
        LOSS
    }

    private double mean(Scenario s, Measure measure) {
        return s.media.stream()
                .mapToDouble(
                        t ->
                                switch (measure) {
                                    case MEAN_DELAY -> t.meanDelayMs(fromSeconds, s.seconds);
                                    case DELAY_95 -> t.delay95Ms(fromSeconds, s.seconds);
                                    case LOSS -> t.loss(fromSeconds, s.seconds);
                                })
                .average()
                .orElse(0);
    }

    private static double[] each(Scenario[] runs, ToDoubleFunction<Scenario> f) {
        return Arrays.stream(runs).mapToDouble(f).toArray();
    }

    private static double average(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }
}
