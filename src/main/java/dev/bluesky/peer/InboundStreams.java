package dev.bluesky.peer;

import dev.bluesky.media.receive.ReceiveStreams;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.negotiate.HeaderExtension;
import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.wire.rtp.RtpView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one publisher: found by SSRC, admitted to the track of their media section when
 * their first packet comes, as many as a peer may have.
 */
final class InboundStreams {

    /** Takes what is not admitted, to be counted. */
    @FunctionalInterface
    interface Refusals {
        /** Counts one, of that section if it can be told. */
        void count(@Nullable PublishedTrack track, InboundDrop reason);
    }

    private final int most;
    private final SourceDirectory keyFrames;
    private final Refusals refusals;
    private final SsrcTable<InboundStream> streams = new SsrcTable<>();
    private final List<InboundStream.Media> media = new ArrayList<>();
    private final ReceiveStreams reported;
    private final PublisherClock clock = new PublisherClock();
    private final PublishedTracks tracks = new PublishedTracks();
    private final StreamAdmission admission = new StreamAdmission(tracks.all());
    private final Relays relays = new Relays();

    /**
     * @param most how many SSRCs the peer may send with
     * @param keyFrames learns where viewers' wishes for key frames go
     */
    InboundStreams(int most, SourceDirectory keyFrames, Refusals refusals) {
        this.most = most;
        this.keyFrames = keyFrames;
        this.refusals = refusals;
        reported = new ReceiveStreams(most);
    }

    /** An offer, the first one or a further one: sections come, go and change. */
    void negotiated(NegotiatedMedia again) {
        tracks.negotiated(again).forEach(this::end);
        relays.negotiated(again);
    }

    private void end(PublishedTrack track) {
        for (InboundStream stream : List.copyOf(streams.all())) {
            if (stream.track() == track) {
                forget(stream);
            }
        }
        track.close();
    }

    @Nullable InboundStream find(int ssrc) {
        return streams.find(ssrc);
    }

    /** Makes a stream of which this is the first packet; nothing if it is refused. */
    @Nullable InboundStream admit(RtpView packet, long nowNs) {
        PublishedTrack track = admission.trackOf(packet);
        if (track == null) {
            return refused(null, InboundDrop.UNKNOWN_SECTION);
        }
        if (!track.knows(packet.payloadType())) {
            return refused(track, InboundDrop.UNKNOWN_PAYLOAD_TYPE);
        }
        if (!hasRoom(nowNs)) {
            return refused(track, InboundDrop.TOO_MANY_STREAMS);
        }
        MediaCodec codec = track.codec(packet.payloadType());
        InboundStream stream =
                codec == null
                        ? repairOf(track, packet, nowNs)
                        : mediaOf(track, codec, packet, nowNs);
        streams.put(packet.ssrc(), stream);
        return stream;
    }

    private @Nullable InboundStream refused(@Nullable PublishedTrack track, InboundDrop reason) {
        refusals.count(track, reason);
        return null;
    }

    private static InboundStream repairOf(PublishedTrack track, RtpView packet, long nowNs) {
        long ssrc = Integer.toUnsignedLong(packet.ssrc());
        Long original = track.section().groups().originals().get(ssrc);
        String layer = StreamAdmission.layerOf(packet, track, HeaderExtension.REPAIRED_RID);
        return new InboundStream.Repair(track, original, layer, nowNs);
    }

    private InboundStream mediaOf(
            PublishedTrack track, MediaCodec codec, RtpView packet, long nowNs) {
        String layer = StreamAdmission.layerOf(packet, track, HeaderExtension.RID);
        SourceTiming timing = new SourceTiming(codec.clockRate(), clock);
        InboundStream.Media stream =
                new InboundStream.Media(track, packet.ssrc(), layer, codec, timing, nowNs);
        media.add(stream);
        reported.add(stream.receive());
        keyFrames.add(stream);
        track.add(stream);
        return stream;
    }

    /** Streams that are silent make room. */
    private boolean hasRoom(long nowNs) {
        if (streams.size() < most) {
            return true;
        }
        Optional<InboundStream> silent = admission.silent(streams.all(), nowNs);
        silent.ifPresent(this::forget);
        return silent.isPresent();
    }

    /** It has ended; viewers who were fed from it keep their streams. */
    void forget(InboundStream stream) {
        if (stream instanceof InboundStream.Media gone) {
            media.remove(gone);
            reported.remove(gone.ssrc());
            keyFrames.remove(gone);
            relays.forget(gone.ssrc());
            gone.track().remove(gone);
        }
        streams.remove(stream);
    }

    void close() {
        List.copyOf(media).forEach(this::forget);
        tracks.all().forEach(PublishedTrack::close);
    }

    /** The ways to viewers of other loops. */
    Relays relays() {
        return relays;
    }

    /** As it is now, for a replica of the publisher. */
    PublisherClock copyOfClock() {
        return clock.copy();
    }

    /** Those that are no retransmissions; not to be changed. */
    List<InboundStream.Media> media() {
        return media;
    }

    /** The same, for reports about them. */
    ReceiveStreams reported() {
        return reported;
    }

    /** In the order of their sections. */
    List<PublishedTrack> tracks() {
        return tracks.list();
    }
}
