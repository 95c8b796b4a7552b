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
        room.listen(listener);
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
        assertThatThrownBy(() -> room.listen(listener)).isInstanceOf(SfuException.class);
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
        room.listen(listener);
        heard.clear();
    }

    private static RoomEvent joined(UserId user, String name) {
        return new RoomEvent.Joined(new ParticipantSnapshot(user, name, List.of()));
    }
}
