package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.forward.PublisherModel.Sent;
import dev.bluesky.media.forward.ViewerModel.Seen;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.FirstNumbers;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.OwnExtensions;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.ResendLimits;
import dev.bluesky.media.send.RetransmissionCache;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.media.send.StreamIdentity;
import dev.bluesky.wire.rtp.RtpView;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionTest {

    private static final long MS = 1_000_000L;
    private static final byte[] NO_IDS = new byte[0];
    private static final OutboundFormat FORMAT = OutboundFormat.of(120);

    private final List<Router> asked = new ArrayList<>();
    private final SendStream stream = stream(Codec.VP8);
    private final ViewerModel viewer = new ViewerModel(stream);
    private final PublisherModel alice = publisher(1);
    private final PublisherModel bob = publisher(2);
    private final Subscription subscription = subscription(stream, viewer);

    private static PublisherModel publisher(int id) {
        return new PublisherModel(id, 100 * id, 0, 0, new SplittableRandom(id));
    }

    private static SendStream stream(Codec codec) {
        StreamIdentity identity =
                new StreamIdentity(42, 0, codec.clockRateHz(), OwnExtensions.none());
        return new SendStream(identity, new FirstNumbers(0, 0, 0, 0), ResendLimits.NOTHING);
    }

    private Subscription subscription(SendStream of, PacketSink sink) {
        return new Subscription(of, sink, (source, nowNs) -> asked.add(source));
    }

    private void frame(PublisherModel publisher, int frame, boolean key) {
        for (Sent sent : publisher.frame(frame, key, frame * (33 * MS))) {
            packet(publisher.router, sent.bytes.clone(), frame * (33 * MS));
        }
    }

    private void packet(Router router, byte[] bytes, long nowNs) {
        RtpView view = new RtpView();
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        router.route(view, nowNs);
    }

    private int lastSource() {
        return viewer.seen.lastEntry().getValue().source();
    }

    @Test
    void aViewerBeginsWithAKeyFrameAndOneIsAskedForUntilItComes() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        assertThat(asked).containsExactly(alice.router);
        for (int frame = 1; frame < 20; frame++) {
            frame(alice, frame, false);
        }
        assertThat(viewer.seen).isEmpty();
        assertThat(viewer.drops).containsOnlyKeys(DropReason.WAITING_FOR_KEY_FRAME);
        assertThat(asked).as("again after half a second").hasSize(2);
        frame(alice, 20, true);
        frame(alice, 21, false);
        assertThat(viewer.seen).isNotEmpty();
        assertThat(viewer.seen.firstEntry().getValue().frame()).isEqualTo(20);
        assertThat(asked).hasSize(2);
    }

    @Test
    void theSourceBeforeGoesOnUntilTheNextOnesKeyFrame() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        frame(alice, 0, true);
        subscription.select(bob.router, FORMAT, NO_IDS, 10 * MS);
        frame(alice, 1, false);
        frame(bob, 1, false);
        assertThat(lastSource()).isEqualTo(1);
        assertThat(subscription.present()).isSameAs(alice.router);
        frame(bob, 2, true);
        assertThat(lastSource()).isEqualTo(2);
        assertThat(alice.router.subscriptions()).isZero();
        int before = viewer.seen.size();
        frame(alice, 3, false);
        assertThat(viewer.seen).hasSize(before);
        assertThat(asked).containsExactly(alice.router, bob.router);
    }

    @Test
    void aPublisherThatLeavesAndReturnsContinuesTheStream() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        frame(alice, 0, true);
        alice.router.close();
        assertThat(subscription.present()).isNull();
        assertThat(alice.router.subscriptions()).isZero();
        int timestamp = viewer.seen.lastEntry().getValue().timestamp();
        subscription.select(bob.router, FORMAT, NO_IDS, 60 * MS);
        frame(bob, 300, true);
        assertThat(viewer.seen.lastKey() - viewer.seen.firstKey())
                .isEqualTo(viewer.seen.size() - 1);
        assertThat(viewer.seen.lastEntry().getValue().timestamp() - timestamp)
                .isEqualTo(300 * 33 * 90);
    }

    @Test
    void selectingAgainTakesTheChoiceBack() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        frame(alice, 0, true);
        subscription.select(bob.router, FORMAT, NO_IDS, 1);
        subscription.select(alice.router, FORMAT, NO_IDS, 2);
        assertThat(bob.router.subscriptions()).isZero();
        assertThat(alice.router.subscriptions()).isOne();
        int before = viewer.seen.size();
        frame(alice, 1, false);
        assertThat(viewer.seen).hasSizeGreaterThan(before);
        subscription.unselect();
        assertThat(alice.router.subscriptions()).isZero();
    }

    @Test
    void aPausedViewerGoesOnAtAKeyFrame() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        frame(alice, 0, true);
        int before = viewer.seen.size();
        subscription.pause(true, 0);
        subscription.requestKeyFrame(0);
        frame(alice, 1, true);
        assertThat(viewer.seen).hasSize(before);
        assertThat(viewer.drops).containsOnlyKeys(DropReason.PAUSED);
        subscription.pause(false, 50 * MS);
        assertThat(asked).hasSize(2);
        frame(alice, 2, false);
        assertThat(viewer.seen).hasSize(before);
        frame(alice, 3, true);
        assertThat(viewer.seen).hasSizeGreaterThan(before);
    }

    @Test
    void aSourceThatWasInterruptedDoesNotBridgeTheTimeUntilTheNext() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        frame(alice, 0, true);
        subscription.pause(true, 0);
        frame(alice, 1, false);
        subscription.select(bob.router, FORMAT, NO_IDS, 40 * MS);
        subscription.pause(false, 50 * MS);
        frame(alice, 2, false);
        frame(bob, 3, true);
        assertThat(viewer.seen.values()).extracting(Seen::source).endsWith(2);
        assertContinuous();

        subscription.pause(true, 110 * MS);
        frame(bob, 4, false);
        subscription.pause(false, 150 * MS);
        subscription.select(alice.router, FORMAT, NO_IDS, 160 * MS);
        frame(bob, 5, true);
        assertThat(lastSource()).as("bob's key frame is of no use any more").isEqualTo(2);
        assertThat(viewer.seen.values()).extracting(Seen::frame).doesNotContain(5);
        frame(alice, 6, true);
        assertContinuous();
        assertThat(bob.router.subscriptions()).isZero();
    }

    @Test
    void aSourceThatLeapsWhileAnotherIsAwaitedIsLetGo() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        packet(alice.router, vp8(10, true), 0);
        subscription.select(bob.router, FORMAT, NO_IDS, 1);
        packet(alice.router, vp8(20_010, true), 2);
        assertThat(alice.router.subscriptions()).isZero();
        packet(bob.router, vp8(7, true), 3);
        packet(bob.router, vp8(8, false), 4);
        assertThat(viewer.seen).hasSize(3);
        assertContinuous();
        assertThat(bob.router.subscriptions()).isOne();
    }

    @Test
    void sourcesOfDifferentCodecsFeedOneStream() {
        Router h264 = router(Codec.H264);
        List<Integer> payloadTypes = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        CountingSink sink = new CountingSink();
        Subscription to = subscription(stream, sink);
        to.select(alice.router, OutboundFormat.of(96), NO_IDS, 0);
        packet(alice.router, vp8(10, true), 0);
        see(sink, payloadTypes, numbers);
        to.select(h264, OutboundFormat.of(102), NO_IDS, 0);
        packet(alice.router, vp8(11, false), MS);
        see(sink, payloadTypes, numbers);
        packet(h264, rtp(500, (byte) 0x67, (byte) 0), 2 * MS);
        see(sink, payloadTypes, numbers);
        to.select(alice.router, OutboundFormat.of(96), NO_IDS, 0);
        packet(alice.router, vp8(12, true), 3 * MS);
        see(sink, payloadTypes, numbers);
        assertThat(payloadTypes).containsExactly(96, 96, 102, 96);
        assertThat(numbers).containsExactly(0, 1, 2, 3);
    }

    private static void see(CountingSink sink, List<Integer> payloadTypes, List<Integer> numbers) {
        RtpView view = new RtpView();
        assertThat(view.wrap(sink.buffer, 0, sink.length)).isTrue();
        payloadTypes.add(view.payloadType());
        numbers.add(view.sequenceNumber());
        assertThat(view.ssrc()).isEqualTo(42);
    }

    private static Router router(Codec codec) {
        SourceTiming timing = new SourceTiming(codec.clockRateHz(), new PublisherClock());
        return new Router(codec, timing, new RetransmissionCache(64, 4_000, MS));
    }

    private void assertContinuous() {
        assertThat(viewer.seen.lastKey() - viewer.seen.firstKey())
                .isEqualTo(viewer.seen.size() - 1);
    }

    @Test
    void aViewersRequestReachesTheSourceThatFeedsIt() {
        subscription.requestKeyFrame(0);
        assertThat(asked).isEmpty();
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        frame(alice, 0, true);
        subscription.requestKeyFrame(1);
        assertThat(asked).containsExactly(alice.router, alice.router);
    }

    @Test
    void aKeyFrameWhoseLaterPacketsCameFirstIsLetGo() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        packet(alice.router, vp8(11, false), 0);
        packet(alice.router, vp8(10, true), 0);
        assertThat(viewer.seen).isEmpty();
        assertThat(viewer.drops).containsKey(DropReason.REORDERED_KEY_FRAME);
        assertThat(asked).as("at once").hasSize(2);
        packet(alice.router, vp8(12, true), 1);
        assertThat(viewer.seen).hasSize(1);
    }

    @Test
    void aLeapInSequenceNumbersWaitsForAKeyFrameAndLeavesNoGap() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        packet(alice.router, vp8(10, true), 0);
        packet(alice.router, vp8(20_010, false), 1);
        packet(alice.router, vp8(20_011, true), 2);
        packet(alice.router, vp8(20_012, false), 3);
        assertThat(viewer.seen).hasSize(3);
        assertThat(viewer.seen.lastKey() - viewer.seen.firstKey()).isEqualTo(2);
        assertThat(asked).hasSize(2);
    }

    @Test
    void probesAndMalformedPayloadsLeaveNoGap() {
        subscription.select(alice.router, FORMAT, NO_IDS, 0);
        packet(alice.router, vp8(10, true), 0);
        byte[] padding = new byte[20];
        RtpView.writeHeader(padding, 0, 96, 11, 0, 1);
        padding[0] |= 0x20;
        padding[19] = 8;
        packet(alice.router, padding, 1);
        byte[] cut = new byte[13];
        RtpView.writeHeader(cut, 0, 96, 12, 0, 1);
        cut[12] = (byte) 0x90;
        packet(alice.router, cut, 2);
        packet(alice.router, vp8(13, false), 3);
        assertThat(viewer.seen.lastKey() - viewer.seen.firstKey()).isOne();
        assertThat(viewer.drops)
                .containsOnlyKeys(DropReason.PADDING_ONLY, DropReason.MALFORMED_PAYLOAD);
    }

    @Test
    void oneRouterFeedsManyViewers() {
        List<CountingSink> sinks = new ArrayList<>();
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            sinks.add(new CountingSink());
            all.add(subscription(stream(Codec.VP8), sinks.get(i)));
        }
        all.forEach(each -> each.select(alice.router, FORMAT, NO_IDS, 0));
        all.get(3).unselect();
        RtpView view = new RtpView();
        byte[] bytes = vp8(10, true);
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(alice.router.route(view, 0).startsKeyFrame()).isTrue();
        assertThat(sinks.remove(3).sent).isZero();
        assertThat(sinks).allSatisfy(sink -> assertThat(sink.sent).isOne());
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void randomPacketsNeverThrow(Codec codec) {
        CountingSink sink = new CountingSink();
        for (long seed = 1; seed <= 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Router router = router(codec);
            Subscription to = subscription(stream(codec), sink);
            to.select(router, FORMAT, new byte[16], 0);
            RtpView view = new RtpView();
            for (int i = 0; i < 5_000; i++) {
                byte[] bytes = new byte[12 + random.nextInt(60)];
                random.nextBytes(bytes);
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
                if (view.wrap(bytes, 0, bytes.length)) {
                    router.route(view, random.nextLong(1L << 50));
                }
                if (random.nextInt(100) == 0) {
                    to.limitLayers(random.nextInt(8), random.nextInt(8));
                    to.pause(random.nextBoolean(), random.nextLong(1L << 50));
                }
                to.stream().resend(random.nextInt(1 << 16), i, MS, sink.buffer(), 0);
            }
        }
        assertThat(sink.sent).isPositive();
    }

    private static byte[] rtp(int sequenceNumber, byte... payload) {
        byte[] bytes = new byte[12 + payload.length];
        RtpView.writeHeader(bytes, 0, 96, sequenceNumber, sequenceNumber, 1);
        System.arraycopy(payload, 0, bytes, 12, payload.length);
        return bytes;
    }

    private static byte[] vp8(int sequenceNumber, boolean key) {
        byte[] bytes = new byte[12 + PublisherModel.PAYLOAD_BYTES];
        RtpView.writeHeader(bytes, 0, 96, sequenceNumber, sequenceNumber, 1);
        bytes[12] = (byte) (key ? 0x90 : 0x80);
        bytes[17] = 0;
        bytes[12 + PublisherModel.DESCRIPTOR_BYTES + 7] = 1; // the source's mark: no padding
        return bytes;
    }

    private static final class CountingSink implements PacketSink {
        private final byte[] buffer = new byte[1500];
        private int sent;
        private int length;

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void send(int bytes, long nowNs) {
            assertThat(bytes).isPositive();
            length = bytes;
            sent++;
        }

        @Override
        public void drop(DropReason reason) {
            assertThat(reason).isNotEqualTo(DropReason.NONE);
        }
    }
}
