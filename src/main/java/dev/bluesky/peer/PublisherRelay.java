package dev.bluesky.peer;

import dev.bluesky.negotiate.MediaCodec;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.wire.rtcp.SenderReport;
import dev.bluesky.wire.rtp.RtpView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of one publisher's streams to its replica on another loop. */
final class PublisherRelay {

    /** A stream, and how it is named to the relay while it has that codec. */
    private static final class Relaying {
        private final ReplicaStream there;
        private MediaCodec codec;
        private Relayed to;
        private boolean watched;

        Relaying(ReplicaStream there, MediaCodec codec) {
            this.there = there;
            this.codec = codec;
            to = there.as(codec);
        }

        Relayed to(MediaCodec now) {
            if (codec.payloadType() != now.payloadType()) {
                codec = now;
                to = there.as(now);
            }
            return to;
        }
    }

    private final ReplicaPath path;
    private final PublisherReplica replica;
    private final SsrcTable<Relaying> streams = new SsrcTable<>();

    PublisherRelay(ReplicaPath path, PublisherReplica replica) {
        this.path = path;
        this.replica = replica;
    }

    PublisherReplica replica() {
        return replica;
    }

    /** Tells the replica what streams there are. */
    void begin(List<InboundStream.Media> known) {
        replica.knows(known.stream().map(stream -> begin(stream).there).toList());
    }

    private Relaying begin(InboundStream.Media stream) {
        StreamSnapshot now = StreamSnapshot.of(stream, replica.clock());
        Relaying begun = new Relaying(new ReplicaStream(replica, now), stream.codec());
        streams.put(stream.ssrc(), begun);
        return begun;
    }

    /** A packet that was not read yet. */
    void pass(InboundStream.Media stream, RtpView packet) {
        Relaying known = streams.find(stream.ssrc());
        Relaying relaying = known == null ? begin(stream) : known;
        path.packets()
                .relay(
                        path.loop(),
                        relaying.to(stream.codec()),
                        packet.buffer(),
                        packet.offset(),
                        packet.length());
    }

    void report(SenderReport report, long arrivalNtp) {
        Relaying known = streams.find(report.ssrc());
        if (known != null) {
            path.there()
                    .execute(
                            nowNs ->
                                    replica.report(
                                            known.there,
                                            report.ntpTime(),
                                            report.rtpTimestamp(),
                                            arrivalNtp));
        }
    }

    void negotiated(NegotiatedMedia again) {
        path.there().execute(nowNs -> replica.negotiated(again));
    }

    void forget(int ssrc) {
        Relaying known = streams.find(ssrc);
        if (known != null) {
            streams.remove(ssrc);
            path.there().execute(nowNs -> replica.forget(known.there, nowNs));
        }
    }

    void watched(int ssrc, boolean now) {
        Relaying known = streams.find(ssrc);
        if (known != null) {
            known.watched = now;
        }
    }

    /** Whether somebody there is fed from that stream. */
    boolean isWatched(int ssrc) {
        @Nullable Relaying known = streams.find(ssrc);
        return known != null && known.watched;
    }
}
