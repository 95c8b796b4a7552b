package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bluesky.dtls.DtlsCertificate;
import dev.bluesky.dtls.DtlsEndpoint;
import dev.bluesky.dtls.DtlsRole;
import dev.bluesky.dtls.DtlsSetup;
import dev.bluesky.ice.IceCredentials;
import dev.bluesky.ice.IceLimits;
import dev.bluesky.negotiate.NegotiatedMedia;
import dev.bluesky.negotiate.OfferText;
import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.stats.PacketStatistics;
import dev.bluesky.stats.TrackStatistics;
import dev.bluesky.wire.rtcp.RtcpWriter;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a publisher and its viewer have counted after some packets, without a network. */
class PeerStatisticsTest {
    private static final DtlsCertificate CERTIFICATE =
            DtlsCertificate.generate(Instant.EPOCH, Duration.ofDays(1));
    private static final int OPUS = 111;
    private static final int VP8 = 96;
    private static final int AUDIO_SSRC = 11;
    private static final int VIDEO_SSRC = 0xDEADBEEF;
    private static final int HEADER_BYTES = 12;
    private static final int PAYLOAD_BYTES = 100;
    private static final int PACKET_BYTES = HEADER_BYTES + PAYLOAD_BYTES;
    private static final boolean KEY = true;
    private static final boolean DELTA = false;
    private static final long NOW_NS = 5_000_000_000L;

    private final MediaContext context = new MediaContext(new NtpClock(0, 0));
    private final PeerTransport publishersTransport = transport();
    private final Publisher publisher =
            new Publisher(
                    publishersTransport,
                    NegotiatedMedia.of(OfferText.publishing().parse(), true),
                    context,
                    8,
                    false,
                    1,
                    (track, nowNs) -> {},
                    0);
    private final PeerTransport viewersTransport = transport();
    private final Viewer viewer =
            new Viewer(
                    viewersTransport,
                    NegotiatedMedia.of(OfferText.receiving().parse(), false),
                    context,
                    section -> "alice",
                    new SplittableRandom(1),
                    0);
    private final byte[] buffer = new byte[2048];

    /** Nobody reaches it: what is sent ends there. */
    private static PeerTransport transport() {
        TransportListener nobody =
                new TransportListener() {
                    @Override
                    public void connected(long nowNs) {}

                    @Override
                    public void ended(String reason) {}
                };
        TransportSetup setup =
                new TransportSetup(
                        IceLimits.DEFAULT,
                        IceCredentials.random(new SecureRandom()),
                        "abcd",
                        DtlsSetup.of(
                                DtlsRole.PASSIVE, CERTIFICATE, List.of(CERTIFICATE.fingerprint())),
                        (dtls, listener) -> new DtlsEndpoint(dtls, Runnable::run, listener),
                        command -> command.run(0),
                        8);
        return new PeerTransport(setup, nobody, 0);
    }

    @Test
    void aTrackHasWhatCameAndWhatIsMissing() {
        video(1, 3000, KEY);
        video(2, 3000, DELTA);
        video(4, 6000, DELTA);

        TrackStatistics video = published("video");
        assertThat(video.mid()).isEqualTo("1");
        assertThat(video.codec()).contains("VP8");
        assertThat(video.ssrc()).hasValue(0xDEADBEEFL);
        assertThat(video.packets()).isEqualTo(new PacketStatistics(3, 3 * PACKET_BYTES, 1, 0));
        assertThat(video.jitterMs()).isPresent();
        assertThat(published("audio").packets()).isEqualTo(new PacketStatistics(0, 0, 0, 0));
        assertThat(published("audio").codec()).isEmpty();
    }

    @Test
    void aKeyFrameOfManyPacketsIsOneAndAudioHasNone() {
        video(1, 3000, KEY);
        video(2, 3000, KEY);
        video(3, 6000, DELTA);
        video(4, 9000, KEY);
        rtp(OPUS, AUDIO_SSRC, 1, 960, KEY);

        assertThat(published("video").keyFrames()).hasValue(2);
        assertThat(published("audio").keyFrames()).isEmpty();
        assertThat(counters(publisher)).containsEntry("audio." + AUDIO_SSRC + ".key-frames", 0L);
    }

    @Test
    void aDropIsItsTracksAndItsPeersAndNobodyElses() {
        video(1, 3000, KEY);
        video(1, 3000, KEY);
        rtp(OPUS, AUDIO_SSRC, 1, 960, KEY);
        rtp(13, AUDIO_SSRC + 1, 1, 0, KEY);

        assertThat(published("video").drops())
                .containsOnly(Map.entry("inbound-drop.duplicate", 1L));
        assertThat(published("audio").drops()).isEmpty();
        assertThat(statistics(publishersTransport, publisher).drops())
                .containsOnly(
                        Map.entry("inbound-drop.duplicate", 1L),
                        Map.entry("inbound-drop.unknown-section", 1L));
    }

    @Test
    void aStreamThatEndsStaysInTheNumbersOfItsTrack() {
        video(1, 3000, KEY);
        video(2, 3000, DELTA);
        publisher.rtcp(
                new byte[] {
                    (byte) 0x81,
                    (byte) 203,
                    0,
                    1,
                    (byte) 0xDE,
                    (byte) 0xAD,
                    (byte) 0xBE,
                    (byte) 0xEF
                },
                0,
                8,
                NOW_NS);

        assertThat(published("video").ssrc()).isEmpty();
        assertThat(published("video").packets().count()).isEqualTo(2);
        assertThat(published("video").keyFrames()).hasValue(1);

        rtp(VP8, VIDEO_SSRC + 1, 1, 3000, KEY);
        assertThat(published("video").packets().count()).isEqualTo(3);
        assertThat(published("video").keyFrames()).hasValue(2);
    }

    @Test
    void aViewersTrackHasWhatWentToItAndWhatDidNot() {
        watch();
        video(2, 6000, DELTA);
        video(3, 9000, KEY);
        video(4, 12000, DELTA);

        TrackStatistics video = viewed("video");
        assertThat(video.codec()).contains("VP8");
        assertThat(video.packets().count()).isEqualTo(2);
        assertThat(video.packets().bytes()).isGreaterThanOrEqualTo(2 * PACKET_BYTES);
        assertThat(video.drops()).containsOnly(Map.entry("send-drop.waiting-for-key-frame", 1L));
        assertThat(viewed("audio").packets().count()).isZero();
        ConnectionStatistics all = statistics(viewersTransport, viewer);
        assertThat(all.drops())
                .containsOnly(
                        Map.entry("send-drop.waiting-for-key-frame", 1L),
                        Map.entry("transport-drop.not-connected", 2L));
        assertThat(all.dropped()).isEqualTo(3);
    }

    @Test
    void aViewersReportTellsLossJitterAndRoundTrip() {
        watch();
        video(2, 3000, KEY);
        assertThat(statistics(viewersTransport, viewer).roundTripMs()).isEmpty();

        int thirtyMs = 30 * 65536 / 1000;
        int sentAt = (int) (context.clock().time(NOW_NS) >>> 16) - thirtyMs;
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 0, 200);
        writer.receiverReport(7);
        writer.reportBlock(viewersSsrc(), 0, 12, 1, 900, sentAt, 0);
        viewer.rtcp(buffer, 0, writer.length(), NOW_NS);

        TrackStatistics video = viewed("video");
        assertThat(video.packets().lost()).isEqualTo(12);
        assertThat(video.jitterMs()).hasValue(10);
        assertThat(video.roundTripMs().orElseThrow()).isCloseTo(30, within(0.1));
        assertThat(statistics(viewersTransport, viewer).roundTripMs())
                .isEqualTo(video.roundTripMs());
    }

    @Test
    void keyFramesAreAskedForByTheViewerAndOnceOfThePublisher() {
        watch();
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 0, 200);
        writer.receiverReport(7);
        writer.pictureLoss(7, viewersSsrc());
        writer.pictureLoss(7, viewersSsrc());
        viewer.rtcp(buffer, 0, writer.length(), NOW_NS);
        publisher.tick(NOW_NS);
        publisher.tick(NOW_NS);

        assertThat(viewed("video").keyFramesRequested()).isEqualTo(2);
        assertThat(published("video").keyFramesRequested()).isEqualTo(1);
    }

    @Test
    void aViewersSectionThatIsGivenUpKeepsItsDropsInThoseOfThePeer() {
        watch();
        video(2, 6000, DELTA);
        viewer.negotiated(
                NegotiatedMedia.of(
                        OfferText.receiving().withLast("a=recvonly", "a=inactive").parse(), false),
                NOW_NS);

        ConnectionStatistics all = statistics(viewersTransport, viewer);
        assertThat(all.tracks()).extracting(TrackStatistics::kind).containsExactly("audio");
        assertThat(all.drops()).containsOnly(Map.entry("send-drop.waiting-for-key-frame", 1L));
    }

    /** The viewer is fed from the publisher's video, which has begun. */
    private void watch() {
        video(1, 3000, DELTA);
        viewer.connected(NOW_NS);
        viewer.tracks().get(1).follow(publisher.tracks().get(1), NOW_NS);
    }

    private int viewersSsrc() {
        return viewer.tracks().get(1).ssrc();
    }

    private void video(int sequenceNumber, int timestamp, boolean key) {
        rtp(VP8, VIDEO_SSRC, sequenceNumber, timestamp, key);
    }

    /** As decrypted: a payload descriptor (RFC 7741 section 4.2) and the first byte of a frame. */
    private void rtp(int payloadType, int ssrc, int sequenceNumber, int timestamp, boolean key) {
        ByteBuffer packet = ByteBuffer.wrap(buffer);
        packet.put((byte) 0x80).put((byte) payloadType).putShort((short) sequenceNumber);
        packet.putInt(timestamp).putInt(ssrc);
        packet.put((byte) 0x10).put((byte) (key ? 0 : 1));
        packet.put(new byte[PAYLOAD_BYTES - 2]);
        publisher.rtp(buffer, 0, PACKET_BYTES, NOW_NS);
        context.turnEnded(NOW_NS);
    }

    private TrackStatistics published(String kind) {
        return of(kind, publisher);
    }

    private TrackStatistics viewed(String kind) {
        return of(kind, viewer);
    }

    private static TrackStatistics of(String kind, MediaSide media) {
        return media.trackStatistics().stream()
                .filter(track -> track.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Long> counters(MediaSide media) {
        return statistics(publishersTransport, media).counters();
    }

    private static ConnectionStatistics statistics(PeerTransport transport, MediaSide media) {
        return new Peer(transport, media).statistics(ConnectionState.CONNECTED, OptionalLong.of(0));
    }
}
