package dev.bluesky.sfu;

import static dev.bluesky.sfu.SfuFixture.ALICE;
import static dev.bluesky.sfu.SfuFixture.BOB;
import static dev.bluesky.sfu.SfuFixture.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bob shows his screen in alice's room: it is a participant, and nobody. */
class SharedScreenTest {
    private static final UserId SCREEN = new UserId("bob~screen");
    private static final UserId CAROL = new UserId("carol");

    private final SfuFixture fixture = new SfuFixture();
    private final Room room = fixture.room();
    private final Moderation moderation = room.moderation();

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<UserId> here() {
        return room.snapshot().participants().stream().map(p -> p.id()).toList();
    }

    @Test
    void itBelongsToWhoShowsIt() {
        assertThat(SCREEN.presenter()).contains(BOB);
        assertThat(BOB.screen()).isEqualTo(SCREEN);
        assertThat(BOB.isScreen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~screen", "bob~screens", "screen", "~screen~", "bob~Screen"})
    void whatOnlyLooksLikeOneIsAPerson(String id) {
        assertThat(new UserId(id).presenter()).isEmpty();
    }

    @Test
    void whoIsRemovedTakesTheScreenAlong() {
        publish(room, BOB);
        publish(room, SCREEN);
        List<RoomEvent> heard = new ArrayList<>();
        room.listen(heard::add, Optional.of(ALICE));
        moderation.remove(ALICE, BOB);

        assertThat(here()).isEmpty();
        assertThat(fixture.engine.openLinks()).isEmpty();
        assertThat(heard)
                .contains(new RoomEvent.Left(SCREEN, Optional.of(ALICE)))
                .endsWith(new RoomEvent.Left(BOB, Optional.of(ALICE)));
        Refused.with(Refusal.FORBIDDEN, () -> publish(room, SCREEN));
        Refused.with(Refusal.FORBIDDEN, () -> room.listen(heard::add, Optional.of(SCREEN)));
        moderation.admit(ALICE, BOB);
        publish(room, SCREEN);
        assertThat(here()).containsExactly(SCREEN);
    }

    @Test
    void whoListensForAScreenHearsOfTheRemovalAlone() {
        publish(room, BOB);
        List<RoomEvent> heard = new ArrayList<>();
        room.listen(heard::add, Optional.of(SCREEN));
        heard.clear();
        moderation.remove(ALICE, BOB);
        assertThat(heard).containsExactly(new RoomEvent.Removed(SCREEN, ALICE));
    }

    @Test
    void itCanBeRemovedAloneUntilItOrItsPersonIsAdmitted() {
        publish(room, BOB);
        for (UserId admitted : List.of(SCREEN, BOB)) {
            publish(room, SCREEN);
            moderation.remove(ALICE, SCREEN);
            assertThat(here()).containsExactly(BOB);
            Refused.with(Refusal.FORBIDDEN, () -> publish(room, SCREEN));
            moderation.admit(ALICE, admitted);
        }
        publish(room, SCREEN);
        assertThat(here()).containsExactly(BOB, SCREEN);
    }

    @Test
    void inALockedRoomWhoIsInsideMayShowOneAndNobodyElse() {
        publish(room, BOB);
        moderation.lock(ALICE, true);
        publish(room, SCREEN);
        publish(room, new UserId("alice~screen"));
        Refused.with(Refusal.LOCKED, () -> publish(room, new UserId("carol~screen")));
        moderation.admit(ALICE, CAROL);
        publish(room, new UserId("carol~screen"));
        assertThat(here()).hasSize(4);
    }

    @Test
    void itTakesNobodysPlaceInAFullRoom() {
        Room small = fixture.room(2);
        publish(small, BOB);
        publish(small, SCREEN);
        publish(small, ALICE);
        publish(small, new UserId("alice~screen"));
        Refused.with(Refusal.AT_CAPACITY, () -> publish(small, CAROL));
        Refused.with(Refusal.AT_CAPACITY, () -> publish(small, new UserId("carol~screen")));
        small.closeConnection(ConnectionId.publishing(ALICE));
        Refused.with(Refusal.AT_CAPACITY, () -> publish(small, CAROL));
        small.closeConnection(ConnectionId.publishing(new UserId("alice~screen")));
        publish(small, CAROL);
    }

    @Test
    void itIsNotCountedAmongPeople() {
        publish(room, BOB);
        publish(room, SCREEN);
        fixture.nowNs.addAndGet(1_000_000_000L);
        ServerStatistics all = fixture.sfu.statistics();
        assertThat(all.participants()).isEqualTo(1);
        assertThat(all.connections()).isEqualTo(2);
    }

    @Test
    void itIsMutedByItselfAndSoIsWhoShowsIt() {
        publish(room, BOB);
        publish(room, SCREEN);
        moderation.mute(ALICE, BOB, Set.of("audio"));
        assertThat(fixture.engine.silenced()).containsEntry(SCREEN, Set.of());
        moderation.mute(ALICE, SCREEN, Set.of("audio"));
        room.mute(BOB, new Muting(Map.of("audio", false)));
        assertThat(fixture.engine.silenced())
                .containsEntry(BOB, Set.of())
                .containsEntry(SCREEN, Set.of("0"));
    }

    @Test
    void itSaysNothingAndRaisesNoHand() {
        publish(room, BOB);
        publish(room, SCREEN);
        Meeting meeting = room.meeting();
        Stream.<Runnable>of(
                        () -> meeting.say(SCREEN, ChatText.of("Hello")),
                        () -> meeting.react(SCREEN, Emoji.of("👍")),
                        () -> meeting.raiseHand(SCREEN, SCREEN, true))
                .forEach(call -> Refused.with(Refusal.FORBIDDEN, call::run));
    }
}
