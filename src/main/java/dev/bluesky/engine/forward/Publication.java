package dev.bluesky.engine.forward;

import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.peer.PublishedTrack;
import dev.bluesky.peer.Publisher;
import dev.bluesky.peer.TrackSource;
import dev.bluesky.peer.Viewer;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one user publishes, and who receives it: either may come and go first. The publisher's first
 * audio section feeds each viewer's first audio section, and so on. Belongs to the loop.
 */
final class Publication {
    private final UserId user;
    private final Conversation conversation;
    private final Map<Viewer, Wishes> viewers = new LinkedHashMap<>();

    /**
     * By mid, what media has come of; a publisher who takes over is expected to send it as well.
     */
    private final Set<String> live = new HashSet<>();

    private final List<Branch> branches = new ArrayList<>();
    private @Nullable TrackSource publisher;
    private boolean muted;
    private Set<String> silenced = Set.of();

    Publication(UserId user, Conversation conversation) {
        this.user = user;
        this.conversation = conversation;
    }

    /** Who publishes. */
    UserId user() {
        return user;
    }

    /** From now on it is that publisher's, here and on other loops. */
    void publish(Publisher by, long nowNs) {
        take(by, nowNs);
        branches.forEach(branch -> branch.publish(by));
    }

    /** From now on it is that one's; viewers keep their streams. */
    void take(TrackSource from, long nowNs) {
        publisher = from;
        feed(nowNs);
        changed(nowNs);
    }

    private void changed(long nowNs) {
        live.retainAll(mids());
        conversation.changed(this, nowNs);
    }

    private Set<String> mids() {
        TrackSource from = publisher;
        return from == null
                ? Set.of()
                : from.tracks().stream()
                        .map(track -> track.section().mid())
                        .collect(Collectors.toSet());
    }

    /** The publisher has offered again. */
    void negotiated(long nowNs) {
        feed(nowNs);
        changed(nowNs);
        branches.forEach(Branch::negotiated);
    }

    /** The first media has come of that track, or media of another stream or codec. */
    void sourceChanged(PublishedTrack track, long nowNs) {
        feed(nowNs);
        live.add(track.section().mid());
        changed(nowNs);
    }

    /**
     * The tracks of which media has come that are to be relayed, in the order of their sections.
     */
    List<PublishedTrack> live() {
        TrackSource from = publisher;
        return from == null
                ? List.of()
                : from.tracks().stream()
                        .filter(track -> live.contains(track.section().mid()))
                        .filter(this::isRelayed)
                        .toList();
    }

    /** Whether the user says that its microphone is muted. */
    boolean isMuted() {
        return muted;
    }

    void mute(boolean now) {
        muted = now;
        branches.forEach(branch -> branch.mute(now));
    }

    private boolean isRelayed(PublishedTrack track) {
        return !silenced.contains(track.section().mid());
    }

    /** From now on these tracks are not relayed, and all others are. */
    void silence(Set<String> mids, long nowNs) {
        if (!mids.equals(silenced)) {
            silenced = Set.copyOf(mids);
            feed(nowNs);
            changed(nowNs);
            branches.forEach(branch -> branch.silence(mids));
        }
    }

    /** That publisher has gone, here and on other loops. */
    void unpublish(Publisher gone, long nowNs) {
        leave(gone, nowNs);
        branches.forEach(branch -> branch.unpublish(gone));
    }

    /** That one has gone. If another has taken over before, nothing changes. */
    void leave(TrackSource gone, long nowNs) {
        if (publisher == gone) {
            publisher = null;
            changed(nowNs);
        }
    }

    /** Viewers on another loop receive it, too. */
    void add(Branch branch) {
        branches.add(branch);
        branch.silence(silenced);
        branch.mute(muted);
        if (publisher instanceof Publisher present) {
            branch.publish(present);
        }
    }

    /** They do not any more. */
    void remove(Branch branch) {
        branches.remove(branch);
        branch.close();
    }

    void add(Viewer viewer, Wishes wishes, long nowNs) {
        viewers.put(viewer, wishes);
        feed(viewer, wishes, nowNs);
    }

    void remove(Viewer viewer) {
        viewers.remove(viewer);
    }

    /** Whoever receives is fed from what the publisher has now. */
    void feed(long nowNs) {
        viewers.forEach((viewer, wishes) -> feed(viewer, wishes, nowNs));
    }

    private void feed(Viewer viewer, Wishes wishes, long nowNs) {
        TrackSource from = publisher;
        if (from == null) {
            return;
        }
        for (String kind : List.of("audio", "video")) {
            List<PublishedTrack> sources = sources(from, kind);
            List<ViewerTrack> sinks =
                    viewer.tracks().stream()
                            .filter(track -> track.section().kind().equals(kind))
                            .toList();
            for (int i = 0; i < sinks.size(); i++) {
                if (i < sources.size() && isRelayed(sources.get(i))) {
                    wishes.feed(sinks.get(i), sources.get(i), nowNs);
                } else {
                    sinks.get(i).leave();
                }
            }
        }
    }

    private static List<PublishedTrack> sources(TrackSource from, String kind) {
        return from.tracks().stream().filter(track -> track.section().kind().equals(kind)).toList();
    }

    /**
     * A viewer who can decode nothing of what is published should hear it now, not wait for it.
     *
     * @throws SfuException UNSERVABLE with both lists
     */
    void requireCommonCodec(NegotiatedMedia wanted) {
        TrackSource from = publisher;
        if (from == null) {
            return;
        }
        for (String kind : List.of("audio", "video")) {
            List<PublishedTrack> sources = sources(from, kind);
            List<NegotiatedSection> sinks =
                    wanted.sections().stream()
                            .filter(section -> section.flows() && section.kind().equals(kind))
                            .toList();
            for (int i = 0; i < Math.min(sources.size(), sinks.size()); i++) {
                requireCommonCodec(sources.get(i), sinks.get(i));
            }
        }
    }

    private static void requireCommonCodec(PublishedTrack source, NegotiatedSection sink) {
        MediaCodec sent = source.presentCodec();
        boolean known =
                sink.codecs().stream()
                        .anyMatch(codec -> codec.bitstream().equals(sent.bitstream()));
        if (!known) {
            throw new SfuException(
                    Refusal.UNSERVABLE,
                    "The publisher sends %s (of its %s codecs %s), which is none of the offer's %s; a room of the native engine would convert."
                            .formatted(
                                    sent.bitstream(),
                                    sink.kind(),
                                    names(source.section()),
                                    names(sink)));
        }
    }

    private static List<String> names(NegotiatedSection section) {
        return section.codecs().stream().map(MediaCodec::bitstream).distinct().toList();
    }
}
