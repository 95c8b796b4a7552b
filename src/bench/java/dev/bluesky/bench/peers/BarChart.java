package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Microseconds per packet as a picture (SVG): a group of bars for each shape, a bar for each
 * server, a line from the least to the most. What exceeds the scale is cut, and its figure says so.
 */
final class BarChart {
    private static final int LEFT = 44;
    private static final int RIGHT = 12;
    private static final int TOP = 72;
    private static final int HEIGHT = 260;
    private static final int BAR = 22;
    private static final int GAP = 18;
    private static final int LEGEND_COLUMN = 170;
    private static final int LEGEND_COLUMNS = 4;
    private static final int GRID = 5;

    /** Beyond so many times the median bar a bar is cut: one giant must not flatten the others. */
    private static final double CUT = 4;

    private final StringBuilder svg = new StringBuilder();
    private final List<Run> runs;
    private final List<Shape> shapes;
    private final List<Contestant> contestants;
    private final double top;

    BarChart(List<Run> runs, List<Shape> shapes, List<Contestant> contestants) {
        this.runs = List.copyOf(runs);
        this.shapes = List.copyOf(shapes);
        this.contestants = List.copyOf(contestants);
        top = scale();
    }

    private double scale() {
        double[] medians =
                shapes.stream()
                        .flatMap(
                                shape ->
                                        contestants.stream()
                                                .flatMap(one -> summary(one, shape).stream()))
                        .mapToDouble(all -> all.median(Run::microseconds))
                        .sorted()
                        .toArray();
        if (medians.length == 0) {
            return GRID;
        }
        double most =
                Math.min(medians[medians.length - 1] * 1.1, CUT * medians[medians.length / 2]);
        return GRID * Math.ceil(most / GRID);
    }

    private Optional<Summary> summary(Contestant contestant, Shape shape) {
        return Summary.of(runs, contestant, shape.key());
    }

    /** The whole document. */
    String draw() {
        int group = contestants.size() * BAR + GAP;
        int width =
                Math.max(
                        LEFT + shapes.size() * group + RIGHT,
                        LEFT + LEGEND_COLUMNS * LEGEND_COLUMN);
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">\n",
                width, TOP + HEIGHT + 28);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n");
        add("<text x=\"%d\" y=\"14\">server CPU per packet to a viewer, µs</text>\n", LEFT);
        legend();
        grid(width);
        for (int i = 0; i < shapes.size(); i++) {
            group(LEFT + GAP / 2 + i * group, shapes.get(i));
        }
        add("</svg>\n");
        return svg.toString();
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private void legend() {
        for (int i = 0; i < contestants.size(); i++) {
            int x = LEFT + i % LEGEND_COLUMNS * LEGEND_COLUMN;
            int y = 24 + i / LEGEND_COLUMNS * 16;
            add(
                    "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>\n",
                    x, y, contestants.get(i).color());
            add("<text x=\"%d\" y=\"%d\">%s</text>\n", x + 14, y + 9, contestants.get(i).title());
        }
    }

    private void grid(int width) {
        double step = top / GRID;
        for (int i = 0; i <= GRID; i++) {
            double y = y(i * step);
            add(
                    "<path d=\"M%d %.1fH%d\" stroke=\"%s\"/>\n",
                    LEFT, y, width - RIGHT, i == 0 ? "black" : "#dddddd");
            add(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>\n",
                    LEFT - 6, y + 4, i * step);
        }
    }

    private double y(double microseconds) {
        return TOP + HEIGHT * (1 - Math.min(top, microseconds) / top);
    }

    private void group(int x, Shape shape) {
        for (int i = 0; i < contestants.size(); i++) {
            int left = x + i * BAR;
            String color = contestants.get(i).color();
            summary(contestants.get(i), shape).ifPresent(all -> bar(left, color, all));
        }
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                x + contestants.size() * BAR / 2, TOP + HEIGHT + 18, shape);
    }

    private void bar(int x, String color, Summary all) {
        double median = all.median(Run::microseconds);
        double most = y(all.most(Run::microseconds));
        add(
                "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>\n",
                x, y(median), BAR - 3, TOP + HEIGHT - y(median), color);
        add(
                "<path d=\"M%.1f %.1fV%.1f\" stroke=\"black\"/>\n",
                x + (BAR - 3) / 2.0, most, y(all.least(Run::microseconds)));
        add(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"8\" text-anchor=\"middle\">%.1f</text>\n",
                x + (BAR - 3) / 2.0, most - 3, median);
    }
}
