package dev.bluesky.dtls;

import java.util.concurrent.Semaphore;

/**
 * How many handshakes may compute at a time. Most of a handshake is waiting for the peer, so there
 * are many threads; when many peers come at once, all of them would compute, and the loops, which
 * are as many as a processor has cores or fewer, would wait among them while media is due.
 */
public interface Turns {
    /** Nobody waits. */
    Turns UNLIMITED =
            new Turns() {
                @Override
                public void take() {}

                @Override
                public void giveBack() {}
            };

    /** Waits for a turn, first come, first served. */
    void take();

    /** The turn is another's. */
    void giveBack();

    /** So many at a time. */
    static Turns of(int atATime) {
        Semaphore free = new Semaphore(atATime, true);
        return new Turns() {
            @Override
            public void take() {
                free.acquireUninterruptibly();
            }

            @Override
            public void giveBack() {
                free.release();
            }
        };
    }
}
