package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.forward.LayeredPublisher.Frame;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.FirstNumbers;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.OwnExtensions;
import dev.bluesky.media.send.ResendLimits;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.media.send.StreamIdentity;
import dev.bluesky.wire.rtp.RtpView;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of one stream, as each viewer wants them: VP9 and AV1, L1T3 to L3T3_KEY. */
class SpatialLayersTest {
    private static final long MS = 1_000_000L;
    private static final int[] STARTS = {0, 1, 127, 32_767, 32_768, 65_534, 65_535};

    /** How a stream is layered. */
    record Mode(Codec codec, int spatial, int temporal, boolean keyOnly, int start) {}

    static Stream<Mode> modes() {
        List<Mode> modes = new ArrayList<>();
        for (Codec codec : List.of(Codec.VP9, Codec.AV1)) {
            for (int start : STARTS) {
                modes.add(new Mode(codec, 1, 3, false, start));
                modes.add(new Mode(codec, 3, 1, false, start));
                modes.add(new Mode(codec, 3, 3, false, start));
                modes.add(new Mode(codec, 2, 2, true, start));
                modes.add(new Mode(codec, 3, 3, true, start));
            }
        }
        return modes.stream();
    }

    /** A publisher, and one viewer of it. */
    private static final class Call {
        final SplittableRandom random;
        final LayeredPublisher publisher;
        final LayeredViewer viewer;
        final Subscription subscription;
        private final List<byte[]> waiting = new ArrayList<>();
        private final RtpView view = new RtpView();
        int asked;
        private boolean disorder;

        Call(Mode mode, long seed) {
            random = new SplittableRandom(seed);
            publisher =
                    new LayeredPublisher(
                            mode.codec,
                            mode.spatial,
                            mode.temporal,
                            mode.keyOnly,
                            mode.start,
                            random.split());
            viewer = new LayeredViewer(publisher);
            StreamIdentity identity =
                    new StreamIdentity(1, 0, 90_000, new OwnExtensions(1, "v", 0, 0));
            FirstNumbers first = new FirstNumbers(mode.start, 1, mode.start & 0x7FFF, 1);
            SendStream stream = new SendStream(identity, first, ResendLimits.NOTHING);
            subscription = new Subscription(stream, viewer, (source, nowNs) -> request());
            byte[] ids = new byte[16];
            ids[LayeredPublisher.DEPENDENCIES_ID] = LayeredViewer.DEPENDENCIES_ID;
            subscription.select(publisher.router, OutboundFormat.of(100), ids, 0);
        }

        private void request() {
            asked++;
            publisher.askForKeyFrame();
        }

        Call inDisorder() {
            disorder = true;
            return this;
        }

        /** The next pictures, each a packet or two late if the network is such. */
        void pictures(int count) {
            for (int i = 0; i < count; i++) {
                waiting.addAll(publisher.picture());
                long nowNs = 33 * MS * publisher.pictures();
                while (waiting.size() > (disorder ? 3 : 0)) {
                    int which = disorder && random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
                    byte[] packet = waiting.remove(which);
                    assertThat(view.wrap(packet, 0, packet.length)).isTrue();
                    publisher.router.route(view, nowNs);
                }
            }
        }

        /** Of the pictures from that one on: the highest layers that came. */
        int[] highest(int fromPicture) {
            int spatialId = -1;
            int temporalId = -1;
            for (int picture = fromPicture; picture < publisher.pictures(); picture++) {
                for (Frame frame : viewer.frames(picture)) {
                    spatialId = Math.max(spatialId, frame.spatialId());
                    temporalId = Math.max(temporalId, frame.temporalId());
                }
            }
            return new int[] {spatialId, temporalId};
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void eachWishIsFulfilledAndEveryFrameCanBeDecoded(Mode mode) {
        Call call = new Call(mode, mode.start);
        call.pictures(8);
        for (int wish = 0; wish < 60; wish++) {
            int spatialId = call.random.nextInt(mode.spatial);
            int temporalId = call.random.nextInt(mode.temporal);
            call.subscription.limitLayers(spatialId, temporalId);
            call.pictures(8 + call.random.nextInt(8));
            int settled = call.publisher.pictures();
            call.pictures(8);
            assertThat(call.highest(settled)).containsExactly(spatialId, temporalId);
        }
        call.viewer.checkDecodable();
        call.viewer.checkNumbers();
        assertThat(call.viewer.drops.keySet()).containsOnly(DropReason.LAYER_NOT_WANTED);
    }

    @Test
    void layersThatComeLaterUnannouncedAreSentFromAKeyFrameOn() {
        Call call = new Call(new Mode(Codec.VP9, 3, 1, false, 7), 7);
        call.publisher.encode(1);
        call.pictures(10);
        assertThat(call.asked).isOne();

        call.publisher.encode(3);
        call.pictures(3);
        assertThat(call.asked).isEqualTo(2);
        assertThat(call.highest(call.publisher.pictures() - 1)).containsExactly(2, 0);
        call.pictures(20);
        assertThat(call.asked).isEqualTo(2);
        call.viewer.checkDecodable();
        call.viewer.checkNumbers();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSmallerPictureComesWithTheNextOneUnlessItWasNeverSent(Mode mode) {
        Call call = new Call(mode, mode.start);
        call.pictures(8);
        int before = call.asked;
        call.subscription.limitLayers(0, Subscription.ALL_LAYERS);
        call.pictures(1);
        int next = call.publisher.pictures() - 1;
        boolean atOnce = mode.spatial == 1 || !mode.keyOnly;
        assertThat(call.highest(next)[0]).isEqualTo(atOnce ? 0 : mode.spatial - 1);
        assertThat(call.asked - before).isEqualTo(atOnce ? 0 : 1);
        call.pictures(1);
        assertThat(call.highest(next + 1)[0]).isZero();
        call.viewer.checkDecodable();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void fewerFramesComeAtOnceAndMoreWithoutAKeyFrame(Mode mode) {
        Call call = new Call(mode, mode.start);
        call.pictures(8);
        int before = call.asked;
        call.subscription.limitLayers(Subscription.ALL_LAYERS, 0);
        call.pictures(9);
        assertThat(call.highest(8)[1]).isZero();
        int slow = call.publisher.pictures();
        call.subscription.limitLayers(Subscription.ALL_LAYERS, Subscription.ALL_LAYERS);
        call.pictures(8);
        assertThat(call.highest(slow)[1]).isEqualTo(mode.temporal - 1);
        assertThat(call.asked).isEqualTo(before);
        call.viewer.checkDecodable();
        call.viewer.checkNumbers();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whatTheViewerIsToldOfTargetsIsWhatItGets(Mode mode) {
        Call call = new Call(mode, mode.start);
        call.subscription.limitLayers(0, 0);
        call.pictures(8);
        int all = (1 << (mode.spatial * mode.temporal)) - 1;
        assertThat(call.viewer.newestTargets).isEqualTo(mode.codec == Codec.AV1 ? 1 : 0);
        call.subscription.limitLayers(mode.spatial - 1, mode.temporal - 1);
        call.pictures(8);
        int top = all & (-1 << ((mode.spatial - 1) * mode.temporal));
        int expected = mode.keyOnly ? top : all;
        assertThat(call.viewer.newestTargets).isEqualTo(mode.codec == Codec.AV1 ? expected : 0);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void packetsThatOvertakeOneAnotherBreakNoFrame(Mode mode) {
        Call call = new Call(mode, mode.start).inDisorder();
        call.pictures(8);
        for (int wish = 0; wish < 40; wish++) {
            call.subscription.limitLayers(
                    call.random.nextInt(mode.spatial), call.random.nextInt(mode.temporal));
            call.pictures(4 + call.random.nextInt(20));
        }
        call.subscription.limitLayers(Subscription.ALL_LAYERS, Subscription.ALL_LAYERS);
        call.pictures(30);
        int settled = call.publisher.pictures();
        call.pictures(9);
        assertThat(call.highest(settled)).containsExactly(mode.spatial - 1, mode.temporal - 1);
        call.disorder = false;
        call.pictures(1);
        call.viewer.checkDecodable();
    }
}
