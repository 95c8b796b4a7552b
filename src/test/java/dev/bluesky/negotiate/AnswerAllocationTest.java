package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** When hundreds join at once, each leaves what its offer and answer cost to the collector. */
class AnswerAllocationTest {
    private static final Path OFFERS = Path.of("src", "test", "resources", "vectors", "sdp");
    private static final int TIMES = 20;
    private static final int TIMES_THE_TEXT = 100;

    @Test
    void negotiatingLeavesGarbageInProportionToTheText() throws IOException {
        String sdp = Files.readString(OFFERS.resolve("chromium-receive.sdp"));
        negotiate(sdp);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            negotiate(sdp);
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
        assertThat(each).isLessThan((long) TIMES_THE_TEXT * sdp.length());
    }

    private static void negotiate(String sdp) {
        assertThat(NegotiatedMedia.of(Offer.parse(sdp), false).sections()).isNotEmpty();
    }
}
