package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static dev.bluesky.sfu.SfuFixture.publish;
import static dev.bluesky.sfu.SfuFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.negotiate.OfferText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What alice, whose room it is, may do to others. */
@Timeout(30)
class ModerationTest {
    private static final UserId CAROL = new UserId("carol");
    private static final Track MUTED_AUDIO = new Track("0", "audio", true);
    private static final Track AUDIO = new Track("0", "audio");
    private static final Track VIDEO = new Track("1", "video");

    private final SfuFixture fixture = new SfuFixture();
    private final Room room = fixture.room();
    private final Moderation moderation = room.moderation();
    private final List<RoomEvent> heard = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void listenFor(Optional<UserId> user) {
        room.listen(heard::add, user);
        heard.clear();
    }

    private Set<String> silenced(UserId user) {
        return fixture.engine.silenced().getOrDefault(user, Set.of());
    }

    @Test
    void onlyTheAdminMay() {
        publish(room, BOB);
        publish(room, CAROL);
        List<ThrowingCallable> calls =
                List.of(
                        () -> moderation.mute(BOB, CAROL, Set.of("audio")),
                        () -> moderation.mute(BOB, BOB, Set.of("audio")),
                        () -> moderation.remove(BOB, CAROL),
                        () -> moderation.admit(BOB, CAROL),
                        () -> moderation.lock(BOB, true));
        calls.forEach(call -> Refused.with(Refusal.FORBIDDEN, call));
        assertThat(room.snapshot().participants()).hasSize(2);
        assertThat(room.snapshot().locked()).isFalse();
        assertThat(silenced(CAROL)).isEmpty();
    }

    @Test
    void whoIsMutedIsToldAndNotRelayedUntilItSaysOtherwise() {
        publish(room, BOB);
        listenFor(Optional.empty());
        moderation.mute(ALICE, BOB, Set.of("audio"));
        assertThat(heard)
                .containsExactly(new RoomEvent.Muted(BOB, MUTED_AUDIO, Optional.of(ALICE)));
        assertThat(silenced(BOB)).containsExactly("0");
        assertThat(fixture.engine.muted()).containsEntry(BOB, true);

        heard.clear();
        room.mute(BOB, new Muting(Map.of("video", true)));
        room.mute(BOB, new Muting(Map.of("audio", true)));
        assertThat(silenced(BOB)).containsExactly("0");
        room.mute(BOB, new Muting(Map.of("audio", false)));
        assertThat(silenced(BOB)).isEmpty();
        assertThat(fixture.engine.muted()).containsEntry(BOB, false);
        assertThat(heard).endsWith(new RoomEvent.Muted(BOB, AUDIO));
    }

    @Test
    void whoSaidBeforeThatItIsMutedIsNotRelayedEither() {
        publish(room, BOB);
        room.mute(BOB, new Muting(Map.of("audio", true)));
        listenFor(Optional.empty());
        moderation.mute(ALICE, BOB, Set.of("audio", "video"));
        assertThat(heard)
                .containsExactly(
                        new RoomEvent.Muted(BOB, VIDEO.withMuted(true), Optional.of(ALICE)));
        assertThat(silenced(BOB)).containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void whatIsPublishedAnewIsHeardAndWhatGoesOnIsNot() {
        publish(room, BOB, SfuFixture.offer("one"));
        moderation.mute(ALICE, BOB, Set.of("video"));
        publish(room, BOB, SfuFixture.offer("one"));
        assertThat(silenced(BOB)).containsExactly("1");

        OfferText off =
                OfferText.publishing().ofSession("one").withLast("a=sendonly", "a=inactive");
        publish(room, BOB, off.parse());
        publish(room, BOB, SfuFixture.offer("one"));
        assertThat(silenced(BOB)).isEmpty();
        assertThat(room.snapshot().participants().get(0).tracks()).containsExactly(AUDIO, VIDEO);
    }

    @Test
    void whoPublishesNothingOrIsNotThereCannotBeMuted() {
        receive(room, BOB, ALICE);
        listenFor(Optional.empty());
        moderation.mute(ALICE, BOB, Set.of("audio"));
        assertThat(heard).isEmpty();
        Refused.with(Refusal.NOT_FOUND, () -> moderation.mute(ALICE, CAROL, Set.of("audio")));
    }

    @Test
    void whoIsRemovedHearsOfThatAloneAndLosesEveryConnection() {
        publish(room, BOB);
        receive(room, BOB, ALICE);
        listenFor(Optional.of(BOB));
        List<RoomEvent> others = new ArrayList<>();
        room.listen(others::add, Optional.of(ALICE));
        others.clear();

        moderation.remove(ALICE, BOB);
        assertThat(heard).containsExactly(new RoomEvent.Removed(BOB, ALICE));
        assertThat(others)
                .containsExactly(
                        new RoomEvent.Ended(BOB, AUDIO),
                        new RoomEvent.Ended(BOB, VIDEO),
                        new RoomEvent.Left(BOB, Optional.of(ALICE)));
        assertThat(fixture.engine.openLinks()).isEmpty();
        assertThat(room.snapshot().participants()).isEmpty();
    }

    @Test
    void whoWasRemovedStaysOutUntilAdmitted() {
        publish(room, BOB);
        moderation.remove(ALICE, BOB);
        moderation.remove(ALICE, BOB);
        Refused.with(Refusal.FORBIDDEN, () -> publish(room, BOB));
        Refused.with(Refusal.FORBIDDEN, () -> receive(room, BOB, ALICE));
        Refused.with(Refusal.FORBIDDEN, () -> room.listen(heard::add, Optional.of(BOB)));
        assertThat(fixture.engine.openLinks()).isEmpty();

        moderation.admit(ALICE, BOB);
        publish(room, BOB);
        room.listen(heard::add, Optional.of(BOB));
        assertThat(heard).hasSize(1);
    }

    @Test
    void whoIsRemovedWhileItNegotiatesDoesNotGetIn() throws Exception {
        fixture.engine.hold();
        CompletableFuture<String> answer = fixture.publishing(room, BOB);
        CompletableFuture<String> engine = fixture.engine.nextPending();
        moderation.remove(ALICE, BOB);
        engine.complete("answer");
        assertThat(answer.handle((sdp, failure) -> failure.getCause()).get())
                .isInstanceOfSatisfying(
                        SfuException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.FORBIDDEN));
        assertThat(fixture.engine.openLinks()).isEmpty();
        assertThat(room.snapshot().participants()).isEmpty();
    }

    @Test
    void whoeverIsNotHereCanBeKeptOutToo() {
        moderation.remove(ALICE, BOB);
        Refused.with(Refusal.FORBIDDEN, () -> publish(room, BOB));
    }

    @Test
    void theAdminCannotBeRemovedAndIsNeverLockedOut() {
        publish(room, ALICE);
        Refused.with(Refusal.MALFORMED, () -> moderation.remove(ALICE, ALICE));
        room.closeConnection(ConnectionId.publishing(ALICE));
        moderation.lock(ALICE, true);
        publish(room, ALICE);
        assertThat(room.snapshot().participants()).hasSize(1);
    }

    @Test
    void aLockedRoomTakesBackWhoWasInsideAndNobodyElse() {
        publish(room, BOB);
        listenFor(Optional.empty());
        moderation.lock(ALICE, true);
        moderation.lock(ALICE, true);
        assertThat(heard).containsExactly(new RoomEvent.Locked(true));
        assertThat(room.snapshot().locked()).isTrue();

        receive(room, BOB, ALICE);
        room.closeConnection(ConnectionId.publishing(BOB));
        room.closeConnection(ConnectionId.receiving(BOB, ALICE));
        publish(room, BOB);
        Refused.with(Refusal.LOCKED, () -> publish(room, CAROL));
        Refused.with(Refusal.LOCKED, () -> room.listen(heard::add, Optional.of(CAROL)));
        room.listen(heard::add, Optional.empty());

        moderation.admit(ALICE, CAROL);
        publish(room, CAROL);
        assertThat(room.snapshot().participants()).hasSize(2);
    }

    @Test
    void anUnlockedRoomTakesEverybodyButWhoWasRemoved() {
        publish(room, BOB);
        moderation.lock(ALICE, true);
        moderation.remove(ALICE, BOB);
        Refused.with(Refusal.FORBIDDEN, () -> publish(room, BOB));
        moderation.lock(ALICE, false);
        publish(room, CAROL);
        Refused.with(Refusal.FORBIDDEN, () -> publish(room, BOB));
    }

    /** Admission is for one lock: the next one keeps out whoever is not here then. */
    @Test
    void whoWasAdmittedToALockedRoomIsKeptOutByTheNextLock() {
        moderation.lock(ALICE, true);
        moderation.admit(ALICE, BOB);
        moderation.lock(ALICE, false);
        moderation.lock(ALICE, true);
        Refused.with(Refusal.LOCKED, () -> publish(room, BOB));
    }

    @Test
    void whoStoodAtTheDoorWhenItWasLockedHearsNothingOfWhatIsSaid() {
        publish(room, BOB);
        List<RoomEvent> atTheDoor = new ArrayList<>();
        room.listen(atTheDoor::add, Optional.of(CAROL));
        moderation.lock(ALICE, true);
        atTheDoor.clear();
        room.meeting().say(BOB, ChatText.of("among us"));
        assertThat(atTheDoor).isEmpty();
        moderation.admit(ALICE, CAROL);
        room.meeting().say(BOB, ChatText.of("Hello, Carol"));
        assertThat(atTheDoor).hasSize(1);
    }

    @Test
    void theEldestOfManyWhoWereRemovedAreForgotten() {
        for (int i = 0; i <= Admission.REMEMBERED_MAX; i++) {
            moderation.remove(ALICE, new UserId("user-" + i));
            fixture.nowNs.addAndGet(1_000_000_000L);
        }
        publish(room, new UserId("user-0"));
        Refused.with(Refusal.FORBIDDEN, () -> publish(room, new UserId("user-1")));
    }

    @Test
    void whoeverClaimsToBeTheAdminCannotFloodTheRoom() {
        for (int i = 0; i < Moderation.AT_ONCE; i++) {
            moderation.lock(ALICE, i % 2 == 0);
        }
        Refused.with(Refusal.TOO_MANY, () -> moderation.lock(ALICE, true));
        Refused.with(Refusal.TOO_MANY, () -> moderation.remove(ALICE, BOB));
        fixture.nowNs.addAndGet(1_000_000_000L);
        moderation.lock(ALICE, true);
    }

    @Test
    void aClosedRoomHasNobodyToModerate() {
        fixture.sfu.closeRoom(room.id(), ALICE);
        Refused.with(Refusal.NOT_FOUND, () -> moderation.lock(ALICE, true));
        Refused.with(Refusal.NOT_FOUND, () -> moderation.remove(ALICE, BOB));
        Refused.with(Refusal.NOT_FOUND, () -> moderation.mute(ALICE, BOB, Set.of("audio")));
    }
}
