package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bluesky.config.Config;
import dev.bluesky.config.EngineName;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.OfferText;
import dev.bluesky.sfu.ConnectionId;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.RoomRequest;
import dev.bluesky.sfu.RoomStatistics.OfConnection;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.sfu.SfuFixture;
import dev.bluesky.sfu.UserId;
import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.stats.TrackStatistics;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the engine says of connections that no peer has reached. */
@Timeout(60)
class ForwardStatisticsTest {
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final String FINGERPRINT = "AA:".repeat(31) + "AA";

    private final Config config =
            SfuFixture.config("udp-port", "0", "announced-addresses", "127.0.0.1", "warm-up", "0");
    private final Sfu sfu =
            new Sfu(
                    config,
                    List.of(ForwardEngine.start(config.media())),
                    System::nanoTime,
                    InstantSource.system());
    private final Room room =
            sfu.create(
                    new RoomRequest(
                            ALICE,
                            Optional.empty(),
                            OptionalInt.empty(),
                            Optional.of(EngineName.FORWARD),
                            "{}"));

    @AfterEach
    void close() {
        sfu.close();
    }

    @Test
    void aConnectionThatNobodyHasReachedIsNewAndHasItsTracks() {
        negotiate(ConnectionId.publishing(ALICE), OfferText.publishing());

        ConnectionStatistics counted = only();
        assertThat(counted.state()).isEqualTo(ConnectionState.NEW);
        assertThat(counted.connectedForMs()).isEmpty();
        assertThat(counted.transport().protocol()).isEmpty();
        assertThat(counted.transport().packetsReceived()).isZero();
        assertThat(counted.drops()).isEmpty();
        assertThat(counted.tracks())
                .extracting(TrackStatistics::mid, TrackStatistics::kind)
                .containsExactly(tuple("0", "audio"), tuple("1", "video"));
    }

    @Test
    void aViewersTracksGoOutAndHaveTheirSsrcs() {
        negotiate(ConnectionId.receiving(BOB, ALICE), OfferText.receiving());

        assertThat(only().tracks())
                .allSatisfy(
                        track -> {
                            assertThat(track.direction())
                                    .isEqualTo(TrackStatistics.Direction.OUTBOUND);
                            assertThat(track.ssrc()).isPresent();
                            assertThat(track.codec()).isEmpty();
                        });
    }

    @Test
    void theEngineCountsItsLoopAndItsPeers() {
        negotiate(ConnectionId.publishing(ALICE), OfferText.publishing());

        assertThat(room.engineCounters())
                .containsEntry("demux.peers", 1L)
                .containsKey("loop.datagrams-in") // strangers may send to any port
                .containsEntry("loop.faults", 0L);
    }

    private ConnectionStatistics only() {
        List<OfConnection> all = room.statistics(Optional.empty(), 10).connections();
        assertThat(all).hasSize(1);
        return all.get(0).statistics().orElseThrow();
    }

    private void negotiate(ConnectionId connection, OfferText offer) {
        room.negotiate(connection, Optional.empty(), offer(offer));
    }

    private static Offer offer(OfferText offer) {
        return offer.with("AA:BB", FINGERPRINT).parse();
    }
}
