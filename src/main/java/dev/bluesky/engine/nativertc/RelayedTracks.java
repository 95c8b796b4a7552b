package dev.bluesky.engine.nativertc;

import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tracks of a publication by kind ({@code audio}, {@code video}), each kind in the order of the
 * publisher's m-lines: a receiver's first video m-line gets the first video track, and so on.
 *
 * @param byKind the tracks that libwebrtc receives
 */
record RelayedTracks(Map<String, List<MediaStreamTrack>> byKind) {

    static final RelayedTracks NONE = new RelayedTracks(Map.of());

    RelayedTracks {
        byKind = Map.copyOf(byKind);
    }

    Optional<MediaStreamTrack> track(String kind, int index) {
        List<MediaStreamTrack> tracks = byKind.getOrDefault(kind, List.of());
        return index < tracks.size() ? Optional.of(tracks.get(index)) : Optional.empty();
    }
}
