package dev.bluesky.sfu;

import java.util.List;
import java.util.Map;

/**
 * What a participant says about being muted.
 *
 * @param byKind {@code audio} or {@code video}, and whether it is muted; what is absent stays as it
 *     is
 */
public record Muting(Map<String, Boolean> byKind) {

    /** Keeps a copy. */
    public Muting {
        byKind = Map.copyOf(byKind);
    }

    /** The kinds that are muted. */
    List<String> muted() {
        return byKind.keySet().stream().filter(byKind::get).toList();
    }

    /** The kinds that are not muted. */
    List<String> unmuted() {
        return byKind.keySet().stream().filter(kind -> !muted().contains(kind)).toList();
    }

    /** The track as it is after that. */
    Track of(Track track) {
        return track.withMuted(byKind.getOrDefault(track.kind(), track.muted()));
    }
}
