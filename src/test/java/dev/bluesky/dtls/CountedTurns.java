package dev.bluesky.dtls;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One turn for all, so that no handshake of two comes to its end unless those who wait have none.
 */
final class CountedTurns implements Turns {
    private final Turns one = Turns.of(1);
    private final AtomicInteger computing = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Override
    public void take() {
        one.take();
        most.accumulateAndGet(computing.incrementAndGet(), Math::max);
    }

    @Override
    public void giveBack() {
        computing.decrementAndGet();
        one.giveBack();
    }

    /** How many have a turn now. */
    int computing() {
        return computing.get();
    }

    /** How many had one at a time. */
    int most() {
        return most.get();
    }
}
