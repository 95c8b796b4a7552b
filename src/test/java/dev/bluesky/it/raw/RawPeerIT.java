package dev.bluesky.it.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.config.EngineName;
import dev.bluesky.it.BlueSkyProcess;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Eventually;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.peer.ReceivingPeer;
import dev.bluesky.srtp.SrtpDrop;
import dev.bluesky.srtp.SrtpProfile;
import jakarta.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The raw peer against the shipped WAR and libwebrtc: what the other tests that use it build on.
 */
class RawPeerIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Picture PICTURE = new Picture(320, 180, 15, Tint.BLUE, 0);
    private static final int TONE = 440;

    private static BlueSkyProcess server;

    private final RawLoop loop = new RawLoop("raw");
    private BlueSkyClient client;

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of("native-ports", "23600-23699", "udp-port", "0"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void connect() {
        client = new BlueSkyClient(server.uri());
    }

    private String openRoom(EngineName engine) {
        return client.createRoom(
                Json.createObjectBuilder()
                        .add("user_id", "alice")
                        .add("engine", engine.label())
                        .build());
    }

    @AfterEach
    void disconnect() {
        loop.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatARawViewerReceivesARawPublisherCanPublishForABrowsersLibrary(EngineName engine) {
        String room = openRoom(engine);
        try (PublishingPeer alice = new PublishingPeer(PICTURE, TONE).withVideoCodec("VP8");
                Repeater repeater = new Repeater(loop);
                ReceivingPeer bob = new ReceivingPeer()) {
            client.publish(room, "alice", alice);
            repeater.repeat(client, room, "repeater", "alice", LIMIT);
            client.receive(room, "bob", "repeater", bob);

            Eventually.within(LIMIT, bob::picture, () -> bob.picture().frames() > 20);
            eventually(repeater.viewer(), reception -> isWhole(reception, RawCodec.VP8));
            eventually(repeater.viewer(), reception -> isWhole(reception, RawCodec.OPUS));
            eventuallyReported(repeater.publisher(), Repeater.VIDEO);
            eventuallyReported(repeater.publisher(), Repeater.AUDIO);
        }
    }

    /** Else it would go on for longer than anybody waits here. */
    @Test
    void aServerWarmsUpUntilSomebodyComes() throws IOException {
        try (BlueSkyProcess warming = BlueSkyProcess.start(Map.of("warm-up", "5m"));
                RawPeer publisher =
                        peer(RawOffer.publishing(RawIdentity.random()), RawOptions.DEFAULT)) {
            client = new BlueSkyClient(warming.uri());
            publisher.publish(client, openRoom(EngineName.FORWARD), "alice");
            publisher.awaitConnected(LIMIT);
            warming.awaitWarm();
            assertThat(warming.output()).noneMatch(line -> line.contains("WARNING"));
        }
    }

    @ParameterizedTest
    @MethodSource
    void mediaIsDecryptedWithEachProfile(EngineName engine, SrtpProfile profile) {
        String room = openRoom(engine);
        RawPeer viewer =
                peer(
                        RawOffer.receiving(RawIdentity.random()),
                        RawOptions.DEFAULT.withProfiles(profile));
        try (PublishingPeer alice = new PublishingPeer(PICTURE, TONE).withVideoCodec("VP8")) {
            client.publish(room, "alice", alice);
            viewer.receive(client, room, "viewer", "alice");

            assertThat(viewer.awaitConnected(LIMIT)).isEqualTo(profile);
            eventually(viewer, reception -> has(reception, RawCodec.OPUS));
            assertThat(loop.ask(() -> viewer.reception().drops(SrtpDrop.BAD_TAG))).isZero();
        }
    }

    @Test
    void mediaPassesOverTcpInBothDirections() {
        String room = openRoom(EngineName.FORWARD);
        try (RawPeer publisher = peer(RawOffer.publishing(RawIdentity.random()), RawOptions.TCP);
                RawPeer viewer = peer(RawOffer.receiving(RawIdentity.random()), RawOptions.TCP)) {
            publisher.publish(client, room, "alice");
            viewer.receive(client, room, "viewer", "alice");
            publisher.awaitConnected(LIMIT);
            viewer.awaitConnected(LIMIT);
            MediaSender audio = publisher.sender(Repeater.AUDIO);
            byte[] payload = new byte[80];

            // More than one: who is connected may be so before the server has both keys.
            Eventually.within(
                    LIMIT,
                    viewer::toString,
                    () ->
                            loop.ask(
                                    () -> {
                                        audio.send(0, true, payload, 0, payload.length);
                                        return has(viewer.reception(), RawCodec.OPUS);
                                    }));
        }
    }

    private RawPeer peer(RawOffer offer, RawOptions options) {
        return new RawPeer(loop, offer, options, RawListener.NONE);
    }

    static Stream<Arguments> mediaIsDecryptedWithEachProfile() {
        return Stream.of(EngineName.values())
                .flatMap(
                        engine ->
                                Stream.of(SrtpProfile.values())
                                        .map(profile -> Arguments.of(engine, profile)));
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

    /** The server says that what we send arrives, and how long that takes. */
    private void eventuallyReported(RawPeer publisher, String mid) {
        int ssrc = publisher.sender(mid).ssrc();
        Eventually.within(
                LIMIT,
                publisher::toString,
                () ->
                        loop.ask(
                                () ->
                                        publisher
                                                .feedback()
                                                .latestReport(ssrc)
                                                .filter(block -> block.lastSenderReport() != 0)
                                                .filter(block -> block.cumulativeLost() == 0)
                                                .isPresent()));
        assertThat(loop.ask(() -> publisher.feedback().transportReceived())).isPositive();
    }
}
