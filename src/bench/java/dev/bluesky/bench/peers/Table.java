package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was measured, in markdown. */
final class Table {
    private static final String NOTHING = "–";

    private final List<Run> runs;
    private final List<Shape> shapes;
    private final List<Contestant> contestants;

    /**
     * @param shapes its columns
     * @param contestants its rows
     */
    Table(List<Run> runs, List<Shape> shapes, List<Contestant> contestants) {
        this.runs = List.copyOf(runs);
        this.shapes = List.copyOf(shapes);
        this.contestants = List.copyOf(contestants);
    }

    /** Microseconds per packet; then everything else. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Server CPU time per packet that reached a viewer, µs; median (least – most);"
                        + " * where more than one packet in 1,000 was lost:");
        lines.add("");
        lines.add(row("", shapes.stream().map(Shape::toString).toList()));
        lines.add("|---" + "|---".repeat(shapes.size()) + "|");
        for (Contestant contestant : contestants) {
            lines.add(
                    row(
                            contestant.title(),
                            shapes.stream().map(shape -> cost(contestant, shape)).toList()));
        }
        lines.add("");
        lines.add(
                "| shape | server | packets/s to viewers | delivered | lost | server CPU, cores"
                        + " | latency p50 / p99, ms | CPU of the load / of others, cores | runs |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        for (Shape shape : shapes) {
            for (Contestant contestant : contestants) {
                summary(contestant, shape)
                        .ifPresent(all -> lines.add(detail(contestant, shape, all)));
            }
        }
        return lines;
    }

    private static String row(String first, List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| " + first + " | ", " |"));
    }

    private Optional<Summary> summary(Contestant contestant, Shape shape) {
        return Summary.of(runs, contestant, shape.key());
    }

    private String cost(Contestant contestant, Shape shape) {
        return summary(contestant, shape)
                .map(
                        all ->
                                String.format(
                                        Locale.ROOT,
                                        "%.1f (%.1f – %.1f)%s",
                                        all.median(Run::microseconds),
                                        all.least(Run::microseconds),
                                        all.most(Run::microseconds),
                                        all.deliveredShare() < 0.999 ? " *" : ""))
                .orElse(NOTHING);
    }

    private static String detail(Contestant contestant, Shape shape, Summary all) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.3f %% | %d | %.3f | %s | %.2f / %.2f | %d |",
                shape,
                contestant.title(),
                all.median(Run::packetsPerSecond),
                100 * all.deliveredShare(),
                all.lost(),
                all.median(Run::cores),
                latency(all),
                all.median(Run::loadCores),
                all.median(Run::otherCores),
                all.runs().size());
    }

    /** Only of packets that can be recognized. */
    private static String latency(Summary all) {
        double tail = all.median(Run::latencyTailMs);
        return Double.isNaN(tail)
                ? NOTHING
                : String.format(Locale.ROOT, "%.1f / %.1f", all.median(Run::latencyMedianMs), tail);
    }
}
