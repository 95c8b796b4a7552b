package dev.bluesky.media.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.rtp.AbsSendTime;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.TransportSequenceNumber;
import org.junit.jupiter.api.Test;

class TransportStampTest {
    private static final long SECOND = 1_000_000_000L;

    private final TransportStamp stamp = new TransportStamp();
    private final byte[] packet = new byte[200];

    private int write(OwnExtensions own) {
        byte[] plain = new byte[100];
        RtpView.writeHeader(plain, 0, 96, 1, 2, 3);
        RtpView view = new RtpView();
        assertThat(view.wrap(plain, 0, plain.length)).isTrue();
        HeaderExtensionWriter writer = new HeaderExtensionWriter(false);
        own.addTo(writer);
        return writer.write(view, packet, 0);
    }

    private RtpView read(int length) {
        RtpView view = new RtpView();
        assertThat(view.wrap(packet, 0, length)).isTrue();
        return view;
    }

    @Test
    void allStreamsOfATransportCountTogether() {
        OwnExtensions sound = new OwnExtensions(1, "a", 3, 0);
        OwnExtensions picture = new OwnExtensions(2, "v", 4, 0);
        for (int i = 0; i < 70_000; i++) {
            OwnExtensions own = i % 3 == 0 ? sound : picture;
            int id = i % 3 == 0 ? 3 : 4;
            int length = write(own);
            assertThat(stamp.stamp(own, packet, 0, length, 0)).isEqualTo(i & 0xFFFF);
            assertThat(TransportSequenceNumber.read(read(length).extensions(), id))
                    .isEqualTo(i & 0xFFFF);
        }
    }

    @Test
    void sendTimesAreThoseOfLeaving() {
        OwnExtensions own = new OwnExtensions(0, "", 0, 7);
        int length = write(own);

        assertThat(stamp.stamp(own, packet, 0, length, 10 * SECOND)).isEqualTo(TransportStamp.NONE);
        int first = AbsSendTime.read(read(length).extensions(), 7);
        stamp.stamp(own, packet, 0, length, 11 * SECOND);
        int second = AbsSendTime.read(read(length).extensions(), 7);

        assertThat(AbsSendTime.distanceNs(first, second)).isEqualTo(SECOND);
    }

    @Test
    void aPacketWithoutThePlaceForItIsLeftAsItIs() {
        OwnExtensions own = new OwnExtensions(2, "v", 4, 0);
        int length = write(OwnExtensions.none());
        byte[] before = packet.clone();

        assertThat(stamp.stamp(own, packet, 0, length, 0)).isEqualTo(TransportStamp.NONE);
        assertThat(packet).isEqualTo(before);
        assertThat(stamp.stamp(own, packet, 0, 5, 0)).isEqualTo(TransportStamp.NONE);
        assertThat(stamp.stamp(own, packet, 0, write(own), 0)).isZero();
    }
}
