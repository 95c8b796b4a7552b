package dev.bluesky.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all processes of the machine together use: whether a measurement was disturbed. */
final class MachineLoad {
    private static final double TICKS_PER_SECOND = 100;
    private static final int IDLE = 4;
    private static final int WAITING = 5;

    /** Beyond it are those of guests, which the first ones count already. */
    private static final int LAST = 8;

    private MachineLoad() {}

    /** CPU time since the start, in seconds of one core. */
    static double cpuSeconds() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split("\\s+", -1);
        long ticks = 0;
        for (int i = 1; i <= LAST; i++) {
            ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }
}
