package dev.bluesky.bench.load;

import dev.bluesky.it.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a server holds at one moment.
 *
 * @param heapMegabytes in use after a collection
 * @param directMegabytes of direct buffers that the JDK counts
 * @param residentMegabytes of the process
 * @param threads of the JVM
 * @param descriptors open files and sockets
 */
record SoakSample(
        double heapMegabytes,
        double directMegabytes,
        double residentMegabytes,
        int threads,
        int descriptors) {

    /** What a JVM does in its own time: code caches, pools of idle threads. */
    private static final double HEAP_SLACK_MEGABYTES = 4;

    private static final double HEAP_SLACK_SHARE = 0.1;
    private static final double DIRECT_SLACK_MEGABYTES = 4;
    private static final int SLACK = 8;

    static SoakSample of(ServerJvm jvm, long pid) throws IOException {
        return new SoakSample(
                jvm.heapAfterCollection(),
                jvm.directMegabytes(),
                new ServerProcess(pid).residentMegabytes(),
                jvm.threads(),
                descriptors(pid));
    }

    private static int descriptors(long pid) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return (int) open.count();
        }
    }

    /** What is more than another sample allows; empty if nothing is. */
    List<String> excessOver(SoakSample baseline) {
        List<String> excess = new ArrayList<>();
        double heapMax = baseline.heapMegabytes * (1 + HEAP_SLACK_SHARE) + HEAP_SLACK_MEGABYTES;
        if (heapMegabytes > heapMax) {
            excess.add(String.format(Locale.ROOT, "heap %.1f MB > %.1f", heapMegabytes, heapMax));
        }
        if (directMegabytes > baseline.directMegabytes + DIRECT_SLACK_MEGABYTES) {
            excess.add(String.format(Locale.ROOT, "direct %.1f MB", directMegabytes));
        }
        if (threads > baseline.threads + SLACK) {
            excess.add("threads " + threads + " after " + baseline.threads);
        }
        if (descriptors > baseline.descriptors + SLACK) {
            excess.add("descriptors " + descriptors + " after " + baseline.descriptors);
        }
        return excess;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "heap %.1f MB, direct %.1f MB, RSS %.0f MB, threads %d, descriptors %d",
                heapMegabytes,
                directMegabytes,
                residentMegabytes,
                threads,
                descriptors);
    }
}
