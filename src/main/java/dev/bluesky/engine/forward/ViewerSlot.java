package dev.bluesky.engine.forward;

import dev.bluesky.media.select.Candidate;
import dev.bluesky.media.select.Slot;
import dev.bluesky.peer.Hold;
import dev.bluesky.peer.PublishedTrack;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.SlotContent;
import dev.bluesky.sfu.SlotState;
import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View.SlotWish;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A slot of a viewer. Who is in it is announced first, and let through after that. Belongs to the
 * loop.
 */
final class ViewerSlot implements Slot {
    private final ViewerTrack track;
    private final Conversation conversation;
    private final Set<Candidate> refused = new HashSet<>();
    private SlotWish wish = SlotWish.DEFAULT;
    private @Nullable Candidate shown;
    private @Nullable Candidate announced;
    private @Nullable Candidate told;
    private @Nullable SlotState toldState;
    private @Nullable PublishedTrack fedBy;

    ViewerSlot(ViewerTrack track, Conversation conversation) {
        this.track = track;
        this.conversation = conversation;
    }

    ViewerTrack track() {
        return track;
    }

    String mid() {
        return track.section().mid();
    }

    boolean isVideo() {
        return track.section().isVideo();
    }

    @Override
    public @Nullable Candidate shown() {
        return shown;
    }

    /** Whether somebody of that name is in it. */
    boolean isOf(String publisher) {
        return shown != null && shown.publisher().equals(publisher);
    }

    @Override
    public boolean isPaused() {
        return wish.paused();
    }

    /** Counts whoever is refused for the first time. */
    @Override
    public boolean accepts(Candidate candidate) {
        Cast.Member member = conversation.cast().member(candidate);
        boolean accepted = member != null && track.canDecode(member.track());
        if (accepted) {
            refused.remove(candidate);
        } else if (member != null && refused.add(candidate)) {
            track.refuse();
        }
        return accepted;
    }

    /** Who is in it from now on. Who was in it goes on until the new one is let through. */
    void show(@Nullable Candidate candidate) {
        shown = candidate;
        refused.retainAll(conversation.cast().byCandidate().keySet());
        if (candidate == null) {
            stop();
        }
    }

    /** What the viewer wants of it from now on. */
    void wish(SlotWish now, long nowNs) {
        wish = now;
        track.want(now.height().orElse(Integer.MAX_VALUE), nowNs);
        if (now.paused()) {
            stop();
        } else {
            feed(nowNs);
        }
    }

    private void stop() {
        if (fedBy != null) {
            fedBy = null;
            track.leave();
        }
    }

    /** It was heard who was in it then; nobody, perhaps. */
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
        if (member == null) {
            return;
        }
        if (fedBy != member.track() && member.track().renditions().isEmpty()) {
            stop(); // else the one before would be seen in its place, for as long as nothing comes
        }
        fedBy = member.track();
        track.follow(member.track(), nowNs);
    }

    /** Whether something of it is other than was last told. */
    boolean hasNews() {
        return !Objects.equals(shown, told) || state() != toldState;
    }

    /** What there is to tell. */
    SlotContent tell() {
        told = shown;
        toldState = state();
        return new SlotContent(
                mid(),
                track.section().kind(),
                Optional.ofNullable(shown)
                        .map(s -> new SlotContent.Source(new UserId(s.publisher()), s.track())),
                toldState);
    }

    private SlotState state() {
        if (isPaused()) {
            return SlotState.PAUSED;
        }
        boolean starved = shown != null && track.isHeld(Hold.BANDWIDTH);
        return starved ? SlotState.BANDWIDTH : SlotState.LIVE;
    }
}
