package dev.bluesky.engine.forward;

import dev.bluesky.media.select.Candidate;
import dev.bluesky.media.select.SlotPlan;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.negotiate.SentTrack;
import dev.bluesky.peer.MediaSide;
import dev.bluesky.peer.PeerTransport;
import dev.bluesky.peer.Viewer;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.SlotContent;
import dev.bluesky.sfu.SlotsListener;
import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The peer receives the whole room: each of its sections is a slot, in which publishers come and
 * go. Slots with the same index among those of their kind share a stream and play in step.
 */
final class SlotsRole implements Role {

    /** Each takes memory for what may be sent again. */
    private static final int SLOTS_MAX = 128;

    private final EngineContext engine;
    private final Conversation conversation;
    private final UserId user;
    private final SlotsListener listener;
    private @Nullable Viewer viewer;
    private List<ViewerSlot> audio = List.of();
    private List<ViewerSlot> video = List.of();
    private Map<String, String> streamIds = Map.of();
    private View view = View.DEFAULT;
    private List<SlotContent> told = List.of();
    private boolean connected;
    private boolean announcing;
    private boolean over;

    /**
     * @param user who watches, and never sees itself
     */
    SlotsRole(
            EngineContext engine, Conversation conversation, UserId user, SlotsListener listener) {
        this.engine = engine;
        this.conversation = conversation;
        this.user = user;
        this.listener = listener;
    }

    @Override
    public boolean publishes() {
        return false;
    }

    /** Slots wait for somebody whom they can decode. */
    @Override
    public void check(NegotiatedMedia offered) {
        long slots = offered.sections().stream().filter(NegotiatedSection::flows).count();
        if (slots > SLOTS_MAX) {
            throw new SfuException(
                    Refusal.UNSERVABLE,
                    "The offer has %d slots; at most %d are served.".formatted(slots, SLOTS_MAX));
        }
    }

    @Override
    public MediaSide open(PeerTransport transport, Proposal proposal, long nowNs) {
        nameStreams(proposal.media());
        Viewer opened =
                new Viewer(
                        transport,
                        proposal.media(),
                        engine.media(),
                        this::streamId,
                        engine.random(),
                        nowNs);
        viewer = opened;
        takeSlots(opened, nowNs);
        return opened;
    }

    /** By their place among those of their kind, whether media flows or not. */
    private void nameStreams(NegotiatedMedia media) {
        Map<String, Integer> ofKind = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (NegotiatedSection section : media.sections()) {
            int index = ofKind.merge(section.kind(), 1, Integer::sum) - 1;
            names.put(section.mid(), "slot-" + index);
        }
        streamIds = names;
    }

    private String streamId(NegotiatedSection section) {
        return streamIds.getOrDefault(section.mid(), "slot");
    }

    private void takeSlots(Viewer from, long nowNs) {
        List<ViewerSlot> before = slots();
        List<ViewerSlot> all =
                from.tracks().stream().map(track -> slot(track, before, nowNs)).toList();
        audio = all.stream().filter(slot -> !slot.track().section().isVideo()).toList();
        video = all.stream().filter(slot -> slot.track().section().isVideo()).toList();
    }

    private ViewerSlot slot(ViewerTrack track, List<ViewerSlot> before, long nowNs) {
        for (ViewerSlot slot : before) {
            if (slot.track() == track) {
                return slot;
            }
        }
        ViewerSlot slot = new ViewerSlot(track, conversation);
        boolean unused = slot.wish(view.slot(track.section().mid()), nowNs);
        return slot;
    }

    private List<ViewerSlot> slots() {
        List<ViewerSlot> all = new ArrayList<>(audio);
        all.addAll(video);
        return all;
    }

    @Override
    public void connected(long nowNs) {
        connected = true;
        conversation.watches(this, nowNs);
        bind();
    }

    @Override
    public void negotiated(NegotiatedMedia again, long nowNs) {
        if (viewer != null) {
            nameStreams(again);
            viewer.negotiated(again, nowNs);
            takeSlots(viewer, nowNs);
            slots().forEach(slot -> slot.feed(nowNs));
            bind();
        }
    }

    @Override
    public void view(View wish, long nowNs) {
        view = wish;
        for (ViewerSlot slot : slots()) {
            boolean unused = slot.wish(wish.slot(slot.track().section().mid()), nowNs);
        }
        bind();
    }

    /** Whoever is in a slot is fed from what that publisher has now. */
    void sourceChanged(UserId publisher, long nowNs) {
        for (ViewerSlot slot : slots()) {
            Candidate shown = slot.shown();
            if (shown != null && shown.publisher().equals(publisher.value())) {
                slot.feed(nowNs);
            }
        }
    }

    /**
     * The room has gone on for a moment.
     *
     * @param all whether publishers came, went, or speak in another order
     */
    void update(boolean all, long nowNs) {
        if (all) {
            bind();
            return;
        }
        if (conversation.cast().audio().size() > audio.size()) {
            bindAudio();
        }
        announce();
    }

    private void bind() {
        if (!connected) {
            return;
        }
        bindVideo();
        bindAudio();
        announce();
    }

    private void bindVideo() {
        List<Candidate> ranked = new ArrayList<>();
        Set<String> order = new LinkedHashSet<>();
        view.pinned().forEach(pinned -> order.add(pinned.value()));
        int pinned = order.size();
        order.addAll(conversation.latestSpeakers());
        int urgent = 0;
        int place = 0;
        for (String publisher : order) {
            boolean wanted = place++ < pinned || conversation.isSpeaking(publisher);
            List<Candidate> tracks = others(conversation.cast().video(), publisher);
            urgent = wanted && urgent == ranked.size() ? urgent + tracks.size() : urgent;
            ranked.addAll(tracks);
        }
        show(video, SlotPlan.of(video, ranked, urgent, shown(audio)));
    }

    /** Those of a publisher who is not the viewer itself. */
    private List<Candidate> others(List<Candidate> all, String publisher) {
        return publisher.equals(user.value())
                ? List.of()
                : all.stream().filter(track -> track.publisher().equals(publisher)).toList();
    }

    private void bindAudio() {
        List<Candidate> tracks =
                conversation.cast().audio().stream()
                        .filter(track -> !track.publisher().equals(user.value()))
                        .toList();
        Set<Candidate> present = new HashSet<>();
        for (Candidate shown : shown(audio)) {
            if (shown != null) {
                present.add(shown);
            }
        }
        List<Candidate> ranked = conversation.loudness().rank(tracks, present);
        int audible =
                (int)
                        ranked.stream()
                                .takeWhile(track -> conversation.loudness().isAudible(track))
                                .count();
        show(audio, SlotPlan.of(audio, ranked, audible, shown(video)));
    }

    private static List<@Nullable Candidate> shown(List<ViewerSlot> slots) {
        List<@Nullable Candidate> shown = new ArrayList<>();
        slots.forEach(slot -> shown.add(slot.shown()));
        return shown;
    }

    private static void show(List<ViewerSlot> slots, List<@Nullable Candidate> plan) {
        for (int i = 0; i < plan.size(); i++) {
            boolean unused = slots.get(i).show(plan.get(i));
        }
    }

    /** What changes until this was heard is announced as one, after it. */
    private void announce() {
        List<SlotContent> now = slots().stream().map(ViewerSlot::content).toList();
        if (announcing || over || now.equals(told)) {
            return;
        }
        announcing = true;
        told = now;
        Map<ViewerSlot, Candidate> shown = new LinkedHashMap<>();
        for (ViewerSlot slot : slots()) {
            Candidate candidate = slot.shown();
            if (candidate != null) {
                shown.put(slot, candidate);
            }
        }
        conversation.announce(() -> listener.slotsChanged(now), nowNs -> announced(shown, nowNs));
    }

    private void announced(Map<ViewerSlot, Candidate> shown, long nowNs) {
        announcing = false;
        if (over) {
            return;
        }
        slots().forEach(slot -> slot.announced(shown.get(slot), nowNs));
        announce();
    }

    @Override
    public Map<String, SentTrack> sent() {
        Map<String, SentTrack> sent = new LinkedHashMap<>();
        for (ViewerSlot slot : slots()) {
            ViewerTrack track = slot.track();
            String stream = streamId(track.section());
            sent.put(
                    track.section().mid(),
                    new SentTrack(
                            stream,
                            stream + "-" + track.section().kind(),
                            stream,
                            Integer.toUnsignedLong(track.ssrc()),
                            Integer.toUnsignedLong(track.rtxSsrc())));
        }
        return sent;
    }

    @Override
    public void closing(long nowNs) {
        over = true;
        conversation.leaves(this, nowNs);
    }
}
