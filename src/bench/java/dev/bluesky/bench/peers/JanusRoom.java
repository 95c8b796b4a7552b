package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Admission;
import dev.bluesky.bench.load.Entrance;
import dev.bluesky.bench.load.Wish;
import dev.bluesky.it.raw.RawOffer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A room of Janus' VideoRoom. A viewer is offered what it should receive; our offer, which has the
 * same m-lines, serves as the answer.
 */
final class JanusRoom implements Entrance {
    private static final int PUBLISHERS_MAX = 100;

    private final URI janus;
    private final int room;
    private final JanusHandle owner;
    private final List<JanusHandle> handles = new ArrayList<>();

    private final Published published = new Published();

    /** The publishers' ids. */
    private final Map<String, Long> feeds = new HashMap<>();

    JanusRoom(URI janus, int room) {
        this.janus = janus;
        this.room = room;
        owner = new JanusHandle(janus);
        owner.ask(
                request("create")
                        .add("publishers", PUBLISHERS_MAX)
                        .add("bitrate", 0)
                        .add("audiocodec", "opus")
                        .add("videocodec", "vp8")
                        .add("notify_joining", false));
    }

    private JsonObjectBuilder request(String name) {
        return Json.createObjectBuilder().add("request", name).add("room", room);
    }

    private JanusHandle handle() {
        JanusHandle handle = new JanusHandle(janus);
        handles.add(handle);
        return handle;
    }

    @Override
    public Admission publish(String user, RawOffer offer) {
        JsonObject event =
                handle().tell(
                                request("joinandconfigure")
                                        .add("ptype", "publisher")
                                        .add("display", user),
                                "offer",
                                offer.sdp());
        feeds.put(user, JanusHandle.data(event).getJsonNumber("id").longValue());
        published.add(user, offer);
        return Admission.answered(event.getJsonObject("jsep").getString("sdp"));
    }

    @Override
    public Admission receive(String user, Wish wish, RawOffer offer) {
        JanusHandle handle = handle();
        JsonObject event =
                handle.tell(
                        request("join").add("ptype", "subscriber").add("streams", streams(wish)),
                        "",
                        "");
        handle.tell(request("start"), "answer", offer.sdp());
        return Admission.answered(event.getJsonObject("jsep").getString("sdp"));
    }

    private JsonArrayBuilder streams(Wish wish) {
        long feed = feeds.getOrDefault(wish.peer(), 0L);
        JsonObjectBuilder video = Json.createObjectBuilder().add("feed", feed).add("mid", "1");
        if (published.hasSizes(wish)) {
            video.add("substream", wish.videoStream());
        }
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("feed", feed).add("mid", "0"))
                .add(video);
    }

    @Override
    public void stopReceiving(String user, Wish wish) {
        // The farewell in DTLS says so.
    }

    @Override
    public void close() {
        owner.ask(request("destroy"));
        handles.forEach(JanusHandle::close);
        owner.close();
    }
}
