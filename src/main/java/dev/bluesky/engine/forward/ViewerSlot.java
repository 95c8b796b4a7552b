package dev.bluesky.engine.forward;

import dev.bluesky.media.select.Candidate;
import dev.bluesky.media.select.Slot;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.peer.Hold;
import dev.bluesky.peer.PublishedTrack;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.SlotContent;
import dev.bluesky.sfu.SlotState;
import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View.SlotWish;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slot of a viewer. Who is in it is announced first, and let through after that. Belongs to the
 * loop.
 */
final class ViewerSlot implements Slot {
    private final ViewerTrack track;
    private final Conversation conversation;
    private SlotWish wish = SlotWish.DEFAULT;
    private @Nullable Candidate shown;
    private @Nullable Candidate announced;
    private @Nullable PublishedTrack fedBy;

    ViewerSlot(ViewerTrack track, Conversation conversation) {
        this.track = track;
        this.conversation = conversation;
    }

    ViewerTrack track() {
        return track;
    }

    @Override
    public @Nullable Candidate shown() {
        return shown;
    }

    @Override
    public boolean isPaused() {
        return wish.paused();
    }

    @Override
    public boolean accepts(Candidate candidate) {
        Cast.Member member = conversation.cast().member(candidate);
        if (member == null) {
            return false;
        }
        MediaCodec sent = member.track().presentCodec();
        return track.section().codecs().stream()
                .anyMatch(codec -> codec.bitstream().equals(sent.bitstream()));
    }

    /** Who is in it now, to be announced if it is another one; returns whether. */
    boolean show(@Nullable Candidate candidate) {
        if (java.util.Objects.equals(candidate, shown)) {
            return false;
        }
        shown = candidate;
        if (candidate == null) {
            stop();
        }
        return true;
    }

    /** Returns whether that is to be announced. */
    boolean wish(SlotWish now, long nowNs) {
        boolean other = now.paused() != wish.paused();
        wish = now;
        track.want(now.height().orElse(Integer.MAX_VALUE), nowNs);
        if (now.paused()) {
            stop();
        } else {
            feed(nowNs);
        }
        return other;
    }

    private void stop() {
        if (fedBy != null) {
            fedBy = null;
            track.leave();
        }
    }

    /** Everybody has heard who was in it then. */
    void announced(@Nullable Candidate then, long nowNs) {
        announced = then;
        feed(nowNs);
    }

    /** Lets through who is in it, if that has been announced. */
    void feed(long nowNs) {
        if (shown == null || isPaused() || !shown.equals(announced)) {
            return;
        }
        Cast.Member member = conversation.cast().member(shown);
        if (member != null) {
            fedBy = member.track();
            track.follow(member.track(), nowNs);
        }
    }

    /** What is to be told of it. */
    SlotContent content() {
        return new SlotContent(
                track.section().mid(),
                track.section().kind(),
                Optional.ofNullable(shown)
                        .map(s -> new SlotContent.Source(new UserId(s.publisher()), s.track())),
                state());
    }

    private SlotState state() {
        if (isPaused()) {
            return SlotState.PAUSED;
        }
        boolean starved = shown != null && track.isHeld(Hold.BANDWIDTH);
        return starved ? SlotState.BANDWIDTH : SlotState.LIVE;
    }
}
