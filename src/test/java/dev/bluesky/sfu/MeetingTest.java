package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static dev.bluesky.sfu.SfuFixture.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chat, hands and reactions; the clocks are the test's. */
class MeetingTest {
    private static final UserId CAROL = new UserId("carol");
    private static final ChatText HELLO = ChatText.of("Hello");
    private static final Emoji THUMB = Emoji.of("👍");

    private final SfuFixture fixture = new SfuFixture();
    private final Room room = fixture.room();
    private final Meeting meeting = room.meeting();
    private final long startMs = fixture.nowMs.get();
    private final List<RoomEvent> heard = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void listenFor(Optional<UserId> user) {
        room.listen(heard::add, user);
        heard.clear();
    }

    private void passMs(long ms) {
        fixture.nowMs.addAndGet(ms);
        fixture.nowNs.addAndGet(ms * 1_000_000);
    }

    private Optional<List<ChatMessage>> chatFor(Optional<UserId> user) {
        List<RoomEvent> late = new ArrayList<>();
        RoomListener listener = late::add;
        room.listen(listener, user);
        room.ignore(listener);
        return ((RoomEvent.Snapshot) late.get(0)).room().chat();
    }

    @Test
    void whatSomebodyWritesIsHeardByAllAndKeptForWhoComesLate() {
        publish(room, ALICE);
        listenFor(Optional.of(ALICE));
        meeting.say(ALICE, HELLO);
        passMs(5);
        meeting.say(ALICE, ChatText.of("again"));

        ChatMessage first = new ChatMessage(1, ALICE, "", HELLO, startMs);
        ChatMessage second = new ChatMessage(2, ALICE, "", ChatText.of("again"), startMs + 5);
        assertThat(heard).containsExactly(new RoomEvent.Said(first), new RoomEvent.Said(second));
        assertThat(chatFor(Optional.of(BOB))).contains(List.of(first, second));
    }

    @Test
    void aMessageKeepsTheNameThatItsWriterHadWhoMayHaveLeft() {
        ConnectionId alice = ConnectionId.publishing(ALICE);
        String unused = room.negotiate(alice, Optional.of("Alice"), SfuFixture.offer("a"));
        meeting.say(ALICE, HELLO);
        room.closeConnection(alice);
        assertThat(chatFor(Optional.of(BOB)))
                .contains(List.of(new ChatMessage(1, ALICE, "Alice", HELLO, startMs)));
    }

    @Test
    void whatPeopleSayIsForPeople() {
        publish(room, ALICE);
        listenFor(Optional.empty());
        meeting.say(ALICE, HELLO);
        meeting.react(ALICE, THUMB);
        assertThat(heard).isEmpty();
        assertThat(chatFor(Optional.empty())).isEmpty();
        assertThat(room.snapshot().chat()).isEmpty();
    }

    @Test
    void whoIsNotInTheRoomSaysAndShowsNothing() {
        listenFor(Optional.of(ALICE));
        Refused.with(Refusal.FORBIDDEN, () -> meeting.say(BOB, HELLO));
        Refused.with(Refusal.FORBIDDEN, () -> meeting.react(BOB, THUMB));
        Refused.with(Refusal.FORBIDDEN, () -> meeting.raiseHand(BOB, BOB, true));
        publish(room, BOB);
        room.closeConnection(ConnectionId.publishing(BOB));
        heard.clear();
        Refused.with(Refusal.FORBIDDEN, () -> meeting.say(BOB, HELLO));
        assertThat(heard).isEmpty();
    }

    @Test
    void inAClosedRoomThereIsNothingToSay() {
        publish(room, ALICE);
        fixture.sfu.closeRoom(room.id(), ALICE);
        Refused.with(Refusal.NOT_FOUND, () -> meeting.say(ALICE, HELLO));
        Refused.with(Refusal.NOT_FOUND, () -> meeting.raiseHand(ALICE, ALICE, true));
        Refused.with(Refusal.NOT_FOUND, () -> meeting.raiseHand(BOB, ALICE, false));
    }

    @Test
    void onlyTheNewestMessagesAreKept() {
        publish(room, ALICE);
        for (int i = 1; i <= ChatLog.MESSAGES_MAX + 3; i++) {
            meeting.say(ALICE, HELLO);
            passMs(1000);
        }
        List<ChatMessage> kept = chatFor(Optional.of(BOB)).orElseThrow();
        assertThat(kept).hasSize(ChatLog.MESSAGES_MAX);
        assertThat(kept.get(0).id()).isEqualTo(4);
    }

    @Test
    void longMessagesMakeRoomForOneAnotherEarlier() {
        publish(room, ALICE);
        ChatText longest = ChatText.of("😀".repeat(ChatText.LENGTH_MAX));
        for (int i = 0; i < 30; i++) {
            meeting.say(ALICE, longest);
            passMs(1000);
        }
        List<ChatMessage> kept = chatFor(Optional.of(BOB)).orElseThrow();
        assertThat(kept).hasSize(ChatLog.CHARS_MAX / (2 * ChatText.LENGTH_MAX));
        assertThat(kept.get(kept.size() - 1).id()).isEqualTo(30);
    }

    @Test
    void aReactionIsHeardAndForgotten() {
        publish(room, ALICE);
        listenFor(Optional.of(BOB));
        meeting.react(ALICE, THUMB);
        assertThat(heard).containsExactly(new RoomEvent.Reacted(ALICE, THUMB));
    }

    @Test
    void handsAreInTheOrderInWhichTheyWereRaisedEvenWhenTheClockGoesBack() {
        publish(room, ALICE);
        publish(room, BOB);
        listenFor(Optional.empty());
        meeting.raiseHand(BOB, BOB, true);
        fixture.nowMs.addAndGet(-60_000);
        meeting.raiseHand(ALICE, ALICE, true);
        meeting.raiseHand(BOB, BOB, true);

        OptionalLong bobs = OptionalLong.of(startMs);
        OptionalLong alices = OptionalLong.of(startMs + 1);
        assertThat(heard)
                .containsExactly(
                        new RoomEvent.Hand(BOB, bobs, Optional.empty()),
                        new RoomEvent.Hand(ALICE, alices, Optional.empty()));
        assertThat(hands()).containsExactly(alices, bobs);
    }

    private List<OptionalLong> hands() {
        return room.snapshot().participants().stream()
                .map(RoomSnapshot.ParticipantSnapshot::handRaisedAtMs)
                .toList();
    }

    @Test
    void aHandIsLoweredByItsOwnerByTheAdminAndByLeaving() {
        publish(room, BOB);
        listenFor(Optional.empty());
        meeting.raiseHand(BOB, BOB, true);
        meeting.raiseHand(BOB, BOB, false);
        meeting.raiseHand(BOB, BOB, true);
        heard.clear();
        meeting.raiseHand(BOB, ALICE, false);
        meeting.raiseHand(BOB, ALICE, false);
        assertThat(heard)
                .containsExactly(new RoomEvent.Hand(BOB, OptionalLong.empty(), Optional.of(ALICE)));

        meeting.raiseHand(BOB, BOB, true);
        room.closeConnection(ConnectionId.publishing(BOB));
        publish(room, BOB);
        assertThat(hands()).containsExactly(OptionalLong.empty());
    }

    @Test
    void aChangedNameKeepsTheHandUp() {
        publish(room, BOB);
        meeting.raiseHand(BOB, BOB, true);
        ConnectionId bob = ConnectionId.publishing(BOB);
        String unused = room.negotiate(bob, Optional.of("Bob"), SfuFixture.offer("of-bob"));
        assertThat(hands()).containsExactly(OptionalLong.of(startMs));
    }

    @Test
    void nobodyElseTouchesAHand() {
        publish(room, BOB);
        publish(room, CAROL);
        meeting.raiseHand(BOB, BOB, true);
        Refused.with(Refusal.FORBIDDEN, () -> meeting.raiseHand(BOB, CAROL, false));
        Refused.with(Refusal.FORBIDDEN, () -> meeting.raiseHand(CAROL, ALICE, true));
        Refused.with(Refusal.NOT_FOUND, () -> meeting.raiseHand(new UserId("x"), ALICE, false));
        assertThat(hands()).containsExactly(OptionalLong.of(startMs), OptionalLong.empty());
    }

    @Test
    void nobodySaysMoreThanOthersBear() {
        publish(room, ALICE);
        publish(room, BOB);
        for (int i = 0; i < Meeting.PERSON_AT_ONCE; i++) {
            meeting.say(ALICE, HELLO);
        }
        Refused.with(Refusal.TOO_MANY, () -> meeting.say(ALICE, HELLO));
        Refused.with(Refusal.TOO_MANY, () -> meeting.react(ALICE, THUMB));
        Refused.with(Refusal.TOO_MANY, () -> meeting.raiseHand(ALICE, ALICE, true));
        meeting.say(BOB, HELLO);

        passMs(1000);
        meeting.say(ALICE, HELLO);
        meeting.react(ALICE, THUMB);
        Refused.with(Refusal.TOO_MANY, () -> meeting.say(ALICE, HELLO));
    }

    @Test
    void aRoomOfPeopleWhoAllTalkAtOnceIsBoundedToo() {
        int taken = 0;
        int refused = 0;
        for (int person = 0; person < 20; person++) {
            UserId user = new UserId("user-" + person);
            publish(room, user);
            for (int i = 0; i < Meeting.PERSON_AT_ONCE; i++) {
                try {
                    meeting.react(user, THUMB);
                    taken++;
                } catch (SfuException e) {
                    assertThat(e.refusal()).isEqualTo(Refusal.TOO_MANY);
                    refused++;
                }
            }
        }
        assertThat(taken).isEqualTo(Meeting.ROOM_AT_ONCE);
        assertThat(refused).isEqualTo(200);
    }
}
