package dev.bluesky.engine.nativertc;

import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tracks of a publication by kind ({@code audio}, {@code video}), each kind in the order of the
 * publisher's m-lines: a receiver's first video m-line gets the first video track, and so on.
 *
 * @param byKind the tracks that libwebrtc receives
 */
record RelayedTracks(Map<String, List<Relayed>> byKind) {

    /**
     * A track.
     *
     * @param mid of its m-line in the publisher's offer
     * @param track empty while it is not relayed
     */
    record Relayed(String mid, Optional<MediaStreamTrack> track) {

        private Relayed without(Set<String> mids) {
            return mids.contains(mid) ? new Relayed(mid, Optional.empty()) : this;
        }
    }

    static final RelayedTracks NONE = new RelayedTracks(Map.of());

    RelayedTracks {
        byKind = Map.copyOf(byKind);
    }

    Optional<MediaStreamTrack> track(String kind, int index) {
        List<Relayed> tracks = byKind.getOrDefault(kind, List.of());
        return index < tracks.size() ? tracks.get(index).track() : Optional.empty();
    }

    /** The same, in their places, without the tracks of these mids. */
    RelayedTracks without(Set<String> mids) {
        Map<String, List<Relayed>> rest = new HashMap<>();
        byKind.forEach(
                (kind, tracks) ->
                        rest.put(kind, tracks.stream().map(track -> track.without(mids)).toList()));
        return new RelayedTracks(rest);
    }
}
