package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.codec.Codec;
import dev.bluesky.media.codec.FrameInfo;
import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.RtpView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A publisher with a clock of its own, a network that delays, and what a viewer makes of it. */
class SenderReporterTest {

    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;
    private static final long OUR_NTP = 0xE000_0000_0000_0000L;
    private static final long PUBLISHER_NTP = 0xD123_4567_89AB_CDEFL;

    private final byte[] buffer = new byte[200];
    private final RtcpWriter writer = new RtcpWriter();

    private static long ntp(long base, long ns) {
        return base + (long) (ns / 1e9 * (1L << 32));
    }

    /** A stream of a publisher, from its source to the viewer. */
    private final class Track {
        final int clockRateHz;
        final int sourceBase;
        final SourceTiming timing;
        final SendStream stream;
        final SenderReporter reporter;
        long viewerNtp;
        int viewerTimestamp;
        int reports;

        Track(Codec codec, int sourceBase, PublisherClock clock, int ssrc) {
            clockRateHz = codec.clockRateHz();
            this.sourceBase = sourceBase;
            timing = new SourceTiming(clockRateHz, clock);
            StreamIdentity identity =
                    new StreamIdentity(ssrc, 0, clockRateHz, OwnExtensions.none());
            FirstNumbers start = new FirstNumbers(0, ssrc * 77_777, 0, 0);
            stream = new SendStream(identity, start, ResendLimits.NOTHING);
            reporter = new SenderReporter(stream, "alice");
        }

        int captureTimestamp(long ns) {
            return sourceBase + (int) (ns * (clockRateHz / 1000) / MS);
        }

        /** A packet captured then arrives now. */
        void packet(int number, long capturedNs, long nowNs, boolean switches) {
            byte[] bytes = new byte[20];
            RtpView.writeHeader(bytes, 0, 96, number, captureTimestamp(capturedNs), 5);
            RtpView view = new RtpView();
            view.wrap(bytes, 0, bytes.length);
            FrameInfo info = new FrameInfo();
            timing.packet(view.timestamp(), nowNs);
            if (switches) {
                RetransmissionCache cache = new RetransmissionCache(2, 1_000, SECOND);
                OutboundFormat format = OutboundFormat.of(96);
                stream.switchTo(
                        view, info, new StreamSource(timing, cache, format, new byte[0], 0), nowNs);
            }
            stream.write(view, info, nowNs, new byte[100], 0);
        }

        void sourceReport(long sentNs, long nowNs) {
            timing.report(
                    ntp(PUBLISHER_NTP, sentNs), captureTimestamp(sentNs), ntp(OUR_NTP, nowNs));
        }

        void reportIfDue(long nowNs) {
            if (!reporter.isDue(timing, nowNs)) {
                return;
            }
            writer.wrap(buffer, 0, buffer.length);
            assertThat(reporter.write(writer, timing, nowNs, ntp(OUR_NTP, nowNs))).isTrue();
            reports++;
            viewerNtp = NetworkOrder.int64(buffer, 8);
            viewerTimestamp = NetworkOrder.int32(buffer, 16);
        }

        /** At which moment of our clock the viewer plays what was captured then, in ms. */
        double playedMs(long capturedNs) {
            int sent = stream.timestampOf(captureTimestamp(capturedNs));
            double ticks = sent - viewerTimestamp;
            return (viewerNtp - OUR_NTP) / (double) (1L << 32) * 1000 + ticks * 1000 / clockRateHz;
        }
    }

    @Test
    void audioAndVideoStayInStepWhateverTheNetworkDoesToTheirReports() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PublisherClock clock = new PublisherClock();
            Track audio = new Track(Codec.OPUS, 1_000, clock, 3);
            Track video = new Track(Codec.VP8, -77, clock, 4);
            int number = 0;
            for (long now = 100 * MS; now < 20 * SECOND; now += 20 * MS) {
                boolean switches = number == 0 || number == 400;
                audio.packet(number, now - (20 + random.nextInt(40)) * MS, now, switches);
                video.packet(number, now - (50 + random.nextInt(150)) * MS, now, switches);
                if (number % 50 == 0) {
                    audio.sourceReport(now - (20 + random.nextInt(150)) * MS, now);
                }
                if (number % 50 == 25) {
                    video.sourceReport(now - (20 + random.nextInt(150)) * MS, now);
                }
                audio.reportIfDue(now);
                video.reportIfDue(now);
                number++;
                if (now > 2 * SECOND && audio.reports > 0 && video.reports > 0) {
                    assertThat(Math.abs(audio.playedMs(now) - video.playedMs(now)))
                            .as("seed %d at %d ms", seed, now / MS)
                            .isLessThan(15.0);
                }
            }
            assertThat(audio.reports).as("seed %d", seed).isBetween(18, 35);
            assertThat(video.reports).as("seed %d", seed).isBetween(18, 35);
        }
    }

    @Test
    void aReportIsFollowedByTheNameOfThePublisher() {
        Track track = new Track(Codec.OPUS, 0, new PublisherClock(), 3);
        track.packet(0, 0, SECOND, true);
        track.sourceReport(SECOND, SECOND);
        track.reportIfDue(SECOND);
        assertThat(track.reports).isOne();
        assertThat(buffer[1] & 0xFF).isEqualTo(200);
        assertThat(NetworkOrder.int32(buffer, 4)).isEqualTo(3);
        assertThat(NetworkOrder.int64(buffer, 8)).isEqualTo(ntp(OUR_NTP, SECOND));
        assertThat(NetworkOrder.int32(buffer, 20)).as("packets").isEqualTo(1);
        assertThat(NetworkOrder.int32(buffer, 24)).as("octets").isEqualTo(8);
        assertThat(buffer[29] & 0xFF).isEqualTo(202);
        assertThat(new String(buffer, 38, 5, StandardCharsets.UTF_8)).isEqualTo("alice");
        assertThat(track.reporter.isDue(track.timing, SECOND)).isFalse();
    }

    @Test
    void aSwitchIsReportedAtOnce() {
        Track track = new Track(Codec.OPUS, 0, new PublisherClock(), 3);
        track.packet(0, 0, SECOND, true);
        track.sourceReport(SECOND, SECOND);
        track.reportIfDue(SECOND);
        track.packet(500, 20 * MS, SECOND + 20 * MS, true);
        assertThat(track.reporter.isDue(track.timing, SECOND + 20 * MS)).isTrue();
    }

    @Test
    void aSourceThatNeverReportsIsTimedByItsPackets() {
        Track track = new Track(Codec.OPUS, 0, new PublisherClock(), 3);
        for (int i = 0; i < 300; i++) {
            track.packet(i, i * (20 * MS), SECOND + i * (20 * MS), i == 0);
            track.reportIfDue(SECOND + i * (20 * MS));
            assertThat(track.reports > 0).isEqualTo(i >= 250);
        }
        assertThat(track.playedMs(0)).isBetween(999.0, 1001.0);
    }

    @Test
    void absurdReportsAreNotBelieved() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            Track track = new Track(Codec.VP8, 0, new PublisherClock(), 3);
            track.packet(0, 0, SECOND, true);
            track.timing.report(random.nextLong(), random.nextInt(), ntp(OUR_NTP, SECOND));
            track.timing.report(random.nextLong(), random.nextInt(), ntp(OUR_NTP, SECOND));
            track.reportIfDue(SECOND);
            assertThat(track.reports).isOne();
            assertThat(track.playedMs(0)).isBetween(1000.0 - 10_001, 1000.0 + 10_001);
        }
    }

    @Test
    void withoutRoomNothingIsWritten() {
        Track track = new Track(Codec.OPUS, 0, new PublisherClock(), 3);
        track.packet(0, 0, SECOND, true);
        track.sourceReport(SECOND, SECOND);
        writer.wrap(buffer, 0, 40);
        assertThat(track.reporter.write(writer, track.timing, SECOND, OUR_NTP)).isFalse();
        assertThat(writer.length()).isZero();
    }

    @Test
    void theFarewellIsACompoundOfItsOwn() {
        Track track = new Track(Codec.OPUS, 0, new PublisherClock(), 3);
        writer.wrap(buffer, 0, buffer.length);
        assertThat(track.reporter.writeGoodbye(writer)).isTrue();
        byte[] written = Arrays.copyOf(buffer, writer.length());
        assertThat(written[1] & 0xFF).isEqualTo(201);
        assertThat(written[9] & 0xFF).isEqualTo(202);
        assertThat(written[written.length - 7] & 0xFF).isEqualTo(203);
        assertThat(NetworkOrder.int32(written, written.length - 4)).isEqualTo(3);
    }
}
