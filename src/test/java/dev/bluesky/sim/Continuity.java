package dev.bluesky.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.sim.ReceivedTrack.Received;
import java.util.List;
import java.util.Optional;

/** What a decoder counts on, whatever happens to the publisher. */
final class Continuity {
    private static final int TL0_BITS = 8;

    private Continuity() {}

    /**
     * Timestamps, picture numbers and TL0PICIDX never go back; where no packet is missing, picture
     * numbers go on by one from frame to frame. ({@link ReceivedTrack} has seen to it that no
     * sequence number is used twice.)
     */
    static void check(ReceivedTrack track) {
        Optional<Received> before = Optional.empty();
        for (Received packet : track.packets()) {
            if (before.isPresent()) {
                check(before.get(), packet);
            }
            before = packet.mark().isPresent() ? Optional.of(packet) : Optional.empty();
        }
    }

    private static void check(Received before, Received after) {
        Mark one = before.mark().orElseThrow();
        Mark other = after.mark().orElseThrow();
        String what = before + " → " + after;
        boolean sameFrame = one.frame() == other.frame() && one.source() == other.source();
        int ticks = after.timestamp() - before.timestamp();
        assertThat(ticks).as("timestamp: %s", what).isGreaterThanOrEqualTo(sameFrame ? 0 : 1);
        if (before.pictureId() == FrameInfo.ABSENT || after.pictureId() == FrameInfo.ABSENT) {
            return;
        }
        int bits = Math.min(before.pictureIdBits(), after.pictureIdBits());
        long steps = after.number() - before.number();
        check(sameFrame, steps, before.pictureId(), after.pictureId(), bits, what);
        check(sameFrame, steps, before.tl0PicIdx(), after.tl0PicIdx(), TL0_BITS, what);
    }

    private static void check(
            boolean sameFrame, long packets, int before, int after, int bits, String what) {
        int step = after - before & (1 << bits) - 1;
        if (sameFrame) {
            assertThat(step).as("step within a frame: %s", what).isZero();
        } else if (packets == 1) {
            assertThat(step).as("step to the next frame: %s", what).isOne();
        } else if (packets <= 1 << (bits - 1)) {
            assertThat(step).as("step over a gap: %s", what).isBetween(1, (int) packets);
        }
    }

    /** Nothing is missing, and everything is as the source sent it from some packet on. */
    static void checkComplete(ReceivedTrack track, MediaSource source) {
        check(track);
        List<Mark> marks = track.marks();
        assertThat(marks).as("packets of section %s", track.mid()).isNotEmpty();
        assertThat(track.gaps()).as("gaps in section %s", track.mid()).isZero();
        int first = marks.get(0).packet();
        List<Mark> sent =
                source.sent().stream()
                        .map(MediaSource.Sent::mark)
                        .toList()
                        .subList(first, first + marks.size());
        assertThat(marks).isEqualTo(sent);
    }
}
