package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Wish;
import dev.bluesky.it.raw.RawLayer;
import dev.bluesky.it.raw.RawOffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who publishes what in a room, for servers that have to be told which stream a viewer wants. */
final class Published {
    private static final String AUDIO = "0";
    private static final String VIDEO = "1";

    private final Map<String, RawOffer> offers = new HashMap<>();

    void add(String user, RawOffer offer) {
        offers.put(user, offer);
    }

    private RawOffer of(Wish wish) {
        return Optional.ofNullable(offers.get(wish.peer()))
                .orElseThrow(() -> new IllegalStateException("nobody is called " + wish.peer()));
    }

    /** The sound that is wished for. */
    RawLayer audio(Wish wish) {
        return of(wish).section(AUDIO).layers().get(0);
    }

    /** The picture, in the size that is wished for. */
    RawLayer video(Wish wish) {
        return of(wish).section(VIDEO).layers().get(wish.videoStream());
    }

    /** Whether it comes in several sizes. */
    boolean hasSizes(Wish wish) {
        return !video(wish).rid().isEmpty();
    }
}
