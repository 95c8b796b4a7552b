package dev.bluesky.bench.peers;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * All runs of one server in one shape.
 *
 * @param runs at least one
 */
record Summary(List<Run> runs) {
    Summary {
        runs = List.copyOf(runs);
    }

    /** Empty if there are no runs. */
    static Optional<Summary> of(List<Run> all, Contestant contestant, String shape) {
        List<Run> runs =
                all.stream()
                        .filter(run -> run.contestant() == contestant && run.shape().equals(shape))
                        .toList();
        return runs.isEmpty() ? Optional.empty() : Optional.of(new Summary(runs));
    }

    /** Of several runs the middle one, of an even number the mean of both. */
    double median(ToDoubleFunction<Run> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least(ToDoubleFunction<Run> value) {
        return runs.stream().mapToDouble(value).min().orElseThrow();
    }

    double most(ToDoubleFunction<Run> value) {
        return runs.stream().mapToDouble(value).max().orElseThrow();
    }

    /** Packets that never came, of all runs. */
    long lost() {
        return runs.stream().mapToLong(run -> run.expected() - run.delivered()).sum();
    }

    /** From 0 to 1, of all runs. */
    double deliveredShare() {
        long expected = runs.stream().mapToLong(Run::expected).sum();
        return expected == 0 ? 0 : 1 - (double) lost() / expected;
    }
}
