package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static dev.bluesky.sfu.SfuFixture.offer;
import static dev.bluesky.sfu.SfuFixture.publish;
import static dev.bluesky.sfu.SfuFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.negotiate.OfferText;
import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners hear, in which order. */
class RoomEventsTest {
    private static final Track AUDIO = new Track("0", "audio");
    private static final Track VIDEO = new Track("1", "video");

    private final SfuFixture fixture = new SfuFixture();
    private final Room room = fixture.room();
    private final List<RoomEvent> heard = new CopyOnWriteArrayList<>();
    private final RoomListener listener = heard::add;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theFirstEventIsTheRoomAsItIs() {
        publish(room, ALICE);
        room.listen(listener, Optional.empty());
        assertThat(heard).containsExactly(new RoomEvent.Snapshot(room.snapshot()));
        assertThat(room.snapshot().participants()).hasSize(1);
    }

    @Test
    void aPublishersLifeIsJoinedPublishedEndedLeft() {
        listen();
        publish(room, ALICE);
        room.closeConnection(ConnectionId.publishing(ALICE));
        assertThat(heard)
                .containsExactly(
                        joined(ALICE, ""),
                        new RoomEvent.Published(ALICE, AUDIO),
                        new RoomEvent.Published(ALICE, VIDEO),
                        new RoomEvent.Ended(ALICE, AUDIO),
                        new RoomEvent.Ended(ALICE, VIDEO),
                        new RoomEvent.Left(ALICE));
    }

    @Test
    void aLossIsToldAsACloseIs() {
        receive(room, BOB, ALICE);
        listen();
        fixture.engine.link(0).lose();
        assertThat(heard).containsExactly(new RoomEvent.Left(BOB));
    }

    @Test
    void aSecondConnectionOfTheSameUserIsNotJoiningAgain() {
        receive(room, ALICE, BOB);
        listen();
        publish(room, ALICE);
        room.closeConnection(ConnectionId.receiving(ALICE, BOB));
        assertThat(heard)
                .containsExactly(
                        new RoomEvent.Published(ALICE, AUDIO),
                        new RoomEvent.Published(ALICE, VIDEO));
    }

    @Test
    void aCameraThatGoesOffAndOnEndsAndIsPublishedAgain() {
        publish(room, ALICE, offer("one"));
        listen();
        OfferText off =
                OfferText.publishing().ofSession("one").withLast("a=sendonly", "a=inactive");
        publish(room, ALICE, off.parse());
        publish(room, ALICE, offer("one"));
        assertThat(heard)
                .containsExactly(
                        new RoomEvent.Ended(ALICE, VIDEO), new RoomEvent.Published(ALICE, VIDEO));
    }

    @Test
    void aReplacementWithTheSameTracksIsNoEvent() {
        publish(room, ALICE, offer("one"));
        listen();
        publish(room, ALICE, offer("two"));
        assertThat(heard).isEmpty();
    }

    @Test
    void aChangedNameIsToldAsJoined() {
        ConnectionId alice = ConnectionId.publishing(ALICE);
        room.negotiate(alice, Optional.of("Alice"), offer("one"));
        listen();
        room.negotiate(alice, Optional.of("Alice"), offer("one"));
        room.negotiate(alice, Optional.of("Al"), offer("one"));
        assertThat(heard)
                .containsExactly(
                        new RoomEvent.Joined(
                                new ParticipantSnapshot(ALICE, "Al", List.of(AUDIO, VIDEO))));
    }

    @Test
    void aFailedNegotiationIsNoEvent() {
        listen();
        fixture.engine.refuse(new SfuException(Refusal.UNSERVABLE, "no codec"));
        assertThatThrownBy(() -> publish(room, ALICE)).isInstanceOf(SfuException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void theLastEventIsThatTheRoomIsClosed() {
        publish(room, ALICE);
        listen();
        fixture.sfu.closeRoom(room.id(), ALICE);
        fixture.engine.link(0).lose();
        assertThat(heard)
                .containsExactly(new RoomEvent.RoomClosed(room.id(), "closed by its admin"));
        assertThatThrownBy(() -> room.listen(listener, Optional.empty()))
                .isInstanceOf(SfuException.class);
    }

    @Test
    void whoStopsListeningHearsNothingMoreAndMayStopTwice() {
        listen();
        room.ignore(listener);
        room.ignore(listener);
        publish(room, ALICE);
        assertThat(heard).isEmpty();
    }

    private void listen() {
        room.listen(listener, Optional.empty());
        heard.clear();
    }

    private static RoomEvent joined(UserId user, String name) {
        return new RoomEvent.Joined(new ParticipantSnapshot(user, name, List.of()));
    }

    private static SlotContent slot(String mid, UserId participant) {
        return new SlotContent(
                mid,
                "audio",
                Optional.of(new SlotContent.Source(participant, "0")),
                SlotState.LIVE);
    }

    private void watch(UserId user) {
        String unused =
                room.negotiate(
                        ConnectionId.receivingAll(user),
                        Optional.empty(),
                        SfuFixture.offer("all-" + user + room.snapshot().participants().size()));
    }

    @Test
    void aSlotIsToldToItsViewerAloneAndOnlyWhenItChanges() {
        publish(room, ALICE);
        watch(BOB);
        List<RoomEvent> others = new CopyOnWriteArrayList<>();
        room.listen(others::add, Optional.of(ALICE));
        room.listen(listener, Optional.of(BOB));
        heard.clear();
        others.clear();
        SlotContent empty = new SlotContent("1", "video", Optional.empty(), SlotState.PAUSED);
        fixture.engine.tellSlots(BOB, slot("0", ALICE), empty);
        fixture.engine.tellSlots(BOB, slot("0", ALICE), empty);

        Slot first = new Slot("0", Optional.of(ALICE), Optional.of(AUDIO), SlotState.LIVE);
        Slot second = new Slot("1", Optional.empty(), Optional.empty(), SlotState.PAUSED);
        assertThat(heard)
                .containsExactly(
                        new RoomEvent.SlotChanged(BOB, first),
                        new RoomEvent.SlotChanged(BOB, second));
        assertThat(others).isEmpty();
        heard.clear();
        room.ignore(listener);
        room.listen(listener, Optional.of(BOB));
        assertThat(heard.get(0))
                .isInstanceOfSatisfying(
                        RoomEvent.Snapshot.class,
                        s ->
                                assertThat(s.room().slots())
                                        .isEqualTo(Optional.of(List.of(first, second))));
    }

    @Test
    void slotsOfAConnectionThatWasReplacedOrClosedMeanNothing() {
        watch(BOB);
        fixture.engine.tellSlots(BOB, slot("0", ALICE));
        room.closeConnection(ConnectionId.receivingAll(BOB));
        room.listen(listener, Optional.of(BOB));
        heard.clear();
        fixture.engine.tellSlots(BOB, slot("0", BOB));
        assertThat(heard).isEmpty();
        assertThat(room.snapshot().slots()).isEmpty();
    }

    @Test
    void whoIsMutedIsToldOnceAndShownInEverySlotAndSnapshot() {
        publish(room, ALICE);
        watch(BOB);
        room.listen(listener, Optional.of(BOB));
        heard.clear();
        room.mute(ALICE, new Muting(Map.of("audio", true)));
        room.mute(ALICE, new Muting(Map.of("audio", true, "video", false)));
        Track muted = new Track("0", "audio", true);
        assertThat(heard).containsExactly(new RoomEvent.Muted(ALICE, muted));
        assertThat(fixture.engine.muted()).containsEntry(ALICE, true);
        assertThat(room.snapshot().participants().get(0).tracks()).containsExactly(muted, VIDEO);

        heard.clear();
        fixture.engine.tellSlots(BOB, slot("0", ALICE));
        Slot slot = new Slot("0", Optional.of(ALICE), Optional.of(muted), SlotState.LIVE);
        assertThat(heard).containsExactly(new RoomEvent.SlotChanged(BOB, slot));
    }

    @Test
    void whatGoesOnStaysMutedAndWhatIsPublishedAnewIsNot() {
        publish(room, ALICE);
        room.mute(ALICE, new Muting(Map.of("audio", true)));
        publish(room, ALICE);
        assertThat(room.snapshot().participants().get(0).tracks().get(0).muted()).isTrue();
        room.closeConnection(ConnectionId.publishing(ALICE));
        publish(room, ALICE);
        assertThat(room.snapshot().participants().get(0).tracks().get(0).muted()).isFalse();
        assertThat(fixture.engine.muted()).containsEntry(ALICE, false);
    }

    @Test
    void onlyWhoPublishesCanBeMuted() {
        watch(BOB);
        assertThatThrownBy(() -> room.mute(BOB, new Muting(Map.of("audio", true))))
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    void aViewGoesToItsConnection() {
        watch(BOB);
        View wish = new View(List.of(ALICE), Map.of());
        room.view(ConnectionId.receivingAll(BOB), wish);
        assertThat(fixture.engine.link(0).views()).containsExactly(wish);
        assertThatThrownBy(() -> room.view(ConnectionId.receiving(BOB, ALICE), wish))
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    void whoSpeaksIsToldWhenItChangesAndIsPartOfTheRoom() {
        publish(room, ALICE);
        listen();
        fixture.engine.tellSpeaker(Optional.of(ALICE));
        fixture.engine.tellSpeaker(Optional.of(ALICE));
        assertThat(room.snapshot().speaker()).contains(ALICE);
        fixture.engine.tellSpeaker(Optional.empty());
        assertThat(heard)
                .containsExactly(
                        new RoomEvent.SpeakerChanged(Optional.of(ALICE)),
                        new RoomEvent.SpeakerChanged(Optional.empty()));
    }
}
