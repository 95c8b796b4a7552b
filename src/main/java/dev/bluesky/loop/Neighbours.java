package dev.bluesky.loop;

import dev.bluesky.peer.Link;
import dev.bluesky.peer.Relayed;
import java.net.InetSocketAddress;
import java.util.List;

/** The loops of one port as one of them sees the others. Belongs to its thread, once they met. */
final class Neighbours implements Handover {
    private final int index;
    private volatile List<MediaLoop> loops = List.of();
    private boolean[] given = new boolean[0];
    private boolean anyGiven;

    /**
     * @param index of the loop whose neighbours they are
     */
    Neighbours(int index) {
        this.index = index;
    }

    /** Before that there is nobody whom a datagram could belong to. */
    void meet(List<MediaLoop> all) {
        given = new boolean[all.size()];
        loops = List.copyOf(all);
    }

    @Override
    public void give(
            int loop, Link link, InetSocketAddress source, byte[] buffer, int offset, int length) {
        MediaLoop owner = loops.get(loop);
        Link there = ((LoopLink) link).on(owner);
        if (owner.take(there, source, buffer, offset, length)) {
            loops.get(index).counting().increment(LoopCounter.HANDED_OVER);
            given[loop] = true;
            anyGiven = true;
        } else {
            loops.get(index).counting().increment(LoopCounter.HANDOVER_FULL);
        }
    }

    @Override
    public void relay(int loop, Relayed to, byte[] buffer, int offset, int length) {
        if (loops.get(loop).takeRelayed(to, buffer, offset, length)) {
            loops.get(index).counting().increment(LoopCounter.RELAYED);
            given[loop] = true;
            anyGiven = true;
        } else {
            loops.get(index).counting().increment(LoopCounter.RELAY_FULL);
        }
    }

    @Override
    public void turnEnded() {
        if (!anyGiven) {
            return;
        }
        anyGiven = false;
        for (int i = 0; i < given.length; i++) {
            if (given[i]) {
                given[i] = false;
                loops.get(i).wake();
            }
        }
    }
}
