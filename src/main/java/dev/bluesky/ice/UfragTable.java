package dev.bluesky.ice;

import dev.bluesky.wire.stun.StunView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose is a check from an unknown source? The local ufrag in its USERNAME tells. Looking up
 * allocates nothing, whoever asks; only our own, random ufrags are stored, so nobody can choose
 * colliding ones. Belongs to one thread; several tables of one map each to its own.
 */
public final class UfragTable<T> {
    private final Map<Ufrag, Optional<T>> owners;
    private final Ufrag probe = new Ufrag();

    /** A table of its own. */
    public UfragTable() {
        this(new HashMap<>());
    }

    /** What is stored is in this map, which must be a concurrent one if other tables have it. */
    public UfragTable(Map<Ufrag, Optional<T>> owners) {
        this.owners = owners;
    }

    /** Whether the ufrag was free, and now is the owner's. */
    public boolean add(String ufrag, T owner) {
        return owners.putIfAbsent(Ufrag.of(ufrag), Optional.of(owner)) == null;
    }

    public void remove(String ufrag) {
        owners.remove(Ufrag.of(ufrag));
    }

    public int size() {
        return owners.size();
    }

    /** The owner of the local ufrag in that message, which must be without a fault. */
    public Optional<T> find(StunView check) {
        int bytes = check.localUfragBytes();
        return bytes < 0 ? Optional.empty() : find(check.buffer(), check.usernameOffset(), bytes);
    }

    public Optional<T> find(byte[] buffer, int offset, int length) {
        return owners.getOrDefault(probe.of(buffer, offset, length), Optional.empty());
    }

    /** Some bytes of an array. The stored ones are never moved; the probe is, for each look-up. */
    public static final class Ufrag {
        private byte[] bytes = new byte[0];
        private int offset;
        private int length;
        private int hash;

        private Ufrag() {}

        static Ufrag of(String ufrag) {
            byte[] copy = ufrag.getBytes(StandardCharsets.US_ASCII);
            return new Ufrag().of(copy, 0, copy.length);
        }

        Ufrag of(byte[] bytes, int offset, int length) {
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
            hash = length;
            for (int i = offset; i < offset + length; i++) {
                hash = 31 * hash + bytes[i];
            }
            return this;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ufrag key
                    && Arrays.equals(
                            bytes,
                            offset,
                            offset + length,
                            key.bytes,
                            key.offset,
                            key.offset + key.length);
        }
    }
}
