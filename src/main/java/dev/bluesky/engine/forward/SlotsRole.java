package dev.bluesky.engine.forward;

import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.NegotiatedSection;
import dev.bluesky.negotiate.SentTrack;
import dev.bluesky.peer.MediaSide;
import dev.bluesky.peer.PeerTransport;
import dev.bluesky.peer.Viewer;
import dev.bluesky.peer.ViewerTrack;
import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.SlotsListener;
import dev.bluesky.sfu.UserId;
import dev.bluesky.sfu.View;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final ViewerSlots slots;
    private @Nullable Viewer viewer;
    private Map<String, String> streamIds = Map.of();

    /**
     * @param user who watches
     */
    SlotsRole(
            EngineContext engine, Conversation conversation, UserId user, SlotsListener listener) {
        this.engine = engine;
        this.conversation = conversation;
        slots = new ViewerSlots(conversation, user, listener);
    }

    @Override
    public boolean publishes() {
        return false;
    }

    /** Slots wait for somebody whom they can decode. */
    @Override
    public void check(NegotiatedMedia offered) {
        long count = offered.sections().stream().filter(NegotiatedSection::flows).count();
        if (count > SLOTS_MAX) {
            throw new SfuException(
                    Refusal.UNSERVABLE,
                    "The offer has %d slots; at most %d are served.".formatted(count, SLOTS_MAX));
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
        slots.take(opened.tracks(), nowNs);
        return opened;
    }

    /** By their place among those of their kind, whether media flows or not. */
    private void nameStreams(NegotiatedMedia media) {
        Map<String, Integer> ofKind = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (NegotiatedSection section : media.sections()) {
            int index = ofKind.merge(section.kind(), 1, Integer::sum) - 1;
            names.put(section.mid(), "slot-" + index);
        }
        streamIds = names;
    }

    private String streamId(NegotiatedSection section) {
        return streamIds.getOrDefault(section.mid(), "slot");
    }

    /** The client has its answer, and has been told of by the room. */
    @Override
    public void connected(long nowNs) {
        conversation.watches(slots, nowNs);
        slots.open();
    }

    @Override
    public void negotiated(NegotiatedMedia again, long nowNs) {
        if (viewer != null) {
            nameStreams(again);
            viewer.negotiated(again, nowNs);
            slots.take(viewer.tracks(), nowNs);
        }
    }

    @Override
    public void view(View wish, long nowNs) {
        slots.view(wish, nowNs);
    }

    @Override
    public Map<String, SentTrack> sent() {
        Map<String, SentTrack> sent = new LinkedHashMap<>();
        if (viewer != null) {
            for (ViewerTrack track : viewer.tracks()) {
                sent.put(track.section().mid(), announced(track));
            }
        }
        return sent;
    }

    private SentTrack announced(ViewerTrack track) {
        String stream = streamId(track.section());
        return new SentTrack(
                stream,
                stream + "-" + track.section().kind(),
                stream,
                Integer.toUnsignedLong(track.ssrc()),
                Integer.toUnsignedLong(track.rtxSsrc()));
    }

    @Override
    public void closing(long nowNs) {
        slots.close();
        conversation.leaves(slots, nowNs);
    }
}
