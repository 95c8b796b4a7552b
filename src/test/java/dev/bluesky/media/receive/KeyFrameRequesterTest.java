package dev.bluesky.media.receive;

import static dev.bluesky.media.receive.Rtcp.MS;
import static dev.bluesky.media.receive.Rtcp.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.media.receive.KeyFrameRequester.Method;
import dev.bluesky.wire.rtcp.FullIntraRequest;
import dev.bluesky.wire.rtcp.PictureLossIndication;
import dev.bluesky.wire.rtcp.RtcpPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFrameRequesterTest {
    private final KeyFrameRequester requester = new KeyFrameRequester(7, Method.PLI);

    private static List<RtcpPacket> drain(KeyFrameRequester requester, long nowNs) {
        return Rtcp.written(1500, out -> requester.drain(out, 1, nowNs));
    }

    @Test
    void aStormOfRequestsBecomesOneAtATime() {
        int asked = 0;
        for (long now = 0; now < 5 * SECOND; now += MS) {
            requester.request();
            requester.request();
            asked += drain(requester, now).size();
        }
        assertThat(asked).isEqualTo(11);
    }

    @Test
    void aStormWithAPublisherThatAnswersIsOneAtATimeToo() {
        int asked = 0;
        for (long now = 0; now < 5 * SECOND; now += MS) {
            requester.request();
            asked += drain(requester, now).size();
            requester.keyFrame();
        }
        assertThat(asked).isEqualTo(10);
    }

    @Test
    void itAsksUntilAKeyFrameCame() {
        requester.request();
        assertThat(drain(requester, 0)).containsExactly(new PictureLossIndication(1, 7));
        assertThat(requester.nextDueNs(1)).isEqualTo(350 * MS);
        assertThat(drain(requester, 349 * MS)).isEmpty();
        assertThat(drain(requester, 350 * MS)).hasSize(1);
        assertThat(requester.nextDueNs(351 * MS)).isEqualTo(850 * MS);
        assertThat(drain(requester, 849 * MS)).isEmpty();
        assertThat(drain(requester, 850 * MS)).hasSize(1);
        requester.keyFrame();
        assertThat(requester.isWaiting()).isFalse();
        assertThat(requester.nextDueNs(2 * SECOND)).isEqualTo(Long.MAX_VALUE);
        assertThat(drain(requester, 2 * SECOND)).isEmpty();
    }

    @Test
    void aNeedRightAfterAKeyFrameWaitsForItsTurn() {
        requester.request();
        drain(requester, 0);
        requester.keyFrame();
        requester.request();
        assertThat(drain(requester, 100 * MS)).isEmpty();
        assertThat(drain(requester, 500 * MS)).hasSize(1);
    }

    @Test
    void itGivesUpAtLastUntilSomebodyAsksAgain() {
        requester.request();
        int asked = 0;
        for (long now = 0; now < 60 * SECOND; now += 10 * MS) {
            asked += drain(requester, now).size();
        }
        assertThat(asked).isEqualTo(KeyFrameRequester.MAX_TRIES);
        assertThat(requester.hasGivenUp()).isTrue();
        requester.request();
        assertThat(requester.hasGivenUp()).isFalse();
        assertThat(drain(requester, 61 * SECOND)).hasSize(1);
    }

    /** RFC 5104 section 4.3.1.2: a repetition keeps its sequence number, a new command counts. */
    @Test
    void aRepeatedFullIntraRequestKeepsItsNumber() {
        KeyFrameRequester fir = new KeyFrameRequester(7, Method.FIR);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            fir.request();
            FullIntraRequest request =
                    (FullIntraRequest) drain(fir, i * KeyFrameRequester.INTERVAL_NS).get(0);
            numbers.add(request.entries().get(0).sequenceNumber());
            if (i % 2 == 1) {
                fir.keyFrame();
            }
        }
        assertThat(numbers).containsExactly(1, 1, 2, 2, 3, 3);
    }

    @Test
    void withoutRoomItStaysDue() {
        requester.request();
        assertThat(Rtcp.written(11, out -> requester.drain(out, 1, 0))).isEmpty();
        assertThat(drain(requester, 0)).hasSize(1);
    }
}
