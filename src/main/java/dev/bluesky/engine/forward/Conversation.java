package dev.bluesky.engine.forward;

import dev.bluesky.media.select.LoudnessRanking;
import dev.bluesky.media.select.SpeakerDetector;
import dev.bluesky.sfu.MediaRoomListener;
import dev.bluesky.sfu.UserId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Who publishes in a room, who of them speaks, and the viewers who have slots for them. Belongs to
 * the room's loop, which ticks it.
 */
final class Conversation implements Ticking {
    private final EngineContext engine;
    private final MediaRoomListener listener;
    private final Announcements announcements;
    private final SpeakerDetector speakers = new SpeakerDetector();
    private final LoudnessRanking loudness = new LoudnessRanking();
    private final Map<UserId, Publication> publications = new LinkedHashMap<>();
    private final Set<ViewerSlots> viewers = new LinkedHashSet<>();
    private Cast cast = Cast.NOBODY;
    private boolean changed;
    private boolean ticking;
    private long tickedNs;
    private Optional<UserId> announcedSpeaker = Optional.empty();
    private boolean announcingSpeaker;

    Conversation(EngineContext engine, MediaRoomListener listener) {
        this.engine = engine;
        this.listener = listener;
        announcements = new Announcements(engine.workers());
    }

    /** Something of that user's has media now, another source, or none any more. */
    void changed(Publication publication, long nowNs) {
        UserId user = publication.user();
        boolean before = publications.containsKey(user);
        boolean now = !publication.live().isEmpty();
        if (now && !before) {
            publications.put(user, publication);
            speakers.add(user.value());
            speakers.mute(user.value(), neverSpeaks(publication));
        } else if (!now && before) {
            publications.remove(user);
            speakers.remove(user.value());
        }
        cast = Cast.of(publications.values());
        changed = true;
        viewers.forEach(viewer -> viewer.sourceChanged(user, nowNs));
        tickIfNeeded(nowNs);
    }

    /** A publisher's microphone is muted, or is not. */
    void mute(Publication publication, boolean now) {
        publication.mute(now);
        speakers.mute(publication.user().value(), neverSpeaks(publication));
    }

    /** What plays on somebody's screen is heard, and is nobody who speaks. */
    private static boolean neverSpeaks(Publication publication) {
        return publication.isMuted() || publication.user().isScreen();
    }

    /** Somebody has slots; again after each change. */
    void watches(ViewerSlots viewer, long nowNs) {
        viewers.add(viewer);
        tickIfNeeded(nowNs);
    }

    void leaves(ViewerSlots viewer, long nowNs) {
        viewers.remove(viewer);
        tickIfNeeded(nowNs);
    }

    private void tickIfNeeded(long nowNs) {
        boolean needed = !publications.isEmpty() || !viewers.isEmpty() || changed;
        if (needed && !ticking) {
            tickedNs = nowNs;
            engine.demultiplexer().tick(this);
        } else if (!needed && ticking) {
            engine.demultiplexer().ignore(this);
        }
        ticking = needed;
    }

    @Override
    public void tick(long nowNs) {
        int steps = (int) Math.min(Integer.MAX_VALUE, (nowNs - tickedNs) / SpeakerDetector.STEP_NS);
        if (steps <= 0) {
            return;
        }
        tickedNs += steps * SpeakerDetector.STEP_NS;
        listen(steps, nowNs);
        boolean turned = speakers.decide();
        if (turned) {
            announceSpeaker();
        }
        boolean all = turned || changed;
        changed = false;
        viewers.forEach(viewer -> viewer.update(all));
        tickIfNeeded(nowNs);
    }

    /** A publisher's first audio track is its voice. */
    private void listen(int steps, long nowNs) {
        loudness.keep(cast.audio());
        Set<UserId> heard = new LinkedHashSet<>();
        for (Cast.Member member : cast.members()) {
            if (member.isVideo()) {
                continue;
            }
            Publication publication = publications.get(member.user());
            boolean muted = publication != null && publication.isMuted();
            int level = member.track().level(nowNs);
            loudness.heard(member.candidate(), level, muted && !heard.contains(member.user()));
            if (heard.add(member.user())) {
                speakers.heard(member.candidate().publisher(), level, steps, nowNs);
            }
        }
    }

    private void announceSpeaker() {
        Optional<UserId> now = speaker();
        if (announcingSpeaker || now.equals(announcedSpeaker)) {
            return;
        }
        announcingSpeaker = true;
        announcedSpeaker = now;
        announce(() -> listener.speakerChanged(now), toldNs -> speakerAnnounced());
    }

    private void speakerAnnounced() {
        announcingSpeaker = false;
        announceSpeaker();
    }

    /** Tells, and then goes on with the loop. */
    void announce(Runnable what, LongConsumer next) {
        announcements.announce(
                () -> {
                    try {
                        what.run();
                    } finally {
                        engine.loop().execute(next::accept);
                    }
                });
    }

    /** What there is to show. */
    Cast cast() {
        return cast;
    }

    /** Everybody who publishes, the latest speakers first. */
    List<String> latestSpeakers() {
        return speakers.latest();
    }

    /** Who spoke last. */
    Optional<UserId> speaker() {
        return speakers.active().map(UserId::new);
    }

    boolean isSpeaking(String publisher) {
        return speakers.isSpeaking(publisher);
    }

    LoudnessRanking loudness() {
        return loudness;
    }
}
