package dev.bluesky.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.bouncycastle.tls.TlsTimeoutException;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final DtlsLimits LIMITS =
            DtlsLimits.DEFAULT
                    .withDeadline(Duration.ofSeconds(15))
                    .withCrowdedDeadline(Duration.ofSeconds(3));

    private long nowNs = Long.MAX_VALUE - SECOND;
    private boolean crowded;
    private final Patience patience = new Patience(LIMITS, () -> crowded, () -> nowNs);

    @Test
    void aHandshakeMayTakeSoLongInAllHoweverItPassesTheTime() {
        nowNs += 20 * SECOND;
        patience.begin();
        nowNs += 4 * SECOND;
        patience.waited(4 * SECOND);
        assertThat(patience.leftNs()).isEqualTo(11 * SECOND);
        nowNs += 11 * SECOND;
        assertThat(patience.leftNs()).isZero();
    }

    @Test
    void whileOthersWaitItIsTheWaitingForThePeerThatCounts() {
        crowded = true;
        patience.begin();
        nowNs += 10 * SECOND;
        assertThat(patience.leftNs()).isEqualTo(3 * SECOND);
        nowNs += 2 * SECOND;
        patience.waited(2 * SECOND);
        assertThat(patience.leftNs()).isEqualTo(SECOND);
        assertThat(patience.leftInAllNs()).isEqualTo(3 * SECOND);
        crowded = false;
        assertThat(patience.leftNs()).as("nobody waits any more").isEqualTo(3 * SECOND);
    }

    @Test
    void whileOthersWaitNobodyHasMoreTimeThanElse() {
        crowded = true;
        patience.begin();
        nowNs += 14 * SECOND;
        assertThat(patience.leftNs()).isEqualTo(SECOND);
    }

    @Test
    void whoWaitedForHisTurnInACrowdIsNotGivenUp() throws IOException {
        crowded = true;
        Turns slow = turnsAfter(10 * SECOND);
        DatagramQueue queue = new DatagramQueue(1, datagram -> {}, slow, patience);
        queue.begin();
        byte[] buffer = new byte[100];
        assertThat(queue.receive(buffer, 0, buffer.length, 1)).as("nothing yet").isEqualTo(-1);
        byte[] datagram = Records.clientHello();
        queue.add(datagram);
        assertThat(queue.receive(buffer, 0, buffer.length, 1)).isPositive();
    }

    @Test
    void whoLetsACrowdWaitIsGivenUp() throws IOException {
        crowded = true;
        DatagramQueue queue = new DatagramQueue(1, datagram -> {}, Turns.UNLIMITED, patience);
        queue.begin();
        patience.waited(3 * SECOND);
        byte[] buffer = new byte[100];
        assertThatThrownBy(() -> queue.receive(buffer, 0, buffer.length, 1))
                .isInstanceOf(TlsTimeoutException.class);
    }

    private Turns turnsAfter(long ns) {
        return new Turns() {
            @Override
            public void take() {
                nowNs += ns;
            }

            @Override
            public void giveBack() {}
        };
    }
}
