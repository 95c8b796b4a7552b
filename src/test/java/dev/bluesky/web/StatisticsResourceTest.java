package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.SfuException;
import dev.bluesky.sfu.SfuFixture;
import dev.bluesky.stats.ConnectionState;
import dev.bluesky.stats.ConnectionStatistics;
import dev.bluesky.stats.PacketStatistics;
import dev.bluesky.stats.TrackStatistics;
import dev.bluesky.stats.TransportStatistics;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.ServletContext;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A room and its statistics as {@code http-api.md} writes them. */
@Timeout(60)
class StatisticsResourceTest {
    private static final ConnectionStatistics COUNTED =
            new ConnectionStatistics(
                    ConnectionState.CONNECTED,
                    OptionalLong.of(5120),
                    new TransportStatistics(Optional.of("udp"), 40, 4000, 10, 1000),
                    List.of(
                            new TrackStatistics(
                                    "0",
                                    "audio",
                                    TrackStatistics.Direction.INBOUND,
                                    Optional.of("opus"),
                                    OptionalLong.of(0xDEADBEEFL),
                                    new PacketStatistics(30, 3000, 2, 1),
                                    OptionalLong.empty(),
                                    0,
                                    OptionalDouble.of(1.23456),
                                    OptionalDouble.empty(),
                                    Map.of("inbound-drop.duplicate", 3L)),
                            new TrackStatistics(
                                    "1",
                                    "video",
                                    TrackStatistics.Direction.OUTBOUND,
                                    Optional.empty(),
                                    OptionalLong.empty(),
                                    new PacketStatistics(0, 0, 1, 0),
                                    OptionalLong.of(4),
                                    2,
                                    OptionalDouble.empty(),
                                    OptionalDouble.of(20),
                                    Map.of())),
                    Map.of("inbound-drop.duplicate", 3L, "srtp-drop.bad-tag", 1L),
                    Map.of("transport.packets-in", 40L));

    private final SfuFixture fixture = new SfuFixture("negotiation-timeout", "100ms");
    private final Room room = fixture.room();
    private final ServletContext context = FakeContext.of(fixture.sfu);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aRoomHasWhatItHadAndASummaryOfEachConnection() {
        fixture.engine.count(() -> CompletableFuture.completedFuture(COUNTED));
        SfuFixture.publish(room, SfuFixture.BOB);

        assertThat(room())
                .isEqualTo(
                        parsed(
                                """
                                {"id":"%s","admin":"alice","capacity":100,"engine":"%s",
                                 "metadata":{},"locked":false,
                                 "participants":[{"id":"bob","name":"",
                                  "tracks":[{"id":"0","kind":"audio","muted":false},
                                            {"id":"1","kind":"video","muted":false}],
                                  "connections":[{"peer":"bob","isSender":true,"statistics":
                                   {"state":"connected","codecs":["opus"],
                                    "packetsReceived":40,"bytesReceived":4000,
                                    "packetsSent":10,"bytesSent":1000,
                                    "packetsLost":3,"dropped":4}}]}]}
                                """
                                        .formatted(room.id(), fixture.engine.name().label())));
    }

    @Test
    void aRoomWhoseEngineDoesNotAnswerIsToldWithoutNumbers() {
        fixture.engine.count(CompletableFuture::new);
        SfuFixture.publish(room, SfuFixture.BOB);

        assertThat(room().getValue("/participants/0/connections"))
                .isEqualTo(array("[{\"peer\":\"bob\",\"isSender\":true}]"));
    }

    @Test
    void theStatisticsHaveEverythingThatIsCounted() {
        fixture.engine.count(() -> CompletableFuture.completedFuture(COUNTED));
        SfuFixture.publish(room, SfuFixture.BOB);

        assertThat(statistics(Optional.empty()))
                .isEqualTo(
                        parsed(
                                """
                                {"room":"%s","engine":"%s","omitted":0,
                                 "engineCounters":{"loop.datagrams-in":7},
                                 "connections":[{"user":"bob","peer":"bob","isSender":true,
                                  "statistics":{"state":"connected","connectedForMs":5120,
                                   "protocol":"udp",
                                   "packetsReceived":40,"bytesReceived":4000,
                                   "packetsSent":10,"bytesSent":1000,"roundTripMs":20.0,
                                   "drops":{"inbound-drop.duplicate":3,"srtp-drop.bad-tag":1},
                                   "counters":{"transport.packets-in":40},
                                   "tracks":[
                                    {"mid":"0","kind":"audio","direction":"inbound",
                                     "codec":"opus","ssrc":3735928559,
                                     "packets":30,"bytes":3000,"packetsLost":2,
                                     "packetsRetransmitted":1,"keyFramesRequested":0,
                                     "jitterMs":1.235,"drops":{"inbound-drop.duplicate":3}},
                                    {"mid":"1","kind":"video","direction":"outbound",
                                     "packets":0,"bytes":0,"packetsLost":1,
                                     "packetsRetransmitted":0,"keyFrames":4,
                                     "keyFramesRequested":2,"roundTripMs":20.0,"drops":{}}]}}]}
                                """
                                        .formatted(room.id(), fixture.engine.name().label())));
    }

    @Test
    void theStatisticsOfOneUserLeaveTheOthersOut() {
        SfuFixture.publish(room, SfuFixture.ALICE);
        SfuFixture.publish(room, SfuFixture.BOB);

        assertThat(statistics(Optional.empty()).getJsonArray("connections")).hasSize(2);
        assertThat(statistics(Optional.of("bob")).getJsonArray("connections")).hasSize(1);
        assertThat(statistics(Optional.of("carol")).getJsonArray("connections")).isEmpty();
    }

    @Test
    void unknownRoomsHaveNoStatisticsAndMalformedIdsAreRefused() {
        StatisticsResource resource = new StatisticsResource(context);

        assertRefused(Refusal.NOT_FOUND, () -> resource.get("nowhere", null));
        assertRefused(Refusal.MALFORMED, () -> resource.get("no where", null));
        assertRefused(Refusal.MALFORMED, () -> resource.get(room.id().value(), "no body"));
    }

    private static void assertRefused(Refusal refusal, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        SfuException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    private JsonObject room() {
        RoomResource resource = new RoomResource(context, room.id().value());
        return parsed(JsonbProvider.jsonb().toJson(resource.get()));
    }

    private JsonObject statistics(Optional<String> user) {
        StatisticsResource resource = new StatisticsResource(context);
        return parsed(
                JsonbProvider.jsonb().toJson(resource.get(room.id().value(), user.orElse(null))));
    }

    private static JsonObject parsed(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static JsonValue array(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }
}
