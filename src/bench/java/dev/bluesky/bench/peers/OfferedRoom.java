package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Admission;
import dev.bluesky.bench.load.Entrance;
import dev.bluesky.bench.load.Wish;
import dev.bluesky.it.raw.RawOffer;
import java.net.URI;

/**
 * A room of one of our small SFUs, {@code src/bench/go/sfu} and {@code src/bench/node/sfu}: an
 * offer is sent to {@code publish} or {@code receive}, and the answer comes back.
 */
final class OfferedRoom implements Entrance {
    /** Where one size comes, or all do. */
    private static final String ANY_SIZE = "";

    private final URI server;
    private final String name;
    private final Published published = new Published();

    /**
     * @param number its own at the server, which opens it for whoever comes first
     */
    OfferedRoom(URI server, int number) {
        this.server = server;
        name = "room=" + number;
    }

    @Override
    public Admission publish(String user, RawOffer offer) {
        published.add(user, offer);
        return negotiate("publish?" + name + "&user=" + user, offer);
    }

    @Override
    public Admission receive(String user, Wish wish, RawOffer offer) {
        String whom = "&user=" + user + "&peer=" + wish.peer() + "&rid=" + size(wish);
        return negotiate("receive?" + name + whom, offer);
    }

    private String size(Wish wish) {
        return wish.isOfEverybody() ? ANY_SIZE : published.video(wish).rid();
    }

    private Admission negotiate(String path, RawOffer offer) {
        return Admission.answered(Calls.send("POST", server.resolve(path), offer.sdp()));
    }

    @Override
    public void stopReceiving(String user, Wish wish) {
        // The farewell in DTLS says so.
    }

    @Override
    public void close() {
        Calls.send("DELETE", server.resolve("room?" + name), "");
    }
}
