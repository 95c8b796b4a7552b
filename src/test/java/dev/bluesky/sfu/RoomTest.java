package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static dev.bluesky.sfu.SfuFixture.offer;
import static dev.bluesky.sfu.SfuFixture.publish;
import static dev.bluesky.sfu.SfuFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bluesky.negotiate.Offer;
import dev.bluesky.negotiate.OfferText;
import dev.bluesky.sfu.RecordingEngine.Link;
import dev.bluesky.sfu.RoomSnapshot.ParticipantSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is in a room, over which connections, after calls that succeed, fail, and cross. */
class RoomTest {
    private static final UserId CAROL = new UserId("carol");
    private static final Track AUDIO = new Track("0", "audio");
    private static final Track VIDEO = new Track("1", "video");

    private final SfuFixture fixture = new SfuFixture();
    private final RecordingEngine engine = fixture.engine;
    private final Room room = fixture.room();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whoPublishesIsInTheRoomWithTheTracksOfTheOffer() {
        assertThat(publish(room, ALICE)).isEqualTo("answer");
        assertThat(participants())
                .containsExactly(new ParticipantSnapshot(ALICE, "", List.of(AUDIO, VIDEO)));
    }

    @Test
    void aReceiverMayComeBeforeThePublisherAndPublishesNothing() {
        receive(room, BOB, ALICE);
        assertThat(engine.link(0).user()).isEqualTo(BOB);
        assertThat(engine.link(0).publisher()).isEqualTo(ALICE);
        assertThat(participants()).containsExactly(new ParticipantSnapshot(BOB, "", List.of()));
        publish(room, ALICE);
        assertThat(ids()).containsExactly(BOB, ALICE);
    }

    @Test
    void aFurtherOfferOfTheSameSessionGoesToTheSameConnection() {
        publish(room, ALICE, offer("one"));
        Offer restart =
                OfferText.publishing()
                        .ofSession("one")
                        .with("one 2 IN", "one 3 IN")
                        .with("abcd", "efgh")
                        .parse();
        publish(room, ALICE, restart);
        assertThat(engine.links()).singleElement().extracting(Link::isClosed).isEqualTo(false);
        assertThat(engine.link(0).offers()).containsExactly(offer("one"), restart);
    }

    @Test
    void anOfferOfAnotherSessionReplacesTheConnectionAfterItIsAnswered() {
        publish(room, ALICE, offer("one"));
        engine.answer(
                offer -> {
                    assertThat(engine.link(0).isClosed()).isFalse();
                    return CompletableFuture.completedFuture("second");
                });
        assertThat(publish(room, ALICE, offer("two"))).isEqualTo("second");
        assertThat(engine.openLinks()).containsExactly(engine.link(1));
        assertThat(ids()).containsExactly(ALICE);
    }

    @Test
    void oneUserMayPublishAndReceiveFromSeveral() {
        publish(room, ALICE);
        receive(room, ALICE, BOB);
        receive(room, ALICE, CAROL);
        assertThat(engine.openLinks()).hasSize(3);
        assertThat(ids()).containsExactly(ALICE);
    }

    @Test
    void aFailedFirstNegotiationLeavesNothingBehind() {
        engine.refuse(new SfuException(Refusal.UNSERVABLE, "no codec"));
        assertRefused(Refusal.UNSERVABLE, () -> publish(room, ALICE));
        assertThat(engine.openLinks()).isEmpty();
        assertThat(participants()).isEmpty();
        assertThat(fixture.room().snapshot().participants()).isEmpty();
    }

    @Test
    void aFailedReplacementLeavesWhatWasThere() {
        publish(room, ALICE, offer("one"));
        List<ParticipantSnapshot> before = participants();
        engine.refuse(new SfuException(Refusal.UNSERVABLE, "no codec"));
        assertRefused(Refusal.UNSERVABLE, () -> publish(room, ALICE, offer("two")));
        assertThat(engine.openLinks()).containsExactly(engine.link(0));
        assertThat(participants()).isEqualTo(before);
    }

    @Test
    void aFailedRenegotiationLeavesTheConnection() {
        publish(room, ALICE, offer("one"));
        engine.refuse(new SfuException(Refusal.MALFORMED, "bad"));
        assertRefused(Refusal.MALFORMED, () -> publish(room, ALICE, offer("one")));
        assertThat(engine.link(0).isClosed()).isFalse();
        assertThat(ids()).containsExactly(ALICE);
    }

    @Test
    void aDefectOfTheEngineIsAFailureThatLeavesNothingBehind() {
        engine.refuse(new IllegalStateException("secret"));
        assertThatThrownBy(() -> publish(room, ALICE))
                .isInstanceOf(SfuException.class)
                .hasMessage("The media engine failed.");
        assertThat(engine.openLinks()).isEmpty();
        assertThat(participants()).isEmpty();
    }

    @Test
    void anEngineThatThrowsInsteadOfAnsweringLeavesNothingBehind() {
        engine.answer(
                offer -> {
                    throw new RejectedExecutionException("stopped");
                });
        assertRefused(Refusal.FAILED, () -> publish(room, ALICE));
        assertThat(engine.openLinks()).isEmpty();
        assertThat(participants()).isEmpty();
    }

    @Test
    void anEngineThatDoesNotAnswerInTimeIsGivenUp() {
        try (SfuFixture impatient = new SfuFixture("negotiation-timeout", "100ms")) {
            impatient.engine.hold();
            Room waiting = impatient.room();
            assertRefused(Refusal.TIMED_OUT, () -> publish(waiting, ALICE));
            assertThat(impatient.engine.openLinks()).isEmpty();
            assertThat(waiting.snapshot().participants()).isEmpty();
        }
    }

    @Test
    void aClosedConnectionIsGoneAndASecondCloseFindsNone() {
        publish(room, ALICE);
        room.closeConnection(ConnectionId.publishing(ALICE));
        assertThat(engine.openLinks()).isEmpty();
        assertThat(participants()).isEmpty();
        assertRefused(
                Refusal.NOT_FOUND, () -> room.closeConnection(ConnectionId.publishing(ALICE)));
    }

    @Test
    void whoStillReceivesStaysWithoutTracksWhenThePublishingConnectionCloses() {
        publish(room, ALICE);
        receive(room, ALICE, BOB);
        room.closeConnection(ConnectionId.publishing(ALICE));
        assertThat(participants()).containsExactly(new ParticipantSnapshot(ALICE, "", List.of()));
    }

    @Test
    void aLostConnectionIsGone() {
        publish(room, ALICE);
        receive(room, BOB, ALICE);
        engine.link(0).lose();
        assertThat(ids()).containsExactly(BOB);
        engine.link(0).lose();
        assertThat(ids()).containsExactly(BOB);
    }

    @Test
    void theLossOfAReplacedConnectionDoesNotTouchItsSuccessor() {
        publish(room, ALICE, offer("one"));
        publish(room, ALICE, offer("two"));
        engine.link(0).lose();
        assertThat(participants())
                .containsExactly(new ParticipantSnapshot(ALICE, "", List.of(AUDIO, VIDEO)));
    }

    @Test
    void anOfferThatContinuesALostConnectionGetsANewOne() {
        publish(room, ALICE, offer("one"));
        engine.link(0).lose();
        publish(room, ALICE, offer("one"));
        assertThat(engine.links()).hasSize(2);
        assertThat(engine.link(0).offers()).hasSize(1);
    }

    @Test
    void aConnectionThatIsLostWhileItIsNegotiatedIsNotInTheRoom() throws InterruptedException {
        engine.hold();
        var call = fixture.publishing(room, ALICE);
        var answer = engine.nextPending();
        engine.link(0).lose();
        answer.complete("answer");
        assertThatThrownBy(call::join).hasCauseInstanceOf(SfuException.class);
        assertThat(participants()).isEmpty();
        assertThat(engine.openLinks()).isEmpty();
    }

    @Test
    void aConnectionThatIsClosedWhileItIsRenegotiatedDoesNotComeBack() throws InterruptedException {
        publish(room, ALICE, offer("one"));
        engine.hold();
        var call = fixture.publishing(room, ALICE, offer("one"));
        var answer = engine.nextPending();
        room.closeConnection(ConnectionId.publishing(ALICE));
        answer.complete("answer");
        assertThatThrownBy(call::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.NOT_FOUND));
        assertThat(participants()).isEmpty();
    }

    @Test
    void aRoomClosedDuringANegotiationRefusesItAndClosesItsConnection()
            throws InterruptedException {
        publish(room, BOB);
        engine.hold();
        var call = fixture.publishing(room, ALICE);
        var answer = engine.nextPending();
        fixture.sfu.closeRoom(room.id(), ALICE);
        answer.complete("answer");
        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.NOT_FOUND));
        assertThat(engine.openLinks()).isEmpty();
        assertThat(engine.closedRooms()).containsExactly(room.id());
        assertRefused(Refusal.NOT_FOUND, () -> publish(room, CAROL));
    }

    @Test
    void aFullRoomTakesNobodyNewButWhoIsThereMayConnectAgain() {
        Room small = fixture.room(2);
        publish(small, ALICE);
        receive(small, BOB, ALICE);
        assertRefused(Refusal.AT_CAPACITY, () -> publish(small, CAROL));
        publish(small, BOB);
        small.closeConnection(ConnectionId.publishing(ALICE));
        publish(small, CAROL);
        assertRefused(Refusal.AT_CAPACITY, () -> publish(small, ALICE));
    }

    @Test
    void aPlaceIsTakenWhileANegotiationIsPendingAndFreeAgainWhenItFails()
            throws InterruptedException {
        Room small = fixture.room(1);
        engine.hold();
        var call = fixture.publishing(small, ALICE);
        var answer = engine.nextPending();
        assertRefused(Refusal.AT_CAPACITY, () -> publish(small, BOB));
        answer.completeExceptionally(new SfuException(Refusal.UNSERVABLE, "no codec"));
        assertThatThrownBy(call::join).hasCauseInstanceOf(SfuException.class);
        engine.answer(offer -> CompletableFuture.completedFuture("answer"));
        publish(small, BOB);
    }

    @Test
    void aUserHasNoEndOfConnectionsToPeopleWhoAreNotThere() {
        Room small = fixture.room(2);
        for (int i = 0; i < 5; i++) {
            receive(small, BOB, new UserId("nobody-" + i));
        }
        assertRefused(Refusal.AT_CAPACITY, () -> receive(small, BOB, new UserId("one-too-many")));
        receive(small, BOB, new UserId("nobody-0"));
        small.closeConnection(ConnectionId.receiving(BOB, new UserId("nobody-1")));
        receive(small, BOB, ALICE);
        publish(small, ALICE);
    }

    @Test
    void aNameIsKeptUntilAnotherIsGiven() {
        ConnectionId alice = ConnectionId.publishing(ALICE);
        room.negotiate(alice, Optional.of("Alice"), offer("one"));
        room.negotiate(alice, Optional.empty(), offer("one"));
        assertThat(participants().get(0).name()).isEqualTo("Alice");
        room.negotiate(alice, Optional.of("Al"), offer("one"));
        assertThat(participants().get(0).name()).isEqualTo("Al");
    }

    private List<ParticipantSnapshot> participants() {
        return room.snapshot().participants();
    }

    private List<UserId> ids() {
        return participants().stream().map(ParticipantSnapshot::id).toList();
    }

    private static void assertRefused(Refusal refusal, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SfuException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
