package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.forward.PublisherModel.Sent;
import dev.bluesky.media.forward.ViewerModel.Seen;
import dev.bluesky.media.send.DropReason;
import dev.bluesky.media.send.FirstNumbers;
import dev.bluesky.media.send.OutboundFormat;
import dev.bluesky.media.send.OwnExtensions;
import dev.bluesky.media.send.ResendLimits;
import dev.bluesky.media.send.SendStream;
import dev.bluesky.media.send.StreamIdentity;
import dev.bluesky.wire.rtp.RtpView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls in virtual time over a bad link, in which the publisher is replaced again and again, the
 * viewer pauses and changes its layers: what the viewer sees has each sequence number once, no gap
 * but true loss, and timestamps and picture numbers that only go forward.
 */
class ContinuityTest {

    private static final long MS = 1_000_000L;
    private static final int FRAMES = 600;
    private static final int SEEDS = 20;

    private record Call(ViewerModel viewer, List<PublisherModel> publishers) {}

    private static SendStream stream(int start) {
        StreamIdentity identity = new StreamIdentity(42, 0, 90_000, OwnExtensions.none());
        FirstNumbers first = new FirstNumbers(start, start * 65_537, start & 0x7FFF, 0);
        return new SendStream(identity, first, ResendLimits.NOTHING);
    }

    private static Call call(int start, long seed, double loss, long jitterNs, boolean changes) {
        SplittableRandom random = new SplittableRandom(seed);
        SendStream stream = stream(start);
        ViewerModel viewer = new ViewerModel(stream);
        Subscription subscription = new Subscription(stream, viewer, (source, nowNs) -> {});
        List<PublisherModel> publishers = new ArrayList<>();
        PriorityQueue<Sent> link =
                new PriorityQueue<>(Comparator.comparingLong(sent -> sent.arrivalNs));
        for (int frame = 0; frame < FRAMES; frame++) {
            long nowNs = frame * (33 * MS);
            if (frame % 150 == 0) {
                PublisherModel next =
                        new PublisherModel(
                                publishers.size() + 1,
                                start + publishers.size() * 12_345 & 0xFFFF,
                                loss,
                                jitterNs,
                                random.split());
                publishers.add(next);
                subscription.select(next.router, OutboundFormat.of(120), new byte[0], nowNs);
            }
            if (changes) {
                change(subscription, frame, nowNs, random);
            }
            // The publisher before goes on for a second, as its key frame request travels.
            int live = publishers.size() - 1;
            int from = frame % 150 < 30 ? Math.max(0, live - 1) : live;
            for (PublisherModel publisher : publishers.subList(from, live + 1)) {
                for (Sent sent : publisher.frame(frame, frame % 10 == 0, nowNs)) {
                    link.add(sent);
                }
            }
            deliver(link, nowNs + 33 * MS, viewer);
        }
        deliver(link, Long.MAX_VALUE, viewer);
        return new Call(viewer, publishers);
    }

    private static void change(
            Subscription subscription, int frame, long nowNs, SplittableRandom random) {
        if (random.nextInt(20) == 0) {
            subscription.limitLayers(Subscription.ALL_LAYERS, random.nextInt(3));
        }
        if (frame % 100 == 60 || frame % 100 == 70) {
            subscription.pause(frame % 100 == 60, nowNs);
        }
    }

    private static void deliver(PriorityQueue<Sent> link, long untilNs, ViewerModel viewer) {
        RtpView view = new RtpView();
        for (Sent sent = link.peek();
                sent != null && sent.arrivalNs < untilNs;
                sent = link.peek()) {
            link.remove();
            byte[] copy = sent.bytes.clone();
            assertThat(view.wrap(copy, 0, copy.length)).isTrue();
            viewer.delivering = sent;
            if (sent.publisher.router.subscriptions() == 0) {
                sent.publisher.refused.set(sent.packet);
            }
            sent.publisher.router.route(view, sent.arrivalNs);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void withoutLossTheViewerSeesNoGapWhateverIsLeftOutOrSwitched(int start) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Call call = call(start, seed, 0, 0, true);
            String what = "start " + start + " seed " + seed;
            long expected = call.viewer().seen.firstKey();
            for (long number : call.viewer().seen.keySet()) {
                assertThat(number).as(what).isEqualTo(expected++);
            }
            assertThat(pictureGaps(call.viewer())).as(what).isZero();
            assertForward(call.viewer(), what);
            assertThat(call.viewer().drops).containsKey(DropReason.LAYER_NOT_WANTED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void reorderingAloneMakesNoGap(int start) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Call call = call(start, seed, 0, 60 * MS, true);
            String what = "start " + start + " seed " + seed;
            assertGapsAreLoss(call, what);
            assertForward(call.viewer(), what);
            assertFramesAreWhole(call, what);
            assertThat(call.viewer().drops).containsKey(DropReason.DUPLICATE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 32768, 65534, 65535})
    void lossIsTheOnlyGap(int start) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Call call = call(start, seed, 0.05, 60 * MS, true);
            String what = "start " + start + " seed " + seed;
            assertGapsAreLoss(call, what);
            assertForward(call.viewer(), what);
            assertThat(sources(call.viewer())).as(what).containsAll(List.of(1, 2, 3, 4));
        }
    }

    /**
     * Between two packets of one run of a source, as many numbers are missing at most as packets
     * between them were lost on the way or came after the run; and at least those of the base layer
     * that were lost, which the viewer must be able to ask for. At a switch none is missing.
     */
    private static void assertGapsAreLoss(Call call, String what) {
        Seen before = call.viewer().seen.firstEntry().getValue();
        for (Seen next : call.viewer().seen.tailMap(before.number(), false).values()) {
            int missing = (int) (next.number() - before.number() - 1);
            String at = what + " from " + before + " to " + next;
            if (before.run() != next.run()) {
                assertThat(missing).as(at).isZero();
            } else {
                assertThat(next.packet()).as(at).isGreaterThan(before.packet());
                PublisherModel publisher = call.publishers().get(next.source() - 1);
                BitSet lost = publisher.lost.get(before.packet() + 1, next.packet());
                BitSet most = publisher.refused.get(before.packet() + 1, next.packet());
                most.or(lost);
                lost.and(publisher.base.get(before.packet() + 1, next.packet()));
                assertThat(missing).as(at).isBetween(lost.cardinality(), most.cardinality());
            }
            before = next;
        }
    }

    /** A frame of which a part was left out on purpose would wait for ever. */
    private static void assertFramesAreWhole(Call call, String what) {
        Map<String, Integer> counts = new HashMap<>();
        for (Seen packet : call.viewer().seen.values()) {
            if (!packet.isPadding()) {
                counts.merge(packet.source() + " " + packet.frame(), 1, Integer::sum);
            }
        }
        for (PublisherModel publisher : call.publishers()) {
            publisher.parts.forEach(
                    (frame, part) -> {
                        int late = publisher.refused.get(part[0], part[0] + part[1]).cardinality();
                        int seen = counts.getOrDefault(publisher.id + " " + frame, part[1]);
                        assertThat(seen)
                                .as(what + " frame " + frame)
                                .isBetween(part[1] - late, part[1]);
                    });
        }
    }

    private static Set<Integer> sources(ViewerModel viewer) {
        Set<Integer> sources = new HashSet<>();
        viewer.seen.values().forEach(packet -> sources.add(packet.source()));
        return sources;
    }

    private static int pictureGaps(ViewerModel viewer) {
        int gaps = 0;
        int picture = -1;
        for (Seen packet : viewer.seen.values()) {
            assertThat(packet.isPadding()).isFalse();
            boolean follows = picture < 0 || (packet.pictureId() - picture & 0x7FFF) <= 1;
            gaps += follows ? 0 : 1;
            picture = packet.pictureId();
        }
        return gaps;
    }

    /**
     * Frames in the order of their packets: later timestamp, later picture; one of each a frame.
     */
    private static void assertForward(ViewerModel viewer, String what) {
        Seen before = null;
        for (Seen next : viewer.seen.values()) {
            if (next.isPadding()) {
                continue;
            }
            if (before != null) {
                boolean sameFrame =
                        before.source() == next.source() && before.frame() == next.frame();
                int ticks = next.timestamp() - before.timestamp();
                int pictures = ((next.pictureId() - before.pictureId()) << 17) >> 17;
                int base = ((next.tl0() - before.tl0()) << 24) >> 24;
                String at = what + " from " + before + " to " + next;
                assertThat(ticks == 0).as(at).isEqualTo(sameFrame);
                assertThat(pictures == 0).as(at).isEqualTo(sameFrame);
                assertThat(ticks).as(at).isGreaterThanOrEqualTo(0);
                assertThat(pictures).as(at).isGreaterThanOrEqualTo(0);
                assertThat(base).as(at).isGreaterThanOrEqualTo(0);
            }
            before = next;
        }
    }
}
