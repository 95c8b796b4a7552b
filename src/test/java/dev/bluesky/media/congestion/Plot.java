package dev.bluesky.media.congestion;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** A run as a picture: rates, the longest delay, and loss over time. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int LEFT = 60;
    private static final int RIGHT = 10;
    private static final int[] TOPS = {24, 178, 272};
    private static final int[] HEIGHTS = {136, 76, 56};
    private static final int POINTS = 240;
    private static final String[] COLORS = {"#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e"};
    private static final String OTHERS = "#bbbbbb";
    private static final double TOP_LOSS = 20;

    private final StringBuilder svg = new StringBuilder();
    private final Scenario scenario;

    private Plot(Scenario scenario) {
        this.scenario = scenario;
    }

    static String of(Scenario scenario) {
        return new Plot(scenario).draw();
    }

    private String draw() {
        int height = TOPS[2] + HEIGHTS[2] + 24;
        add(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"11\">\n")
                        .formatted(WIDTH, height));
        add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        double topMbps = Math.ceil(mostMbps() * 2) / 2;
        double topMs = Math.max(100, Math.ceil(mostMs() / 100) * 100);
        panel(0, "arriving, Mbit/s (grey: what the path carries)", topMbps);
        panel(1, "longest wait in the queue, ms", topMs);
        panel(2, "lost, %", TOP_LOSS);
        seconds(height);
        line(0, topMbps, "#888888", 2, at -> (double) scenario.capacityBps[at] / 1e6);
        for (Trace trace : scenario.others) {
            line(0, topMbps, OTHERS, 1, at -> mbps(trace, at));
        }
        for (int i = 0; i < scenario.media.size(); i++) {
            Trace trace = scenario.media.get(i);
            String color = COLORS[i % COLORS.length];
            line(0, topMbps, color, 1, at -> mbps(trace, at));
            line(1, topMs, color, 1, at -> longestMs(trace, at));
            line(2, TOP_LOSS, color, 1, at -> lossPercent(trace, at));
        }
        add("</svg>\n");
        return svg.toString();
    }

    private void add(String text) {
        svg.append(text);
    }

    private int bins() {
        return Trace.bin(scenario.seconds);
    }

    private int step() {
        return Math.max(1, bins() / POINTS);
    }

    private int before(int bin) {
        return Math.max(0, bin - Math.max(5, step()));
    }

    private double mbps(Trace trace, int bin) {
        long bits = 0;
        for (int i = before(bin); i < bin; i++) {
            bits += trace.receivedBits[i];
        }
        return (double) bits / Math.max(1, bin - before(bin)) * 10 / 1e6;
    }

    private double longestMs(Trace trace, int bin) {
        long longest = 0;
        for (int i = Math.max(0, bin - step() + 1); i <= bin; i++) {
            longest = Math.max(longest, trace.longestDelayNs[i]);
        }
        return (double) longest / 1e6;
    }

    private double lossPercent(Trace trace, int bin) {
        int sent = 0;
        int lost = 0;
        for (int i = before(bin); i <= bin; i++) {
            sent += trace.sentPackets[i];
            lost += trace.lostPackets[i];
        }
        return sent == 0 ? 0 : Math.min(TOP_LOSS, 100.0 * lost / sent);
    }

    private double mostMbps() {
        double most = 0;
        for (int bin = 0; bin < bins(); bin++) {
            most = Math.max(most, (double) scenario.capacityBps[bin] / 1e6);
        }
        return most;
    }

    private double mostMs() {
        double most = 0;
        for (Trace trace : scenario.media) {
            for (int bin = 0; bin < bins(); bin++) {
                most = Math.max(most, (double) trace.longestDelayNs[bin] / 1e6);
            }
        }
        return most;
    }

    private void panel(int panel, String title, double top) {
        int bottom = TOPS[panel] + HEIGHTS[panel];
        add("<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(LEFT, TOPS[panel] - 6, title));
        add(
                "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"black\"/>\n"
                        .formatted(LEFT, TOPS[panel], bottom, WIDTH - RIGHT));
        String text = top == Math.rint(top) ? "%.0f" : "%.1f";
        String label = String.format(Locale.ROOT, text, top);
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
                        .formatted(LEFT - 6, TOPS[panel] + 9, label));
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>\n".formatted(LEFT - 6, bottom));
    }

    private void seconds(int height) {
        int every = scenario.seconds > 150 ? 50 : 10;
        for (int at = 0; at <= scenario.seconds; at += every) {
            add(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n"
                            .formatted(x(Trace.bin(at)), height - 8, at));
        }
        add("<text x=\"%d\" y=\"%d\">s</text>\n".formatted(LEFT - 20, height - 8));
    }

    private int x(int bin) {
        return LEFT + (WIDTH - LEFT - RIGHT) * bin / bins();
    }

    private void line(int panel, double top, String color, int width, IntToDoubleFunction value) {
        int bottom = TOPS[panel] + HEIGHTS[panel];
        add(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" points=\""
                        .formatted(color, width));
        for (int bin = 0; bin < bins(); bin += step()) {
            double part = Math.min(1.02, value.applyAsDouble(bin) / top);
            add("%d,%d ".formatted(x(bin), bottom - (int) Math.round(part * HEIGHTS[panel])));
        }
        add("\"/>\n");
    }
}
