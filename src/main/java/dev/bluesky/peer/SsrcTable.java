package dev.bluesky.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few things by SSRC; finding one allocates nothing. */
final class SsrcTable<T> {
    private final List<T> things = new ArrayList<>();
    private int[] ssrcs = new int[4];

    @Nullable T find(int ssrc) {
        int size = things.size();
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] == ssrc) {
                return things.get(i);
            }
        }
        return null;
    }

    void put(int ssrc, T thing) {
        remove(ssrc);
        if (things.size() == ssrcs.length) {
            ssrcs = Arrays.copyOf(ssrcs, 2 * ssrcs.length);
        }
        ssrcs[things.size()] = ssrc;
        things.add(thing);
    }

    void remove(int ssrc) {
        for (int i = 0; i < things.size(); i++) {
            if (ssrcs[i] == ssrc) {
                removeAt(i);
                return;
            }
        }
    }

    void remove(T thing) {
        int at = things.indexOf(thing);
        if (at >= 0) {
            removeAt(at);
        }
    }

    private void removeAt(int at) {
        things.remove(at);
        System.arraycopy(ssrcs, at + 1, ssrcs, at, ssrcs.length - at - 1);
    }

    /** Not to be changed. */
    List<T> all() {
        return things;
    }

    int size() {
        return things.size();
    }
}
