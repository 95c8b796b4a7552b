package dev.bluesky.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouterAllocationTest {

    private static final int VIEWERS = 100;
    private static final int PACKETS = 2_000;
    private static final long MS = 1_000_000L;

    private final RetransmissionCache cache = new RetransmissionCache(512, 500_000, 1000 * MS);
    private final Router router =
            new Router(Codec.VP8, new SourceTiming(90_000, new PublisherClock()), cache);
    private final List<ResendingSink> sinks = new ArrayList<>();
    private final RtpView view = new RtpView();
    private final byte[] packet = new byte[1200];
    private int number;

    /** Each viewer loses every tenth packet and asks for it. */
    private static final class ResendingSink implements PacketSink {
        private final SendStream stream;
        private final byte[] buffer;
        private long bytes;
        private long resent;

        ResendingSink(SendStream stream, byte[] buffer) {
            this.stream = stream;
            this.buffer = buffer;
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
            bytes += length;
            int sequenceNumber = (buffer[2] & 0xFF) << 8 | (buffer[3] & 0xFF);
            if (sequenceNumber % 10 == 0) {
                DropReason reason = stream.resend(sequenceNumber, bytes, 1, buffer, 0);
                resent += reason == DropReason.NONE ? 1 : 0;
            }
        }

        @Override
        public void drop(DropReason reason) {
            throw new AssertionError(reason.name());
        }
    }

    private void route(int packets) {
        for (int i = 0; i < packets; i++) {
            RtpView.writeHeader(packet, 0, 96, number & 0xFFFF, number * 90, 1);
            packet[12] = (byte) 0x90;
            packet[13] = (byte) 0xE0;
            packet[14] = (byte) (0x80 | (number >> 8 & 0x7F));
            packet[15] = (byte) number;
            packet[18] = (byte) (number == 0 ? 0 : 1);
            view.wrap(packet, 0, packet.length);
            router.route(view, number++ * MS);
        }
    }

    @Test
    void forwardingAndResendingAllocateNothing() {
        byte[] buffer = new byte[1500];
        for (int i = 0; i < VIEWERS; i++) {
            OwnExtensions extensions = new OwnExtensions(1, "v", 2, 3);
            StreamIdentity identity = new StreamIdentity(i + 1, 1000 + i, 90_000, extensions);
            FirstNumbers start = new FirstNumbers(i, i, i, i);
            SendStream stream = new SendStream(identity, start, new ResendLimits(1024, 1L << 40));
            ResendingSink sink = new ResendingSink(stream, buffer);
            sinks.add(sink);
            new Subscription(stream, sink, (source, nowNs) -> {})
                    .select(router, OutboundFormat.of(100).withRtx(101), new byte[16], 0);
        }
        route(PACKETS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        route(PACKETS);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        long resent = sinks.stream().mapToLong(sink -> sink.resent).sum();
        assertThat(resent).isEqualTo(2L * PACKETS * VIEWERS / 10);
        assertThat(allocated).as("for %d packets", PACKETS * VIEWERS).isLessThan(10_000);
    }
}
