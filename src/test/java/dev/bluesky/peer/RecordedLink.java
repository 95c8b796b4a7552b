package dev.bluesky.peer;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Remembers what it was asked for. */
final class RecordedLink implements Link {
    final List<byte[]> sent = new ArrayList<>();
    final List<InetSocketAddress> destinations = new ArrayList<>();
    int proofs;
    int releases;
    boolean full;

    @Override
    public Object origin(InetSocketAddress source) {
        return source;
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length, InetSocketAddress to) {
        if (full) {
            return false;
        }
        sent.add(Arrays.copyOfRange(buffer, offset, offset + length));
        destinations.add(to);
        return true;
    }

    @Override
    public String protocol() {
        return "recorded";
    }

    @Override
    public void proved() {
        proofs++;
    }

    @Override
    public void release() {
        releases++;
    }
}
