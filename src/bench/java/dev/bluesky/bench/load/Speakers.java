package dev.bluesky.bench.load;

import dev.bluesky.it.raw.RawLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the publishers speaks, each in its turn; the others are quiet. On the loop. */
final class Speakers {
    private static final long TURN_NS = TimeUnit.SECONDS.toNanos(3);

    private final RawLoop loop;
    private final List<LoadPublisher> publishers;
    private int speaker;

    Speakers(RawLoop loop, List<LoadPublisher> publishers) {
        this.loop = loop;
        this.publishers = List.copyOf(publishers);
    }

    /** Goes on until the loop ends. */
    void begin() {
        publishers.forEach(publisher -> publisher.speak(false));
        turn(System.nanoTime());
    }

    private void turn(long dueNs) {
        publishers.get(speaker).speak(false);
        speaker = (speaker + 1) % publishers.size();
        publishers.get(speaker).speak(true);
        loop.at(dueNs + TURN_NS, () -> turn(dueNs + TURN_NS));
    }
}
