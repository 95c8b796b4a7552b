package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.SourceTiming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedTrackTest {
    private static final long SECOND = 1_000_000_000L;

    private final PublishedTrack track = new PublishedTrack(Sections.layered("1", 1L, 2L, 3L));

    private InboundStream.Media add(int ssrc, long nowNs) {
        SourceTiming timing = new SourceTiming(90_000, new PublisherClock());
        InboundStream.Media stream =
                new InboundStream.Media(track, ssrc, "", Sections.vp8(), timing, nowNs);
        track.add(stream);
        return stream;
    }

    @Test
    void beforeTheFirstPacketThereIsNothing() {
        assertThat(track.choose(0)).isFalse();
        assertThat(track.source()).isNull();
        assertThat(track.presentCodec().name()).isEqualTo("VP8");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -10 * SECOND, Long.MAX_VALUE - 3 * SECOND})
    void theLargestThatComesIsChosenWhereverTheClockBegan(long startNs) {
        InboundStream.Media middle = add(2, startNs);
        assertThat(track.choose(startNs)).isTrue();
        InboundStream.Media small = add(1, startNs);
        assertThat(track.choose(startNs)).isFalse();
        InboundStream.Media large = add(3, startNs);
        assertThat(track.choose(startNs)).isTrue();
        assertThat(track.source()).isSameAs(large);

        small.touched(startNs + 3 * SECOND);
        middle.touched(startNs + 3 * SECOND);
        assertThat(track.choose(startNs + 3 * SECOND)).isTrue();
        assertThat(track.source()).isSameAs(middle);

        large.touched(startNs + 4 * SECOND);
        assertThat(track.choose(startNs + 4 * SECOND)).isTrue();
        assertThat(track.source()).isSameAs(large);
    }

    @Test
    void ofEqualsTheNewestIsChosen() {
        add(7, 0);
        track.choose(0);
        InboundStream.Media second = add(8, SECOND);

        assertThat(track.choose(SECOND)).isTrue();
        assertThat(track.source()).isSameAs(second);
    }

    @Test
    void whenAllAreSilentTheChoiceStays() {
        InboundStream.Media only = add(7, 0);
        track.choose(0);

        assertThat(track.choose(100 * SECOND)).isFalse();
        assertThat(track.source()).isSameAs(only);
    }

    @Test
    void whatIsRemovedIsNotChosen() {
        InboundStream.Media small = add(1, 0);
        InboundStream.Media large = add(3, 0);
        track.choose(0);
        track.remove(large);
        assertThat(track.source()).isNull();
        assertThat(track.stream(3)).isNull();

        assertThat(track.choose(0)).isTrue();
        assertThat(track.source()).isSameAs(small);
        track.close();
        assertThat(track.source()).isNull();
        assertThat(track.stream(1)).isNull();
    }

    @Test
    void payloadTypesAreThoseOfTheLatestOffer() {
        assertThat(track.knows(Sections.VP8)).isTrue();
        assertThat(track.knows(Sections.VP8_RTX)).isTrue();
        assertThat(track.codec(Sections.VP8_RTX)).isNull();

        track.negotiated(Sections.audio("1"));

        assertThat(track.knows(Sections.VP8)).isFalse();
        assertThat(track.knows(Sections.VP8_RTX)).isFalse();
        assertThat(track.knows(Sections.OPUS)).isTrue();
    }
}
