package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.RtpView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets with the right keys and the wrong content: each is dropped for a reason. */
class HostilePublisherTest {
    private static final long MS = VirtualTime.MS;
    private static final long SECOND = VirtualTime.SECOND;
    private static final int STREAMS_MAX = 32;

    /** Alice talks and shows a picture; Bob must have both whole, whatever else she sends. */
    private static final class AliceAndBob {
        final Call call;
        final SimulatedPublisher alice;
        final SimulatedViewer bob;
        final MediaSource voice;
        final MediaSource picture;

        AliceAndBob(Run run) {
            call = new Call(run);
            alice = call.publisher("alice", Conditions.CLEAN);
            voice = alice.audio("0", run.start());
            picture = alice.video("1", run.start());
            bob = call.viewer("bob", "alice", Conditions.CLEAN).withAudio("a").withVideo("v");
            alice.negotiate();
            bob.negotiate();
            call.time().pass(2 * SECOND);
        }

        void checkUndisturbed() {
            call.time().pass(2 * SECOND);
            assertThat(alice.lost()).isEmpty();
            Continuity.checkComplete(bob.track("a"), voice);
            Continuity.checkComplete(bob.track("v"), picture);
            assertThat(bob.unknown()).isZero();
        }

        void send(byte[] packet) {
            alice.sendRtp(packet, packet.length);
        }

        void sendRtcp(int... octets) {
            byte[] packet = new byte[octets.length];
            for (int i = 0; i < octets.length; i++) {
                packet[i] = (byte) octets[i];
            }
            alice.sendRtcp(packet, packet.length);
        }
    }

    /** Without header extensions. */
    private static byte[] packet(int payloadType, int sequenceNumber, int ssrc) {
        byte[] packet = new byte[RtpView.FIXED_HEADER_BYTES + 20];
        RtpView.writeHeader(packet, 0, payloadType, sequenceNumber, 0, ssrc);
        return packet;
    }

    /** With one header extension of that id. */
    private static byte[] packet(int payloadType, int ssrc, int id, String text) {
        int words = (text.length() + 4) / 4;
        byte[] packet = new byte[RtpView.FIXED_HEADER_BYTES + 4 + 4 * words + 20];
        RtpView.writeHeader(packet, 0, payloadType, 1, 0, ssrc);
        packet[0] |= 0x10;
        packet[12] = (byte) 0xBE;
        packet[13] = (byte) 0xDE;
        packet[15] = (byte) words;
        packet[16] = (byte) (id << 4 | (text.length() - 1));
        for (int i = 0; i < text.length(); i++) {
            packet[17 + i] = (byte) text.charAt(i);
        }
        return packet;
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aHundredSsrcsFindNoRoomAndPushNobodyOut(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        for (int i = 0; i < 100; i++) {
            pair.send(packet(SimulatedPublisher.OPUS, i, 0x1000 + i));
            pair.call.time().pass(5 * MS);
        }
        pair.call.time().pass(SECOND);

        assertThat(pair.alice.counter("inbound-drop.too-many-streams"))
                .isEqualTo(100 - (STREAMS_MAX - 2));
        assertThat(pair.alice.counters().keySet().stream().filter(k -> k.endsWith(".packets")))
                .hasSize(STREAMS_MAX);
        Continuity.checkComplete(pair.bob.track("v"), pair.picture);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void streamsThatFellSilentMakeRoomAgainAndAgain(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < STREAMS_MAX - 2; i++) {
                int ssrc = 0x1000 + 0x100 * round + i;
                pair.send(packet(SimulatedPublisher.H264, i, ssrc));
            }
            pair.call.time().pass(11 * SECOND);
        }

        assertThat(pair.alice.counters())
                .doesNotContainKeys("inbound-drop.too-many-streams", "srtp-drop.too-many-ssrcs");
        Continuity.check(pair.bob.track("a"));
        Continuity.checkComplete(pair.bob.track("v"), pair.picture);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void aForgedMidIsBelievedOnlyAsFarAsPayloadTypesGo(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        pair.send(packet(SimulatedPublisher.OPUS, 7, SimulatedPublisher.MID_ID, "1"));
        pair.send(packet(SimulatedPublisher.VP8, 8, SimulatedPublisher.MID_ID, "0"));
        pair.send(packet(SimulatedPublisher.VP8, 9, SimulatedPublisher.MID_ID, "nobody's"));
        pair.send(packet(SimulatedPublisher.VP8, 10, SimulatedPublisher.MID_ID, "1\u0000"));
        pair.checkUndisturbed();

        assertThat(pair.alice.counter("inbound-drop.unknown-payload-type")).isEqualTo(2);
        assertThat(pair.alice.counter("inbound-drop.unknown-section")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void unknownPayloadTypesAreDroppedAndCounted(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        pair.send(packet(50, 1, 77));
        pair.checkUndisturbed();
        assertThat(pair.alice.counter("inbound-drop.unknown-section")).isEqualTo(1);

        for (MediaSource source : List.of(pair.voice, pair.picture)) {
            int next = source.newestNumber() + 1 & 0xFFFF;
            int ofTheOther = source.isVideo() ? SimulatedPublisher.OPUS : SimulatedPublisher.VP8;
            pair.send(packet(ofTheOther, next, source.ssrc()));
            source.skip(1);
        }
        pair.call.time().pass(2 * SECOND);
        assertThat(pair.alice.counter("inbound-drop.unknown-payload-type")).isEqualTo(2);
        for (String mid : List.of("a", "v")) {
            Continuity.check(pair.bob.track(mid));
            assertThat(pair.bob.track(mid).gaps()).isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void farewellsForStreamsOfOthersEndNothing(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        SimulatedPublisher mallory = pair.call.publisher("mallory", Conditions.CLEAN);
        mallory.audio("0", run.start());
        mallory.negotiate();
        pair.call.time().pass(SECOND);

        mallory.sayGoodbye(pair.picture.ssrc());
        mallory.sayGoodbye(pair.voice.ssrc());
        mallory.sayGoodbye(pair.bob.track("v").ssrc());
        pair.alice.sayGoodbye(pair.bob.track("v").ssrc());
        pair.checkUndisturbed();

        assertThat(mallory.counter("inbound-drop.foreign-rtcp")).isEqualTo(3);
        assertThat(pair.alice.counter("inbound-drop.foreign-rtcp")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void rtcpThatLiesAboutItsLengthsIsDroppedWhole(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        pair.sendRtcp(0x80, 200, 0, 50, 0, 0, 0, 7);
        pair.sendRtcp(0x81, 201, 0, 1, 0, 0, 0, 7, 0x80, 203, 0xFF, 0xFF);
        pair.sendRtcp(0xA0, 201, 0, 1, 0, 0, 0, 255);
        pair.checkUndisturbed();
        assertThat(pair.alice.counter("inbound-drop.malformed-rtcp")).isEqualTo(3);

        // A count without its blocks, and a BYE of 31 streams in four bytes.
        pair.sendRtcp(0x9F, 201, 0, 1, 0, 0, 0, 7);
        pair.sendRtcp(0x9F, 203, 0, 1, 0, 0, 0, 7);
        pair.checkUndisturbed();
        assertThat(pair.alice.counter("inbound-drop.ignored-rtcp")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void absurdSenderReportsDoNotMoveAViewersTimestamps(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        byte[] buffer = new byte[100];
        for (long ntp : new long[] {0, 1, Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
            RtcpWriter writer = new RtcpWriter().wrap(buffer, 0, buffer.length);
            writer.senderReport(pair.picture.ssrc(), ntp, 0x1234_5678, 1, 1);
            pair.alice.sendRtcp(buffer, writer.length());
            pair.call.time().pass(300 * MS);
        }
        pair.checkUndisturbed();

        for (String mid : List.of("a", "v")) {
            List<ReceivedTrack.Report> reports = pair.bob.track(mid).reports();
            ReceivedTrack.Report before = reports.get(0);
            for (ReceivedTrack.Report report : reports) {
                double seconds = (report.timestamp() - before.timestamp()) / clock(pair, mid);
                double passed = (report.atNs() - before.atNs()) / (double) SECOND;
                assertThat(seconds).as("%s", report).isBetween(passed - 11, passed + 11);
            }
        }
    }

    private static double clock(AliceAndBob pair, String mid) {
        return pair.bob.track(mid).clockRateHz();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#everywhere")
    void packetsOfPaddingAloneLeaveNoGap(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        for (int i = 0; i < 50; i++) {
            pair.picture.padding();
            pair.call.time().pass(50 * MS);
        }
        pair.call.time().pass(SECOND);

        assertThat(pair.bob.track("v").gaps()).isZero();
        assertThat(pair.bob.track("v").marks()).hasSize(pair.picture.sent().size() - missing(pair));
        Continuity.check(pair.bob.track("v"));
    }

    /** What was sent before Bob came, or is under way. */
    private static int missing(AliceAndBob pair) {
        List<Mark> marks = pair.bob.track("v").marks();
        int newest = marks.get(marks.size() - 1).packet();
        return marks.get(0).packet() + pair.picture.sent().size() - 1 - newest;
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void malformedRtpIsDroppedAndCounted(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        byte[] lyingPadding = packet(SimulatedPublisher.OPUS, 1, 99);
        lyingPadding[0] |= 0x20;
        lyingPadding[lyingPadding.length - 1] = (byte) 200;
        pair.send(lyingPadding);
        pair.checkUndisturbed();

        assertThat(pair.alice.counter("inbound-drop.malformed-rtp")).isOne();
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void packetsAsLongAsAnyHurtNobody(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        List<Integer> lengths = new ArrayList<>();
        for (int length = 1_900; length <= 2_048 - 16; length += 4) {
            lengths.add(length);
        }
        for (int length : lengths) {
            byte[] packet = new byte[length];
            RtpView.writeHeader(packet, 0, SimulatedPublisher.OPUS, length, 0, 0x0777);
            pair.send(packet);
        }
        pair.call.time().pass(SECOND);

        assertThat(pair.alice.lost()).isEmpty();
        assertThat(pair.bob.lost()).isEmpty();
        assertThat(pair.call.server().engine().counters()).doesNotContainKey("demux-drop.failed");
        Continuity.checkComplete(pair.bob.track("v"), pair.picture);
    }

    @ParameterizedTest
    @MethodSource("dev.bluesky.sim.Run#few")
    void randomBytesUnderTheRightKeysHurtNobody(Run run) {
        AliceAndBob pair = new AliceAndBob(run);
        SimulatedPublisher mallory = pair.call.publisher("mallory", Conditions.CLEAN);
        mallory.audio("0", run.start());
        mallory.video("1", run.start());
        SimulatedViewer bobToo =
                pair.call.viewer("bob", "mallory", Conditions.CLEAN).withAudio("a").withVideo("v");
        mallory.negotiate();
        bobToo.negotiate();
        pair.call.time().pass(SECOND);
        for (int i = 0; i < 2_000; i++) {
            byte[] packet = new byte[12 + pair.call.random().nextInt(100)];
            pair.call.random().nextBytes(packet);
            packet[0] = (byte) (0x80 | (packet[0] & 0x20));
            packet[1] = (byte) (i % 2 == 0 ? 192 + (packet[1] & 31) : packet[1]);
            if (i % 2 == 0) {
                mallory.sendRtcp(packet, packet.length);
            } else {
                packet[2] = (byte) (i >> 8);
                packet[3] = (byte) i;
                packet[8] = packet[9] = packet[10] = packet[11] = (byte) (i % 40);
                mallory.sendRtp(packet, packet.length);
            }
            pair.call.time().pass(MS);
        }

        assertThat(mallory.lost()).isEmpty();
        assertThat(bobToo.lost()).isEmpty();
        pair.checkUndisturbed();
        assertThat(pair.call.server().engine().counters()).doesNotContainKey("demux-drop.failed");
    }
}
