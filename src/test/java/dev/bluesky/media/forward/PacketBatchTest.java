package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.media.codec.Codec;
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
import org.junit.jupiter.api.Test;

class PacketBatchTest {
    private static final int BYTES = 600;

    private final PacketBatch batch = new PacketBatch();
    private final List<String> sent = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final Router router = router(Codec.VP8);
    private final byte[] packet = new byte[BYTES];
    private int number;

    private static Router router(Codec codec) {
        RetransmissionCache cache = new RetransmissionCache(64, 100_000, 1);
        return new Router(codec, new SourceTiming(90_000, new PublisherClock()), cache);
    }

    private final class Viewer implements PacketSink {
        private final byte[] buffer = new byte[1500];
        private final String name;
        private boolean broken;

        Viewer(String name, int rtxSsrc) {
            this.name = name;
            OwnExtensions extensions = new OwnExtensions(1, "v", 2, 3);
            StreamIdentity identity = new StreamIdentity(9, rtxSsrc, 90_000, extensions);
            FirstNumbers start = new FirstNumbers(0, 0, 0, 0);
            SendStream stream = new SendStream(identity, start, new ResendLimits(16, 100));
            OutboundFormat format = OutboundFormat.of(100);
            new Subscription(stream, this, (source, nowNs) -> {})
                    .select(router, rtxSsrc == 0 ? format : format.withRtx(101), new byte[16], 0);
        }

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public void send(int length, long nowNs) {
            if (broken) {
                throw new IllegalStateException(name);
            }
            sent.add(name + (buffer[3] & 0xFF));
            lengths.add(length);
        }

        @Override
        public void drop(DropReason reason) {
            throw new AssertionError(reason.name());
        }
    }

    /** A picture of one packet; the first is a key frame. */
    private RtpView picture(int bytes) {
        RtpView view = new RtpView();
        RtpView.writeHeader(packet, 0, 96, number, number * 3000, 1);
        packet[12] = (byte) 0x10;
        packet[13] = (byte) (number == 0 ? 0 : 1);
        number++;
        assertThat(view.wrap(packet, 0, bytes)).isTrue();
        return view;
    }

    private void begin() {
        router.route(picture(BYTES), 0);
        sent.clear();
        lengths.clear();
    }

    private void defer(int pictures) {
        for (int i = 0; i < pictures; i++) {
            RtpView view = picture(BYTES);
            router.read(view, 1);
            assertThat(router.canWait(view)).isTrue();
            router.defer(view, batch, 1);
        }
    }

    @Test
    void eachViewerGetsAllPacketsInTheirOrderBeforeTheNextViewer() {
        Viewer unused = new Viewer("a", 0);
        Viewer unusedToo = new Viewer("b", 0);
        begin();

        defer(3);
        assertThat(sent).isEmpty();
        batch.flush(2);
        assertThat(sent).containsExactly("a1", "a2", "a3", "b1", "b2", "b3");
        batch.flush(3);
        assertThat(sent).hasSize(6);
    }

    @Test
    void moreThanItHoldsIsHandedOnMeanwhile() {
        Viewer unused = new Viewer("a", 0);
        begin();

        defer(PacketBatch.PACKETS_MAX + 1);
        assertThat(sent).hasSize(PacketBatch.PACKETS_MAX);
        batch.flush(2);
        assertThat(sent).hasSize(PacketBatch.PACKETS_MAX + 1);
    }

    @Test
    void aDefectOfOneViewerCostsTheOthersNothing() {
        Viewer broken = new Viewer("a", 0);
        Viewer unused = new Viewer("b", 0);
        begin();
        broken.broken = true;

        defer(2);
        assertThatThrownBy(() -> batch.flush(2)).hasMessage("a");
        assertThat(sent).containsExactly("b1", "b2");
        defer(1);
        broken.broken = false;
        batch.flush(3);
        assertThat(sent).endsWith("a3", "b3");
    }

    @Test
    void whatNobodyWatchesIsNotKept() {
        begin();
        defer(2);
        Viewer unused = new Viewer("a", 0);
        batch.flush(2);
        assertThat(sent).isEmpty();
    }

    @Test
    void aKeyFrameDoesNotWaitAndSoundAlwaysCan() {
        RtpView key = picture(BYTES);
        router.read(key, 0);
        assertThat(router.canWait(key)).isFalse();

        Router sound = router(Codec.OPUS);
        RtpView voice = picture(100);
        sound.read(voice, 0);
        assertThat(sound.canWait(voice)).isTrue();
    }

    @Test
    void packetsThatDifferByBytesAreOfOneLengthWhereRetransmissionsHaveTheirOwnStream() {
        Viewer unused = new Viewer("a", 7);
        Viewer plain = new Viewer("b", 0);
        begin();

        for (int bytes : new int[] {BYTES - 2, BYTES - 1, BYTES - 3, 100}) {
            RtpView view = picture(bytes);
            router.read(view, 1);
            router.defer(view, batch, 1);
        }
        batch.flush(2);
        assertThat(lengths.subList(0, 3)).containsOnly(lengths.get(0));
        assertThat(lengths.get(0) % 16).isZero();
        assertThat(lengths.get(3)).isLessThan(150);
        int own = lengths.get(4) - (BYTES - 2);
        assertThat(lengths.subList(4, 8))
                .containsExactly(BYTES - 2 + own, BYTES - 1 + own, BYTES - 3 + own, 100 + own);
        assertThat(plain.buffer[0] & 0x20).as("padding").isZero();
    }
}
