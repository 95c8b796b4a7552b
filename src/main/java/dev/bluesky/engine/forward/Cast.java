package dev.bluesky.engine.forward;

import dev.bluesky.media.select.Candidate;
import dev.bluesky.peer.PublishedTrack;
import dev.bluesky.sfu.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of a room that have media, at one moment: by publisher in the order in which they
 * came, and of each in the order of its m-lines.
 *
 * @param byCandidate everything
 * @param audio the candidates for audio slots
 * @param video the candidates for video slots, by publisher
 */
record Cast(
        Map<Candidate, Member> byCandidate,
        List<Candidate> audio,
        Map<String, List<Candidate>> video) {

    static final Cast NOBODY = new Cast(Map.of(), List.of(), Map.of());

    /**
     * A track.
     *
     * @param user who publishes it
     */
    record Member(UserId user, Candidate candidate, PublishedTrack track) {
        boolean isVideo() {
            return track.section().isVideo();
        }
    }

    static Cast of(Collection<Publication> publications) {
        Map<Candidate, Member> members = new LinkedHashMap<>();
        List<Candidate> audio = new ArrayList<>();
        Map<String, List<Candidate>> video = new HashMap<>();
        for (Publication publication : publications) {
            UserId user = publication.user();
            for (PublishedTrack track : publication.live()) {
                Candidate candidate = new Candidate(user.value(), track.section().mid());
                members.put(candidate, new Member(user, candidate, track));
                List<Candidate> ofKind =
                        track.section().isVideo()
                                ? video.computeIfAbsent(user.value(), id -> new ArrayList<>())
                                : audio;
                ofKind.add(candidate);
            }
        }
        return new Cast(members, audio, video);
    }

    Collection<Member> members() {
        return byCandidate.values();
    }

    @Nullable Member member(@Nullable Candidate candidate) {
        return candidate == null ? null : byCandidate.get(candidate);
    }
}
