package dev.bluesky.media.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.HeaderExtensions;
import dev.bluesky.wire.rtp.RtpView;
import org.junit.jupiter.api.Test;

class LevelMeterTest {
    private static final int ID = 3;
    private static final long MS = 1_000_000L;

    private final LevelMeter meter = new LevelMeter();

    private static HeaderExtensions says(int octet) {
        byte[] bare = new byte[100];
        RtpView.writeHeader(bare, 0, 111, 1, 1, 1);
        RtpView view = new RtpView();
        view.wrap(bare, 0, 60);
        HeaderExtensionWriter writer = new HeaderExtensionWriter(false);
        writer.addNumber(ID, octet, 1);
        byte[] packet = new byte[200];
        view.wrap(packet, 0, writer.write(view, packet, 0));
        return view.extensions();
    }

    private static HeaderExtensions saysNothing() {
        RtpView view = new RtpView();
        byte[] bare = new byte[60];
        RtpView.writeHeader(bare, 0, 111, 1, 1, 1);
        view.wrap(bare, 0, 60);
        return view.extensions();
    }

    @Test
    void theLoudestPacketOfAStepCountsWhateverTheVoiceFlag() {
        meter.packet(says(60), ID);
        meter.packet(says(0x80 | 20), ID);
        meter.packet(says(127), ID);
        assertThat(meter.take(0)).isEqualTo(107);
        meter.packet(says(127), ID);
        assertThat(meter.take(50 * MS)).isZero();
    }

    @Test
    void aLevelHoldsUntilTheNextPacketOfLongFramesAndThenThereIsSilence() {
        meter.packet(says(30), ID);
        assertThat(meter.take(0)).isEqualTo(97);
        assertThat(meter.take(120 * MS)).isEqualTo(97);
        assertThat(meter.take(131 * MS)).isZero();
    }

    @Test
    void whoNeverSaysHowLoudIsUnknownAlsoWithoutTheExtension() {
        meter.packet(saysNothing(), ID);
        assertThat(meter.take(0)).isEqualTo(LevelMeter.UNKNOWN);
        meter.packet(says(20), 0);
        assertThat(meter.take(50 * MS)).isEqualTo(LevelMeter.UNKNOWN);
        meter.packet(says(20), ID);
        assertThat(meter.take(100 * MS)).isEqualTo(107);
    }

    @Test
    void beforeTheFirstPacketThereIsSilence() {
        assertThat(meter.take(Long.MAX_VALUE)).isZero();
    }
}
