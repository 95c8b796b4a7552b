package dev.bluesky.media.receive;

import java.util.Optional;

/** The streams of one publisher's transport, by SSRC: as many as were allowed, then no more. */
public final class ReceiveStreams {
    private final ReceiveStream[] streams;
    private final int[] ssrcs;
    private int size;

    /**
     * @param capacity the most SSRCs that a peer may use
     */
    public ReceiveStreams(int capacity) {
        streams = new ReceiveStream[capacity];
        ssrcs = new int[capacity];
    }

    /** Adds a stream; false if its SSRC is there already, or there are too many. */
    public boolean add(ReceiveStream stream) {
        if (size == streams.length || indexOf(stream.ssrc()) >= 0) {
            return false;
        }
        streams[size] = stream;
        ssrcs[size++] = stream.ssrc();
        return true;
    }

    /** Forgets a stream; false if it is not there. */
    public boolean remove(int ssrc) {
        int index = indexOf(ssrc);
        if (index < 0) {
            return false;
        }
        int after = size - index - 1;
        System.arraycopy(streams, index + 1, streams, index, after);
        System.arraycopy(ssrcs, index + 1, ssrcs, index, after);
        size--;
        return true;
    }

    /** The stream of that SSRC. */
    public Optional<ReceiveStream> find(int ssrc) {
        int index = indexOf(ssrc);
        return index < 0 ? Optional.empty() : Optional.of(streams[index]);
    }

    /** Where the stream of that SSRC is now, or -1: {@link #find} for the packet path. */
    public int indexOf(int ssrc) {
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] == ssrc) {
                return i;
            }
        }
        return -1;
    }

    public ReceiveStream at(int index) {
        return streams[index];
    }

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == streams.length;
    }
}
