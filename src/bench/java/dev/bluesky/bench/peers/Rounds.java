package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Program;
import dev.bluesky.bench.load.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures servers in turns, keeps each run in a file, and writes the table and the picture. */
public final class Rounds {
    private final ComparisonOptions options;
    private final Path folder;
    private final Path file;
    private final List<Run> runs = new ArrayList<>();

    /**
     * @param folder where {@code comparison.csv}, {@code .md} and {@code .svg} are written
     */
    public Rounds(ComparisonOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
        file = folder.resolve("comparison.csv");
    }

    /** Measures everything. */
    public void run() throws IOException {
        Program.folder(folder);
        if (options.keeps() && Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> runs.add(Run.parse(line)));
        }
        try (Tournament tournament = new Tournament(options, folder)) {
            for (Shape shape : options.shapes()) {
                for (int round = 0; round < options.rounds(); round++) {
                    round(tournament, shape, round);
                }
            }
        }
        write().forEach(System.out::println);
    }

    /** In another order each time: nobody always follows the same one. */
    private void round(Tournament tournament, Shape shape, int round) throws IOException {
        List<Contestant> order = new ArrayList<>(options.contestants());
        Collections.rotate(order, -round);
        for (Contestant contestant : order) {
            boolean isDone = round > 0 && contestant.refusal(shape).isPresent();
            if (!isDone) {
                tournament.run(contestant, shape).ifPresent(run -> add(shape, round, run));
            }
        }
        Files.write(file, runs.stream().map(Run::line).toList());
    }

    private void add(Shape shape, int round, Run run) {
        runs.add(run);
        System.out.printf(
                Locale.ROOT,
                "%s, round %d, %s: %.2f µs per packet, %.3f cores, %d of %d packets, p99 %.1f ms;"
                        + " load %.2f, others %.2f cores%n",
                shape,
                round + 1,
                run.contestant().title(),
                run.microseconds(),
                run.cores(),
                run.delivered(),
                run.expected(),
                run.latencyTailMs(),
                run.loadCores(),
                run.otherCores());
    }

    private List<String> write() throws IOException {
        List<Shape> shapes =
                Stream.concat(ComparisonOptions.SHAPES.stream(), measuredShapes())
                        .distinct()
                        .filter(
                                shape ->
                                        runs.stream()
                                                .anyMatch(of -> of.shape().equals(shape.key())))
                        .toList();
        List<Contestant> contestants =
                Stream.of(Contestant.values())
                        .filter(one -> runs.stream().anyMatch(run -> run.contestant() == one))
                        .toList();
        List<String> lines = new ArrayList<>(List.of(Machine.line(folder), ""));
        lines.addAll(new Table(runs, shapes, contestants).lines());
        Files.write(folder.resolve("comparison.md"), lines);
        Files.writeString(
                folder.resolve("comparison.svg"), new BarChart(runs, shapes, contestants).draw());
        return lines;
    }

    private Stream<Shape> measuredShapes() {
        return runs.stream().flatMap(run -> Shape.named(run.shape()).stream());
    }
}
