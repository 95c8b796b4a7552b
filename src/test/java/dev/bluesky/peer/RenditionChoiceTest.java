package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.forward.Router;
import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.RetransmissionCache;
import dev.bluesky.media.send.SourceTiming;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenditionChoiceTest {
    private final RenditionChoice choice = new RenditionChoice();
    private final Router small = router();
    private final Router large = router();

    /** Two sizes with two frame rates each; the large one at few frames costs less than all. */
    private final Rendition slowSmall = rendition(small, 0, 0, 640, 360, 200_000);

    private final Rendition fastSmall = rendition(small, 1, 1, 640, 360, 400_000);
    private final Rendition slowLarge = rendition(large, 2, 0, 1280, 720, 900_000);
    private final Rendition fastLarge = rendition(large, 3, 1, 1280, 720, 1_500_000);
    private final List<Rendition> all = List.of(slowSmall, fastSmall, slowLarge, fastLarge);

    private static Router router() {
        SourceTiming timing = new SourceTiming(90_000, new PublisherClock());
        return new Router(Codec.VP8, timing, new RetransmissionCache(2, 100, 1));
    }

    private static Rendition rendition(
            Router source, int quality, int temporalId, int width, int height, long bitrateBps) {
        return new Rendition(
                source,
                Sections.vp8(),
                quality,
                0,
                temporalId,
                width,
                height,
                30,
                bitrateBps,
                true);
    }

    @Test
    void withoutLimitsItIsTheBest() {
        assertThat(choice.of(all)).contains(fastLarge);
        assertThat(choice.of(List.of())).isEmpty();
    }

    @Test
    void itIsTheLargestThatIsNoLargerThanWantedElseTheSmallest() {
        choice.want(720);
        assertThat(choice.of(all)).contains(fastLarge);
        choice.want(719);
        assertThat(choice.of(all)).contains(fastSmall);
        choice.want(90);
        assertThat(choice.wanted(all)).containsExactly(slowSmall, fastSmall);
        assertThat(choice.of(all)).contains(fastSmall);
    }

    @Test
    void aPictureOnItsSideIsMeasuredByItsShorterSide() {
        Rendition upright = rendition(large, 2, 0, 720, 1280, 900_000);
        choice.want(720);
        assertThat(choice.of(List.of(slowSmall, upright))).contains(upright);
        choice.want(700);
        assertThat(choice.of(List.of(slowSmall, upright))).contains(slowSmall);
    }

    @Test
    void whatIsGrantedIsTakenUnlessLessIsWanted() {
        choice.grant(slowLarge);
        assertThat(choice.of(all)).contains(slowLarge);
        choice.want(360);
        assertThat(choice.of(all)).contains(fastSmall);
    }

    @Test
    void whenWhatIsGrantedGoesTheBestThatCostsNoMoreIsTakenElseTheLeast() {
        choice.grant(slowLarge);
        assertThat(choice.of(List.of(slowSmall, fastSmall, fastLarge))).contains(fastSmall);
        choice.grant(slowSmall);
        assertThat(choice.of(List.of(slowLarge, fastLarge))).contains(slowLarge);
    }

    @Test
    void whatIsGrantedStaysGrantedWhenItCostsMore() {
        choice.grant(fastSmall);
        Rendition dearer = rendition(small, 1, 1, 640, 360, 800_000);
        assertThat(choice.of(List.of(slowSmall, dearer, fastLarge))).contains(dearer);
    }

    @Test
    void onlyTheSmallestSizeMayHaveFewFrames() {
        Rendition poorSmall = slow(slowSmall, 8);
        Rendition poorLarge = slow(slowLarge, 8);
        Rendition halfLarge = slow(slowLarge, 15);
        List<Rendition> frames = List.of(poorSmall, fastSmall, poorLarge, halfLarge, fastLarge);

        assertThat(choice.wanted(frames))
                .containsExactly(poorSmall, fastSmall, halfLarge, fastLarge);
        assertThat(choice.wanted(List.of(poorLarge, fastLarge)))
                .containsExactly(poorLarge, fastLarge);
    }

    private static Rendition slow(Rendition one, double framesPerSecond) {
        return new Rendition(
                one.source(),
                one.codec(),
                one.quality(),
                one.spatialId(),
                one.temporalId(),
                one.width(),
                one.height(),
                framesPerSecond,
                one.bitrateBps(),
                true);
    }

    @Test
    void aSizeThatIsNotKnownIsWanted() {
        Rendition unknown = rendition(large, 2, 0, 0, 0, 900_000);
        choice.want(180);
        assertThat(choice.of(List.of(slowSmall, unknown))).contains(unknown);
    }
}
