package dev.bluesky.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.sfu.Room;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.sfu.SfuFixture;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerStatisticsResourceTest {

    @Test
    void theServerIsAsTheDocumentWritesIt() {
        try (SfuFixture fixture = new SfuFixture("rooms-max", "7", "event-streams-max", "5");
                EventStreams streams = new EventStreams(fixture.sfu.config().http())) {
            Room room = fixture.room();
            SfuFixture.publish(room, SfuFixture.BOB);
            streams.open(room, Optional.empty(), RecordingSink.writer(new RecordingSink(10)));
            var context =
                    FakeContext.of(
                            Map.of(Sfu.ATTRIBUTE, fixture.sfu, EventStreams.ATTRIBUTE, streams));
            JsonObject all = parsed(new ServerStatisticsResource(context).get());

            JsonObject load = all.getJsonObject("load");
            assertThat(load.getInt("processors")).isPositive();
            assertThat(load.getInt("threads")).isPositive();
            assertThat(load.getJsonNumber("heapBytes").longValue())
                    .isBetween(1L, load.getJsonNumber("heapBytesMax").longValue());
            assertThat(all.getJsonObject("limits"))
                    .isEqualTo(parsed("{\"rooms\":7,\"roomCapacity\":100,\"eventStreams\":5}"));
            JsonObject totals = all.getJsonObject("totals");
            assertThat(totals.getInt("eventStreams")).isEqualTo(1);
            assertThat(totals.getInt("participants")).isEqualTo(1);
            assertThat(all.getJsonArray("rooms").getJsonObject(0))
                    .isEqualTo(
                            parsed(
                                    """
                                    {"id":"%s","engine":"forward","participants":1,"capacity":100,
                                     "locked":false,"connections":1,"packetsReceived":0,
                                     "bytesReceived":0,"packetsSent":0,"bytesSent":0,
                                     "packetsLost":0,"drops":{}}
                                    """
                                            .formatted(room.id())));
            assertThat(all.getJsonArray("engines").getJsonObject(0))
                    .isEqualTo(
                            parsed(
                                    "{\"name\":\"forward\",\"counters\":{\"loop.datagrams-in\":7}}"));
            assertThat(all.getInt("roomsOmitted") + all.getInt("connectionsOmitted")).isZero();
            assertThat(all.getJsonNumber("startedAt").longValue())
                    .isEqualTo(all.getJsonNumber("at").longValue());
        }
    }

    private static JsonObject parsed(ServerStatisticsJson all) {
        return parsed(JsonbProvider.jsonb().toJson(all));
    }

    private static JsonObject parsed(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
