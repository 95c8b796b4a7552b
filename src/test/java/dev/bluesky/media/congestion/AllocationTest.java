package dev.bluesky.media.congestion;

import static dev.bluesky.media.congestion.Feedbacks.MS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bluesky.wire.rtcp.TransportFeedback;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Thousands of packets a second make no garbage, and neither does what is told of them. */
class AllocationTest {
    private static final int PACKETS = 60;

    private final BandwidthEstimator estimator =
            new BandwidthEstimator(EstimatorSettings.DEFAULT, 0);
    private final TransportFeedback feedback = feedback();

    /** It tells of the same numbers each time, and they are sent again each time. */
    private static TransportFeedback feedback() {
        Feedbacks feedbacks = new Feedbacks().from(100);
        for (int i = 0; i < PACKETS; i += i % 10 == 0 ? 2 : 1) {
            feedbacks.arrived(100 + i, i * MS);
        }
        return feedbacks.read();
    }

    private void run(int times) {
        long nowNs = 0;
        for (int time = 0; time < times; time++) {
            for (int i = 0; i < PACKETS; i++) {
                nowNs += MS;
                estimator.sent(100 + i, 1200, 0, nowNs);
            }
            estimator.feedback(feedback, nowNs);
            estimator.tick(nowNs);
            estimator.targetBps();
        }
    }

    @Test
    void packetsAndFeedbackAllocateNothing() {
        run(2_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(2_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // Far below one object for each feedback; asking for the figure allocates a little.
        assertThat(allocated).isLessThan(16_000);
    }
}
