package dev.bluesky.sfu;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is muted, by its own word or by the admin's. The room is told first, then the engine, in the
 * participant's turn: so that both know the same in the end.
 */
record Mutes(Roster roster, MediaRoom media, Turns turns) {

    /** A publisher says what is muted; what it says is not, is relayed again. */
    void byPublisher(UserId user, Muting muting) {
        inTurn(user, participant -> roster.mute(participant, muting));
    }

    /** The admin mutes what somebody publishes now; it is not relayed any more. */
    void byAdmin(UserId admin, UserId user, Set<String> kinds) {
        Map<String, Boolean> muted =
                kinds.stream().collect(Collectors.toMap(Function.identity(), kind -> true));
        inTurn(user, participant -> roster.silence(participant, new Muting(muted), admin));
    }

    private void inTurn(UserId user, Consumer<Participant> step) {
        Participant participant = roster.reserve(user);
        try {
            turns.run(
                    participant.turn(),
                    () -> {
                        step.accept(participant);
                        apply(participant);
                    });
        } finally {
            roster.release(participant);
        }
    }

    /** The engine learns what is muted of what that participant publishes now. */
    void apply(Participant participant) {
        media.mute(participant.id(), roster.isMuted(participant, "audio"));
        media.silence(participant.id(), roster.silenced(participant));
    }
}
