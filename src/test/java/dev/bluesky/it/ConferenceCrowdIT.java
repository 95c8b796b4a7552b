package dev.bluesky.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.browser.Tile;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.Picture;
import dev.bluesky.it.peer.Picture.Tint;
import dev.bluesky.it.peer.PublishingPeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on a phone, which begins with six pairs of slots, among more people than that. */
class ConferenceCrowdIT {
    /** One more than there are slots for; all fit on the screen. */
    private static final int MANY = 7;

    /** More than fit on the screen. */
    private static final int TOO_MANY = 10;

    private static final Picture THUMBNAIL = new Picture(160, 90, 15, Tint.BLUE);

    private static BlueSkyProcess server;

    private final List<PublishingPeer> crowd = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = BlueSkyProcess.start(Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @AfterEach
    void endCrowd() {
        crowd.forEach(PublishingPeer::close);
    }

    @Test
    void whenMorePeopleFitOnTheScreenThanThereAreSlotsOneMoreOfferMakesRoomForAll()
            throws IOException {
        try (Page alice = onAPhone("many")) {
            alice.join("Alice");
            alice.awaitInCall();
            List<Tile> tiles = publish("many", MANY).map(alice::tile).toList();
            for (Tile tile : tiles) {
                alice.await("a picture", () -> tile.isThere() && tile.isPictured());
            }

            assertThat(tiles).noneMatch(Tile::isLarge);
            assertThat(alice.offersToReceive()).isEqualTo(2);
            alice.look().keep("many-360");
        }
    }

    @Test
    void whenNotEverybodyFitsOneIsLargeAndWhoeverIsInSightIsSeen() throws IOException {
        String room = new BlueSkyClient(server.uri()).createRoom("opener");
        List<String> users = publish(room, TOO_MANY).toList();
        try (Page alice = onAPhone(room)) {
            alice.join("Alice");
            alice.awaitInCall();
            List<Tile> tiles = users.stream().map(alice::tile).toList();
            alice.await("everybody", () -> tiles.stream().allMatch(Tile::isThere));
            alice.await("pictures of all in sight", () -> allInSightArePictured(tiles));
            assertThat(tiles).filteredOn(Tile::isLarge).hasSize(1);
            assertThat(tiles).anyMatch(tile -> !tile.isInSight());
            alice.look().keep("too-many-360");
            Tile last = tiles.get(TOO_MANY - 1);
            last.scrollIntoSight();
            alice.await("the last one's picture", last::isPictured);
            alice.await("pictures of all in sight", () -> allInSightArePictured(tiles));

            assertThat(alice.offersToReceive()).isEqualTo(1);
        }
    }

    private static boolean allInSightArePictured(List<Tile> tiles) {
        return tiles.stream().filter(Tile::isInSight).allMatch(Tile::isPictured);
    }

    private static Page onAPhone(String room) {
        Page page = Page.open(server.uri(), room, Devices.GRANTED);
        page.look().at(360, 740, "light");
        return page;
    }

    /** Lets so many people send a small picture; returns their ids as they come. */
    private Stream<String> publish(String room, int people) {
        BlueSkyClient client = new BlueSkyClient(server.uri());
        List<String> users = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            PublishingPeer peer = new PublishingPeer(THUMBNAIL, 300 + 100 * i);
            crowd.add(peer);
            client.publish(room, "peer-" + i, peer);
            users.add("peer-" + i);
        }
        return users.stream();
    }
}
