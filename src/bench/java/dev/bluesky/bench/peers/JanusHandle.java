package dev.bluesky.bench.peers;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.net.URI;
import java.util.UUID;

/** A session of Janus with one handle of the VideoRoom plugin, over HTTP. */
final class JanusHandle implements AutoCloseable {
    private final URI session;
    private final URI handle;

    JanusHandle(URI janus) {
        session = child(janus, call(janus, message("create")));
        handle =
                child(
                        session,
                        call(session, message("attach").add("plugin", "janus.plugin.videoroom")));
    }

    private static URI child(URI parent, JsonObject created) {
        return URI.create(parent + "/" + created.getJsonObject("data").getJsonNumber("id"));
    }

    private static JsonObjectBuilder message(String name) {
        return Json.createObjectBuilder()
                .add("janus", name)
                .add("transaction", UUID.randomUUID().toString());
    }

    private static JsonObject call(URI uri, JsonObjectBuilder message) {
        return checked(parse(Calls.send("POST", uri, message.build().toString())));
    }

    private static JsonObject parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static JsonObject checked(JsonObject answer) {
        boolean failed =
                answer.getString("janus").equals("error")
                        || (answer.containsKey("plugindata") && data(answer).containsKey("error"));
        if (failed) {
            throw new IllegalStateException("Janus says " + answer);
        }
        return answer;
    }

    /** What the plugin says in an answer or event. */
    static JsonObject data(JsonObject event) {
        return event.getJsonObject("plugindata").getJsonObject("data");
    }

    /** A request that is answered at once. */
    JsonObject ask(JsonObjectBuilder body) {
        return data(call(handle, message("message").add("body", body)));
    }

    /**
     * A request that an event answers.
     *
     * @param type of the description that goes with it, "" for none
     */
    JsonObject tell(JsonObjectBuilder body, String type, String sdp) {
        JsonObjectBuilder message = message("message").add("body", body);
        if (!type.isEmpty()) {
            // Our sizes come smallest first, which is not what it expects.
            message.add(
                    "jsep",
                    Json.createObjectBuilder()
                            .add("type", type)
                            .add("sdp", sdp)
                            .add("rid_order", "lmh"));
        }
        JsonObject built = message.build();
        checked(parse(Calls.send("POST", handle, built.toString())));
        while (true) {
            JsonObject event = checked(parse(Calls.send("GET", session, "")));
            if (event.getString("transaction", "").equals(built.getString("transaction"))) {
                return event;
            }
        }
    }

    @Override
    public void close() {
        call(session, message("destroy"));
    }
}
