package dev.bluesky.media.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bluesky.wire.rtcp.RtcpWriter;
import dev.bluesky.wire.rtp.HeaderExtensionWriter;
import dev.bluesky.wire.rtp.RtpView;
import dev.bluesky.wire.rtp.Rtx;
import dev.bluesky.wire.rtp.SequenceNumber;
import dev.bluesky.wire.rtp.TransportSequenceNumber;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The packet path makes no garbage: with thousands of packets a second it would be felt. */
class AllocationTest {
    private static final long PACKET_NS = 500_000;

    private final byte[] packet = new byte[1500];
    private final byte[] retransmission = new byte[1500];
    private final byte[] rtcp = new byte[1500];
    private final RtpView view = new RtpView();
    private final RtcpWriter out = new RtcpWriter();
    private final HeaderExtensionWriter extensions = new HeaderExtensionWriter(false);
    private final ReceiveStreams streams = new ReceiveStreams(8);
    private final TransportCcRecorder recorder = new TransportCcRecorder();
    private final KeyFrameRequester keyFrames =
            new KeyFrameRequester(7, KeyFrameRequester.Method.PLI);
    private final RembGenerator remb = new RembGenerator(300_000, 50_000, 2_000_000, 0);
    private final ReceiverReporter reporter = new ReceiverReporter(1, new byte[5], streams, 0);
    private final int[] ssrcs = {7};
    private int number;

    @Test
    void aPacketAndItsFeedbackAllocateNothing() {
        streams.add(ReceiveStream.withNack(7, 90_000));
        prepare();
        run(60_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(60_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // Far below one object for each of 60,000 packets; asking for the figure allocates a
        // little.
        assertThat(allocated).isLessThan(60_000);
    }

    private void prepare() {
        byte[] bare = new byte[1200];
        RtpView.writeHeader(bare, 0, 96, 0, 0, 7);
        view.wrap(bare, 0, bare.length);
        extensions.clear();
        extensions.addNumber(5, 0, 2);
        extensions.write(view, packet, 0);
    }

    private void run(int packets) {
        for (int i = 0; i < packets; i++) {
            number++;
            long nowNs = number * PACKET_NS;
            if (number % 50 == 3) {
                continue;
            }
            receive(nowNs);
            drain(nowNs);
        }
    }

    private void receive(long nowNs) {
        view.wrap(packet, 0, 1208);
        view.sequenceNumber(number);
        TransportSequenceNumber.overwrite(view.extensions(), 5, number);
        ReceiveStream stream = streams.at(streams.indexOf(view.ssrc()));
        stream.packet(view.sequenceNumber(), view.timestamp(), view.length(), nowNs);
        recorder.packet(TransportSequenceNumber.read(view.extensions(), 5), view.ssrc(), nowNs);
        remb.packet(view.length(), nowNs);
        if (number % 50 == 30) {
            System.arraycopy(packet, 0, retransmission, Rtx.OSN_BYTES, 1208);
            view.wrap(retransmission, Rtx.OSN_BYTES, 1208);
            Rtx.wrap(view, 8, 97, number);
            Rtx.unwrap(view, 7, 96);
            stream.recovered(SequenceNumber.plus(number, -27));
            stream.senderReport(nowNs, number, nowNs);
            keyFrames.request();
        }
    }

    private void drain(long nowNs) {
        out.wrap(rtcp, 0, 1200);
        reporter.drain(out, nowNs);
        streams.at(0).drainNack(out, 1, nowNs);
        keyFrames.drain(out, 1, nowNs);
        remb.drain(out, 1, ssrcs, 1, nowNs);
        recorder.drain(out, 1, nowNs);
    }
}
