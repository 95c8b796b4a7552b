package dev.bluesky.engine.forward;

import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.peer.PublishedTrack;
import dev.bluesky.peer.Publisher;
import dev.bluesky.peer.Viewer;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one user publishes, and who receives it: either may come and go first. The publisher's first
 * audio section feeds each viewer's first audio section, and so on. Belongs to the loop.
 */
final class Publication {
    private final Set<Viewer> viewers = new LinkedHashSet<>();
    private @Nullable Publisher publisher;

    /** From now on it is that publisher's; viewers keep their streams. */
    void publish(Publisher by, long nowNs) {
        publisher = by;
        feed(nowNs);
    }

    /** That publisher has gone. If another has taken over before, nothing changes. */
    void unpublish(Publisher gone) {
        if (publisher == gone) {
            publisher = null;
        }
    }

    void add(Viewer viewer, long nowNs) {
        viewers.add(viewer);
        feed(viewer, nowNs);
    }

    void remove(Viewer viewer) {
        viewers.remove(viewer);
    }

    /** Whoever receives is fed from what the publisher has now. */
    void feed(long nowNs) {
        viewers.forEach(viewer -> feed(viewer, nowNs));
    }

    private void feed(Viewer viewer, long nowNs) {
        Publisher from = publisher;
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
                if (i < sources.size()) {
                    sinks.get(i).follow(sources.get(i), nowNs);
                } else {
                    sinks.get(i).leave();
                }
            }
        }
    }

    private static List<PublishedTrack> sources(Publisher from, String kind) {
        return from.tracks().stream().filter(track -> track.section().kind().equals(kind)).toList();
    }

    /**
     * A viewer who can decode nothing of what is published should hear it now, not wait for it.
     *
     * @throws SfuException UNSERVABLE with both lists
     */
    void requireCommonCodec(NegotiatedMedia wanted) {
        Publisher from = publisher;
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
