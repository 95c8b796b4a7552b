package dev.bluesky.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.peer.Relayed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ring of places does with several threads, {@link InboxTest} shows. */
class RelayedPacketsTest {
    private final RelayedPackets packets = new RelayedPackets();
    private final Relayed viewers = (buffer, offset, length, nowNs) -> {};
    private final List<Integer> taken = new ArrayList<>();

    private boolean put(int number) {
        return packets.put(viewers, ByteBuffer.allocate(12).putInt(4, number).array(), 4, 4);
    }

    private boolean take() {
        return packets.take(
                (to, buffer, length) -> {
                    assertThat(to).isSameAs(viewers);
                    assertThat(length).isEqualTo(4);
                    assertThat(buffer.length - length).isGreaterThanOrEqualTo(UdpLink.SPARE_BYTES);
                    taken.add(ByteBuffer.wrap(buffer).getInt());
                });
    }

    @Test
    void copiesComeOutInTheirOrderHoweverOftenItGoesRound() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 3 * RelayedPackets.PACKETS_MAX; i += 3) {
            for (int j = i; j < i + 3; j++) {
                assertThat(put(j)).isTrue();
                all.add(j);
            }
            while (take()) {}
        }

        assertThat(taken).isEqualTo(all);
    }

    @Test
    void whatDoesNotFitIsRefusedAndWhatWasThereStays() {
        for (int i = 0; i < RelayedPackets.PACKETS_MAX; i++) {
            assertThat(put(i)).isTrue();
        }

        assertThat(put(-1)).isFalse();

        while (take()) {}
        assertThat(taken).hasSize(RelayedPackets.PACKETS_MAX).isSorted().doesNotContain(-1);
    }

    @Test
    void aPacketOnWhichItsTakerFailsIsGoneAndTheNextOneComes() {
        put(1);
        put(2);
        try {
            packets.take(
                    (to, buffer, length) -> {
                        throw new IllegalStateException("a defect");
                    });
        } catch (IllegalStateException expected) {
            assertThat(taken).isEmpty();
        }

        assertThat(take()).isTrue();
        assertThat(take()).isFalse();
        assertThat(taken).containsExactly(2);
    }
}
