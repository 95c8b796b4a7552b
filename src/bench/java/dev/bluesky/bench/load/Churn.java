package dev.bluesky.bench.load;

import java.time.Duration;

/** Viewers who come and go, each way of going in its turn. */
final class Churn {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final LoadRoom room;
    private final LoadViewer.Tally gone = new LoadViewer.Tally();
    private long joins;
    private long unserved;

    Churn(LoadRoom room) {
        this.room = room;
    }

    /** Goes on for that long. */
    void run(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            replaceOldest();
            Measurement.pass(PERIOD);
        }
    }

    private void replaceOldest() {
        LoadViewer oldest = room.viewers().get(0);
        remember(oldest);
        switch ((int) (joins % 3)) {
            case 0 -> room.leave(oldest);
            case 1 -> room.vanish(oldest);
            default -> room.part(oldest);
        }
        room.addViewer();
        joins++;
    }

    private void remember(LoadViewer viewer) {
        gone.add(room.tallyOf(viewer));
        unserved += viewer.isWatching() ? 0 : 1;
    }

    /** How many came. */
    long joins() {
        return joins;
    }

    /** How many left without having seen anything. */
    long unserved() {
        return unserved;
    }

    /** What those who left have counted. */
    LoadViewer.Tally gone() {
        return gone;
    }
}
