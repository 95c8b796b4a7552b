package dev.bluesky.bench.load;

import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.SdpForm;
import dev.bluesky.it.raw.RawOffer;
import jakarta.json.Json;

/** A room of Blue Sky. */
public final class BlueSkyEntrance implements Entrance {
    private static final String ADMIN = "admin";

    private final BlueSkyClient client;
    private final String engine;
    private final String room;

    /** Makes the room. */
    public BlueSkyEntrance(BlueSkyClient client, String engine) {
        this(
                client,
                engine,
                client.createRoom(
                        Json.createObjectBuilder()
                                .add("user_id", ADMIN)
                                .add("engine", engine)
                                .build()));
    }

    /** Another's room. */
    BlueSkyEntrance(BlueSkyClient client, String engine, String room) {
        this.client = client;
        this.engine = engine;
        this.room = room;
    }

    @Override
    public String room() {
        return room;
    }

    @Override
    public boolean isVerbatim() {
        return !engine.equals("native");
    }

    @Override
    public Admission publish(String user, RawOffer offer) {
        return negotiate(BlueSkyClient.sdpPath(room, user, user, "true"), offer);
    }

    @Override
    public Admission receive(String user, Wish wish, RawOffer offer) {
        Admission admission =
                negotiate(BlueSkyClient.sdpPath(room, user, wish.peer(), "false"), offer);
        if (wish.hasView()) {
            client.view(room, user, wish.peer(), wish.view().toString());
        }
        return admission;
    }

    private Admission negotiate(String path, RawOffer offer) {
        return Admission.answered(client.negotiate(path, SdpForm.PLAIN, offer.sdp()));
    }

    @Override
    public void stopReceiving(String user, Wish wish) {
        client.stopReceiving(room, user, wish.peer());
    }

    @Override
    public void close() {
        client.closeRoom(room, ADMIN);
    }
}
