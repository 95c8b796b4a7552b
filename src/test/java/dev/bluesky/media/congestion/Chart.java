package dev.bluesky.media.congestion;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Three panels above each other over the same time, as SVG: one large, two flat. */
public final class Chart {
    /** How many points a line has at most, or few more. */
    private static final int POINTS = 240;

    private static final int WIDTH = 720;
    private static final int LEFT = 60;
    private static final int RIGHT = 10;
    private static final int[] TOPS = {24, 178, 272};
    private static final int[] HEIGHTS = {136, 76, 56};
    private static final int HEIGHT = TOPS[2] + HEIGHTS[2] + 24;
    private static final double ABOVE = 1.02;

    private final StringBuilder svg = new StringBuilder();
    private final int bins;
    private final int binsPerSecond;

    /**
     * @param bins of time
     */
    public Chart(int bins, int binsPerSecond) {
        this.bins = bins;
        this.binsPerSecond = binsPerSecond;
        add(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"11\">\n")
                        .formatted(WIDTH, HEIGHT));
        add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    }

    private void add(String text) {
        svg.append(text);
    }

    /** So many bins are one step of a line. */
    public int step() {
        return Math.max(1, bins / POINTS);
    }

    /** The axes of one of them, 0 to 2. */
    public void panel(int panel, String title, double top) {
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

    /** The time below all of them. */
    public void seconds(double seconds) {
        int every = seconds > 150 ? 50 : 10;
        for (int at = 0; at <= seconds; at += every) {
            add(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n"
                            .formatted(x(at * binsPerSecond), HEIGHT - 8, at));
        }
        add("<text x=\"%d\" y=\"%d\">s</text>\n".formatted(LEFT - 20, HEIGHT - 8));
    }

    private int x(int bin) {
        return LEFT + (WIDTH - LEFT - RIGHT) * bin / bins;
    }

    /**
     * A line in one of them.
     *
     * @param value of a bin
     */
    public void line(int panel, double top, String color, int width, IntToDoubleFunction value) {
        int bottom = TOPS[panel] + HEIGHTS[panel];
        add(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" points=\""
                        .formatted(color, width));
        for (int bin = 0; bin < bins; bin += step()) {
            double part = Math.min(ABOVE, value.applyAsDouble(bin) / top);
            add("%d,%d ".formatted(x(bin), bottom - (int) Math.round(part * HEIGHTS[panel])));
        }
        add("\"/>\n");
    }

    /** The whole picture. */
    public String svg() {
        return svg + "</svg>\n";
    }
}
