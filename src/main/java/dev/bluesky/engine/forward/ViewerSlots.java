package dev.bluesky.engine.forward;

import dev.bluesky.media.select.Candidate;
import dev.bluesky.media.select.SlotPlan;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.SlotContent;
import dev.bluesky.sfu.SlotsListener;
import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one viewer, and who is in them. A change is announced before it comes true: see
 * {@code src/site/markdown/slots.md}. Belongs to the loop.
 */
final class ViewerSlots {
    private final Conversation conversation;
    private final UserId viewer;
    private final SlotsListener listener;
    private List<ViewerSlot> all = List.of();
    private List<ViewerSlot> audio = List.of();
    private List<ViewerSlot> video = List.of();
    private View view = View.DEFAULT;
    private Set<Candidate> heard = Set.of();
    private boolean open;
    private boolean unheardOf;
    private boolean announcing;

    /**
     * @param viewer who watches, and never sees itself
     */
    ViewerSlots(Conversation conversation, UserId viewer, SlotsListener listener) {
        this.conversation = conversation;
        this.viewer = viewer;
        this.listener = listener;
    }

    /** There is a slot for each of these tracks; those that were there go on. */
    void take(List<ViewerTrack> tracks, long nowNs) {
        List<ViewerSlot> before = all;
        all = tracks.stream().map(track -> slot(track, before)).toList();
        audio = all.stream().filter(slot -> !slot.isVideo()).toList();
        video = all.stream().filter(ViewerSlot::isVideo).toList();
        unheardOf = true;
        view(view, nowNs);
    }

    private ViewerSlot slot(ViewerTrack track, List<ViewerSlot> before) {
        return before.stream()
                .filter(slot -> slot.track() == track)
                .findFirst()
                .orElseGet(() -> new ViewerSlot(track, conversation));
    }

    /** The viewer can be sent media from now on. */
    void open() {
        open = true;
        bind();
    }

    /** It cannot any more. */
    void close() {
        open = false;
    }

    /** What the viewer wants from now on. */
    void view(View wish, long nowNs) {
        view = wish;
        all.forEach(slot -> slot.wish(wish.slot(slot.mid()), nowNs));
        bind();
    }

    /** Whoever is in a slot is fed from what that publisher has now. */
    void sourceChanged(UserId publisher, long nowNs) {
        for (ViewerSlot slot : all) {
            if (slot.isOf(publisher.value())) {
                slot.feed(nowNs);
            }
        }
    }

    /**
     * The room has gone on for a moment.
     *
     * @param changed whether publishers came, went, or speak in another order
     */
    void update(boolean changed) {
        if (changed) {
            bind();
            return;
        }
        boolean overtaken =
                open
                        && conversation
                                .loudness()
                                .isOvertaken(conversation.cast().audio(), heard, viewer.value());
        if (overtaken) {
            bindAudio();
        }
        announce();
    }

    private void bind() {
        if (open) {
            bindVideo();
            bindAudio();
            announce();
        }
    }

    private void bindVideo() {
        Map<String, List<Candidate>> tracks = conversation.cast().video();
        Set<String> order = new LinkedHashSet<>();
        view.pinned().forEach(pinned -> order.add(pinned.value()));
        int pinned = order.size();
        order.addAll(conversation.latestSpeakers());
        order.remove(viewer.value());
        List<Candidate> ranked = new ArrayList<>();
        int urgent = 0;
        int place = 0;
        for (String publisher : order) {
            ranked.addAll(tracks.getOrDefault(publisher, List.of()));
            boolean wanted = place++ < pinned || conversation.isSpeaking(publisher);
            urgent = wanted ? ranked.size() : urgent;
        }
        show(video, SlotPlan.of(video, ranked, urgent, shown(audio)));
        preferWhoIsPinnedOrSpeaks();
    }

    /** Where the viewer's network does not carry all. */
    private void preferWhoIsPinnedOrSpeaks() {
        for (ViewerSlot slot : video) {
            boolean pinned = view.pinned().stream().anyMatch(user -> slot.isOf(user.value()));
            boolean speaks =
                    conversation.speaker().stream().anyMatch(user -> slot.isOf(user.value()));
            slot.track().prefer(pinned || speaks);
        }
    }

    private void bindAudio() {
        List<Candidate> tracks =
                conversation.cast().audio().stream()
                        .filter(track -> !track.publisher().equals(viewer.value()))
                        .toList();
        List<Candidate> ranked = conversation.loudness().rank(tracks, heard);
        long audible = ranked.stream().filter(conversation.loudness()::isAudible).count();
        show(audio, SlotPlan.of(audio, ranked, (int) audible, shown(video)));
        Set<Candidate> now = new HashSet<>();
        for (ViewerSlot slot : audio) {
            Candidate candidate = slot.shown();
            if (candidate != null && !slot.isPaused()) {
                now.add(candidate);
            }
        }
        heard = now;
    }

    private static List<@Nullable Candidate> shown(List<ViewerSlot> slots) {
        List<@Nullable Candidate> shown = new ArrayList<>();
        slots.forEach(slot -> shown.add(slot.shown()));
        return shown;
    }

    private static void show(List<ViewerSlot> slots, List<@Nullable Candidate> plan) {
        for (int i = 0; i < plan.size(); i++) {
            slots.get(i).show(plan.get(i));
        }
    }

    /** What changes until this was heard is announced as one, after it. */
    private void announce() {
        boolean news = unheardOf || all.stream().anyMatch(ViewerSlot::hasNews);
        if (!open || announcing || !news) {
            return;
        }
        announcing = true;
        unheardOf = false;
        List<SlotContent> contents = all.stream().map(ViewerSlot::tell).toList();
        Map<ViewerSlot, Candidate> shown = new HashMap<>();
        for (ViewerSlot slot : all) {
            Candidate candidate = slot.shown();
            if (candidate != null) {
                shown.put(slot, candidate);
            }
        }
        conversation.announce(
                () -> listener.slotsChanged(contents), nowNs -> announced(shown, nowNs));
    }

    private void announced(Map<ViewerSlot, Candidate> shown, long nowNs) {
        announcing = false;
        if (open) {
            all.forEach(slot -> slot.announced(shown.get(slot), nowNs));
            announce();
        }
    }
}
