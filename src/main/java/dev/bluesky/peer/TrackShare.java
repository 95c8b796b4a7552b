package dev.bluesky.peer;

import dev.bluesky.media.congestion.Allocator;
import dev.bluesky.media.congestion.Share;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one video track of a viewer has of the budget. */
final class TrackShare {

    /** What a decision has come to. */
    enum Change {
        NONE,
        LOWERED,
        RAISED,
        STARVED,
        FED
    }

    private final ViewerTrack track;
    private final Allocator allocator;
    private final SmoothBitrates bitrates = new SmoothBitrates();
    private Share share;
    private Optional<PublishedTrack> followed = Optional.empty();
    private List<Rendition> usable = List.of();
    private List<Rendition> wanted = List.of();
    private @Nullable Rendition granted;

    TrackShare(ViewerTrack track, Allocator allocator) {
        this.track = track;
        this.allocator = allocator;
        share = allocator.open();
    }

    ViewerTrack track() {
        return track;
    }

    /** Says what the track wants now. */
    void claim() {
        if (!track.followed().equals(followed)) {
            followed = track.followed();
            allocator.close(share);
            share = allocator.open();
        }
        usable = track.isHeld(Hold.UNWANTED) ? List.of() : track.renditions();
        wanted = settled(usable);
        share.want(track.isForemost(), bitrates.of(wanted), present());
    }

    /** Nobody knows what the others take; the least will do until then. */
    private static List<Rendition> settled(List<Rendition> renditions) {
        if (renditions.size() <= 1) {
            return renditions;
        }
        List<Rendition> settled = renditions.stream().filter(Rendition::isSettled).toList();
        return settled.isEmpty()
                ? renditions.stream().min(RenditionChoice.BY_QUALITY).stream().toList()
                : settled;
    }

    /** What the largest takes that is wanted, as of the last {@link #claim}. */
    long wantedBps() {
        long most = 0;
        for (Rendition one : usable) {
            most = Math.max(most, one.bitrateBps());
        }
        return most;
    }

    private int present() {
        Rendition before = granted;
        if (before == null) {
            return Share.NOTHING;
        }
        int noMore = Share.NOTHING;
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).isSame(before)) {
                return i;
            }
            noMore = wanted.get(i).bitrateBps() <= before.bitrateBps() ? i : noMore;
        }
        return noMore;
    }

    /** Does what was decided. */
    Change apply(long nowNs) {
        if (wanted.isEmpty()) {
            return Change.NONE;
        }
        Rendition before = granted;
        boolean starved = track.isHeld(Hold.BANDWIDTH);
        if (share.granted() == Share.NOTHING) {
            granted = null;
            track.hold(Hold.BANDWIDTH, true, nowNs);
            return starved ? Change.NONE : Change.STARVED;
        }
        Rendition now = wanted.get(share.granted());
        granted = now;
        if (before == null || starved || !now.isSame(before)) {
            track.allow(now, nowNs);
        }
        return starved ? Change.FED : change(before, now);
    }

    private static Change change(@Nullable Rendition before, Rendition now) {
        if (before == null || before.isSame(now)) {
            return Change.NONE;
        }
        return now.bitrateBps() < before.bitrateBps() ? Change.LOWERED : Change.RAISED;
    }

    /** The track is gone, or has no limit any more. */
    void close() {
        allocator.close(share);
    }
}
