package dev.bluesky.it;

import dev.bluesky.it.browser.Devices;
import dev.bluesky.it.browser.Page;
import dev.bluesky.it.peer.BlueSkyClient;
import dev.bluesky.it.peer.PublishingPeer;
import dev.bluesky.it.scene.Film;
import dev.bluesky.it.scene.Person;
import dev.bluesky.it.scene.Scene;
import dev.bluesky.it.scene.Slide;
import jakarta.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Maya's page in a room with others, who are no browsers: so two cores are enough for twelve. */
final class Meeting implements AutoCloseable {
    private static final int FRAMES_PER_SECOND = 8;
    private static final Scene SLIDE = new Slide();
    private static final Map<List<?>, Film> FILMS = new LinkedHashMap<>();

    private final BlueSkyClient client;
    private final String room;
    private final Page page;
    private final Map<Person, PublishingPeer> others = new LinkedHashMap<>();
    private final List<PublishingPeer> screens = new ArrayList<>();

    /**
     * @param people in all, Maya included
     * @param height of their pictures in pixels
     */
    static Meeting of(URI server, String room, int people, int height) {
        Meeting meeting = new Meeting(server, room);
        for (Person person : Person.ALL.subList(1, people)) {
            meeting.joins(person, height);
        }
        return meeting;
    }

    private Meeting(URI server, String room) {
        this.client = new BlueSkyClient(server);
        this.room = room;
        this.page = Page.open(server, room, Devices.FILMED);
        page.join("Maya Lindström");
        page.awaitInCall();
    }

    private void joins(Person person, int height) {
        Film film = film(person, height, FRAMES_PER_SECOND);
        PublishingPeer peer = PublishingPeer.showing(film, 300 + 40 * person.number());
        others.put(person, peer);
        client.publish(room, person.givenName(), person.title(), peer);
    }

    /** Somebody shows a slide. */
    void presents(Person person) {
        PublishingPeer peer = PublishingPeer.showing(film(SLIDE, 720, 3), 300);
        screens.add(peer);
        client.publish(room, person.givenName() + "~screen", person.title(), peer);
    }

    private static Film film(Scene scene, int height, int framesPerSecond) {
        return FILMS.computeIfAbsent(
                List.of(scene, height),
                key -> Film.of(scene, height * 16 / 9, height, framesPerSecond));
    }

    Page page() {
        return page;
    }

    /** The ids of those who have a camera. */
    List<String> pictured() {
        return others.keySet().stream().map(Person::givenName).toList();
    }

    void speaks(Person person) {
        Objects.requireNonNull(others.get(person)).speak(true);
    }

    void mutes(Person person) {
        client.mute(room, person.givenName(), "{\"audio\":true}");
    }

    void raisesHand(Person person) {
        String body =
                Json.createObjectBuilder()
                        .add("user_id", person.givenName())
                        .add("raised", true)
                        .build()
                        .toString();
        String path = "webrtc/room/" + room + "/participants/" + person.givenName() + "/hand";
        client.send("PUT", path, "application/json", body);
    }

    void says(Person person, String text) {
        String body =
                Json.createObjectBuilder()
                        .add("user_id", person.givenName())
                        .add("text", text)
                        .build()
                        .toString();
        client.send("POST", "webrtc/room/" + room + "/chat", "application/json", body);
    }

    @Override
    public void close() {
        page.close();
        others.values().forEach(PublishingPeer::close);
        screens.forEach(PublishingPeer::close);
    }
}
