package dev.bluesky.it.raw;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.wire.rtp.RtpView;
import java.time.Duration;
import java.util.Arrays;

/** Publishes, packet by packet, what it receives, and passes requests for key frames on. */
final class Repeater implements AutoCloseable {
    static final String AUDIO = "0";
    static final String VIDEO = "1";

    private final RawLoop loop;
    private final RawPeer viewer;
    private final RawPeer publisher;

    Repeater(RawLoop loop) {
        this.loop = loop;
        viewer =
                new RawPeer(
                        loop,
                        RawOffer.receiving(RawIdentity.random()),
                        RawOptions.DEFAULT,
                        new Hearing());
        publisher =
                new RawPeer(
                        loop,
                        RawOffer.publishing(RawIdentity.random()),
                        RawOptions.DEFAULT,
                        new Requests());
    }

    /** Publishes in the room as {@code user} what {@code source} publishes. */
    void repeat(BlueSkyClient client, String room, String user, String source, Duration limit) {
        publisher.publish(client, room, user);
        publisher.awaitConnected(limit);
        viewer.receive(client, room, user, source);
    }

    RawPeer viewer() {
        return viewer;
    }

    RawPeer publisher() {
        return publisher;
    }

    @Override
    public void close() {
        publisher.close();
        viewer.close();
    }

    private final class Hearing implements RawListener {
        @Override
        public void rtp(RtpView packet, Arrived how, long nowNs) {
            boolean isAudio = packet.payloadType() == RawCodec.OPUS.payloadType();
            if (how.isNew() && packet.payloadLength() > 0) {
                int from = packet.payloadOffset();
                byte[] payload =
                        Arrays.copyOfRange(packet.buffer(), from, from + packet.payloadLength());
                publisher
                        .sender(isAudio ? AUDIO : VIDEO)
                        .send(packet.timestamp(), packet.marker(), payload, 0, payload.length);
            }
        }
    }

    private final class Requests implements RawListener {
        @Override
        public void keyFrameWanted(int ssrc, long nowNs) {
            loop.ask(() -> viewer.reception().ofPayloadType(RawCodec.VP8.payloadType()))
                    .ifPresent(stream -> viewer.rtcp().pictureLoss(stream.ssrc()));
        }
    }
}
