package dev.bluesky.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.send.PublisherClock;
import dev.bluesky.media.send.SourceTiming;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.RtpView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamAdmissionTest {
    private static final long SECOND = 1_000_000_000L;

    private final PublishedTrack sound = new PublishedTrack(Sections.audio("0", 10L));
    private final PublishedTrack camera = new PublishedTrack(Sections.video("1", 20L));
    private final PublishedTrack screen =
            new PublishedTrack(Sections.video("2", 30L, 0xFFFF_FFFFL));
    private final StreamAdmission admission = new StreamAdmission(List.of(sound, camera, screen));

    private static RtpView packet(int payloadType, int ssrc) {
        byte[] bytes = new byte[RtpView.FIXED_HEADER_BYTES + 8];
        RtpView.writeHeader(bytes, 0, payloadType, 1, 1, ssrc);
        RtpView view = new RtpView();
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        return view;
    }

    private static RtpView named(String mid, int payloadType, int ssrc) {
        HeaderExtensionWriter writer = new HeaderExtensionWriter(false);
        byte[] name = mid.getBytes(StandardCharsets.US_ASCII);
        writer.add(Sections.MID_ID, name, 0, name.length);
        byte[] bytes = new byte[100];
        int length = writer.write(packet(payloadType, ssrc), bytes, 0);
        RtpView view = new RtpView();
        assertThat(view.wrap(bytes, 0, length)).isTrue();
        return view;
    }

    @Test
    void theMidComesBeforeWhatTheOfferAnnounced() {
        assertThat(admission.trackOf(named("2", Sections.VP8, 20))).isSameAs(screen);
    }

    @Test
    void aMidThatNobodyHasIsNotGuessedAt() {
        assertThat(admission.trackOf(named("3", Sections.VP8, 20))).isNull();
        assertThat(admission.trackOf(named("11", Sections.OPUS, 10))).isNull();
    }

    @Test
    void withoutMidTheAnnouncedSsrcTells() {
        assertThat(admission.trackOf(packet(Sections.VP8, 20))).isSameAs(camera);
        assertThat(admission.trackOf(packet(Sections.VP8, 30))).isSameAs(screen);
        assertThat(admission.trackOf(packet(Sections.VP8, -1))).isSameAs(screen);
    }

    @Test
    void elseThePayloadTypeTellsWhereOneSectionAloneHasIt() {
        assertThat(admission.trackOf(packet(Sections.OPUS, 77))).isSameAs(sound);
        assertThat(admission.trackOf(packet(Sections.VP8, 77))).isNull();
        assertThat(admission.trackOf(packet(Sections.VP8_RTX, 77))).isNull();
        assertThat(admission.trackOf(packet(50, 77))).isNull();
    }

    @Test
    void whoIsSilentForLongestGoesAndNobodyWhoSpoke() {
        long start = Long.MAX_VALUE - 5 * SECOND; // The clock wraps meanwhile.
        InboundStream early = stream(start);
        InboundStream late = stream(start + 2 * SECOND);
        List<InboundStream> both = List.of(late, early);

        assertThat(admission.silent(both, start + 10 * SECOND)).isEmpty();
        assertThat(admission.silent(both, start + 11 * SECOND)).containsSame(early);
        early.touched(start + 11 * SECOND);
        assertThat(admission.silent(both, start + 11 * SECOND)).isEmpty();
        assertThat(admission.silent(both, start + 13 * SECOND)).containsSame(late);
    }

    private InboundStream stream(long nowNs) {
        SourceTiming timing = new SourceTiming(48_000, new PublisherClock());
        return new InboundStream.Media(sound, 10, "", Sections.opus(), timing, nowNs);
    }
}
