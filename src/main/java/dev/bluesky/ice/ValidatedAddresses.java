package dev.bluesky.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses of one peer; few, so a list is searched. */
final class ValidatedAddresses {
    private final List<ValidatedAddress> addresses = new ArrayList<>(2);
    private final int countMax;

    ValidatedAddresses(int countMax) {
        this.countMax = countMax;
    }

    @Nullable ValidatedAddress find(InetSocketAddress source) {
        for (int i = 0; i < addresses.size(); i++) {
            ValidatedAddress candidate = addresses.get(i);
            if (candidate.address().equals(source)) {
                return candidate;
            }
        }
        return null;
    }

    void add(ValidatedAddress address) {
        addresses.add(address);
    }

    /** Makes room for one more: what was silent for longest goes, but never the path. */
    Optional<InetSocketAddress> evict(@Nullable ValidatedAddress path, long nowNs) {
        if (addresses.size() < countMax) {
            return Optional.empty();
        }
        int longest = -1;
        for (int i = 0; i < addresses.size(); i++) {
            boolean mayGo = addresses.get(i) != path;
            if (mayGo && (longest < 0 || isMoreSilent(i, longest, nowNs))) {
                longest = i;
            }
        }
        return Optional.of(addresses.remove(longest).address());
    }

    private boolean isMoreSilent(int one, int other, long nowNs) {
        return addresses.get(one).silenceNs(nowNs) > addresses.get(other).silenceNs(nowNs);
    }
}
