package dev.bluesky.it.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import dev.bluesky.srtp.SrtpDrop;
import dev.bluesky.srtp.SrtpProfile;
import dev.bluesky.wire.rtp.RtpView;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The raw peer against the shipped WAR and libwebrtc: what the other tests that use it build on.
 */
class RawPeerIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Picture PICTURE = new Picture(320, 180, 15, Tint.BLUE, 0);
    private static final int TONE = 440;
    private static final String AUDIO = "0";
    private static final String VIDEO = "1";

    private static BlueSkyProcess server;

    private final RawLoop loop = new RawLoop("raw");
    private BlueSkyClient client;
    private String room;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("native-ports", "23600-23699"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void openRoom() {
        client = new BlueSkyClient(server.uri());
        room = client.createRoom("alice");
    }

    @AfterEach
    void closeRoom() {
        client.closeRoom(room, "alice");
        loop.close();
    }

    @Test
    void whatARawViewerReceivesARawPublisherCanPublishForABrowsersLibrary() {
        RawPeer repeater = new RawPeer(loop, RawOffer.publishing(RawIdentity.random()));
        repeater.publish(client, room, "repeater");
        repeater.awaitConnected(LIMIT);
        RawPeer viewer = viewer(new Repeating(repeater));
        try (PublishingPeer alice = new PublishingPeer(PICTURE, TONE).withVideoCodec("VP8");
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            viewer.receive(client, room, "viewer", "alice");
            client.receive(room, "bob", "repeater", bob);

            Eventually.within(LIMIT, bob::picture, () -> bob.picture().frames() > 20);
            eventually(viewer, reception -> isWhole(reception, RawCodec.VP8));
            eventually(viewer, reception -> isWhole(reception, RawCodec.OPUS));
            Eventually.within(LIMIT, repeater::toString, () -> isReported(repeater, VIDEO));
            Eventually.within(LIMIT, repeater::toString, () -> isReported(repeater, AUDIO));
        }
    }

    @ParameterizedTest
    @EnumSource
    void mediaIsDecryptedWithEachProfile(SrtpProfile profile) {
        RawPeer viewer =
                new RawPeer(
                        loop,
                        RawOffer.receiving(RawIdentity.random()),
                        RawOptions.DEFAULT.withProfiles(profile),
                        RawListener.NONE);
        try (PublishingPeer alice = new PublishingPeer(PICTURE, TONE).withVideoCodec("VP8")) {
            client.publish(room, "alice", alice);
            viewer.receive(client, room, "viewer", "alice");

            assertThat(viewer.awaitConnected(LIMIT)).isEqualTo(profile);
            eventually(viewer, reception -> has(reception, RawCodec.OPUS));
            assertThat(loop.ask(() -> viewer.reception().drops(SrtpDrop.BAD_TAG))).isZero();
        }
    }

    private RawPeer viewer(RawListener listener) {
        return new RawPeer(
                loop, RawOffer.receiving(RawIdentity.random()), RawOptions.DEFAULT, listener);
    }

    private void eventually(RawPeer peer, Predicate<Reception> condition) {
        Eventually.within(
                LIMIT, peer::toString, () -> loop.ask(() -> condition.test(peer.reception())));
    }

    private static boolean has(Reception reception, RawCodec codec) {
        return reception.ofPayloadType(codec.payloadType()).isPresent();
    }

    /** On loopback nothing is lost, and the server reports about what it sends. */
    private static boolean isWhole(Reception reception, RawCodec codec) {
        return reception
                .ofPayloadType(codec.payloadType())
                .filter(stream -> stream.packets() > 50 && stream.senderReports() > 0)
                .filter(stream -> stream.lost() == 0 && stream.duplicates() == 0)
                .isPresent();
    }

    /** Whether the server says that what we send arrives. */
    private boolean isReported(RawPeer publisher, String mid) {
        int ssrc = publisher.sender(mid).ssrc();
        return loop.ask(
                () ->
                        publisher.feedback().transportReceived() > 0
                                && publisher
                                        .feedback()
                                        .latestReport(ssrc)
                                        .filter(block -> block.lastSenderReport() != 0)
                                        .filter(block -> block.cumulativeLost() == 0)
                                        .isPresent());
    }

    /** Publishes what it hears. */
    private static final class Repeating implements RawListener {
        private final MediaSender audio;
        private final MediaSender video;

        Repeating(RawPeer publisher) {
            audio = publisher.sender(AUDIO);
            video = publisher.sender(VIDEO);
        }

        @Override
        public void rtp(RtpView packet, Arrived how, long nowNs) {
            boolean isAudio = packet.payloadType() == RawCodec.OPUS.payloadType();
            if (how.isNew() && packet.payloadLength() > 0) {
                int from = packet.payloadOffset();
                byte[] payload =
                        Arrays.copyOfRange(packet.buffer(), from, from + packet.payloadLength());
                (isAudio ? audio : video)
                        .send(packet.timestamp(), packet.marker(), payload, 0, payload.length);
            }
        }
    }
}
