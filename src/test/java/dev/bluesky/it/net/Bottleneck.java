package dev.bluesky.it.net;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.UncheckedIOException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The narrowest place of a way: a queue that is emptied at a rate (tc-tbf(8)) and drops what does
 * not fit. The kernel counts; lengths are of Ethernet frames.
 */
public final class Bottleneck {
    /** As much as home routers hold, and as in the simulated scenarios. */
    private static final int LONGEST_WAIT_MS = 300;

    /** One frame and a half: what comes after a pause leaves at once. */
    private static final int BURST_BYTES = 2250;

    /** What tc says of a queue that the kernel does not have. */
    private static final String UNKNOWN = "qdisc kind is unknown";

    private static final Pattern COUNTS =
            Pattern.compile(
                    "Sent (\\d+) bytes (\\d+) pkt \\(dropped (\\d+),.*backlog (\\w+)b",
                    Pattern.DOTALL);

    private final String card;
    private long bitsPerSecond;

    /**
     * What the kernel has counted.
     *
     * @param sentBytes that passed
     * @param sentPackets that passed
     * @param droppedPackets that did not fit
     * @param waitMs how long what comes now will wait
     */
    public record Reading(long sentBytes, long sentPackets, long droppedPackets, double waitMs) {}

    private Bottleneck(String card) {
        this.card = card;
    }

    /** Skips the test where the kernel has no such queue. */
    static Bottleneck on(String card, long bitsPerSecond) {
        Bottleneck bottleneck = new Bottleneck(card);
        try {
            bottleneck.tc("add", bitsPerSecond);
        } catch (UncheckedIOException e) {
            assumeFalse(String.valueOf(e.getMessage()).contains(UNKNOWN), "needs tbf");
            throw e;
        }
        return bottleneck;
    }

    /** From now on carries so much; what waits, waits on. */
    public void carry(long bitsPerSecondNow) {
        tc("change", bitsPerSecondNow);
    }

    private void tc(String verb, long bps) {
        String rate = bps + "bit";
        String latency = LONGEST_WAIT_MS + "ms";
        String burst = String.valueOf(BURST_BYTES);
        Command.run(
                "tc", "qdisc", verb, "dev", card, "root", "tbf", "rate", rate, "burst", burst,
                "latency", latency);
        bitsPerSecond = bps;
    }

    /** What it carries now. */
    public long bitsPerSecond() {
        return bitsPerSecond;
    }

    /** How it is now. */
    public Reading read() {
        String told = Command.run("tc", "-s", "qdisc", "show", "dev", card);
        Matcher counts = COUNTS.matcher(told);
        if (!counts.find()) {
            throw new IllegalStateException("no counts in " + told);
        }
        return reading(counts.toMatchResult());
    }

    private Reading reading(MatchResult counts) {
        double waitMs = 8e3 * bytes(counts.group(4)) / (double) bitsPerSecond;
        return new Reading(
                Long.parseLong(counts.group(1)),
                Long.parseLong(counts.group(2)),
                Long.parseLong(counts.group(3)),
                waitMs);
    }

    /** As tc prints sizes: {@code 1180}, {@code 12K}. */
    private static double bytes(String printed) {
        int last = printed.length() - 1;
        return switch (printed.charAt(last)) {
            case 'K' -> 1024 * Double.parseDouble(printed.substring(0, last));
            case 'M' -> 1024 * 1024 * Double.parseDouble(printed.substring(0, last));
            default -> Double.parseDouble(printed);
        };
    }
}
