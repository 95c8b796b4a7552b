package dev.bluesky.sfu;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What the people in a room do beside media: they write, raise hands and show what they feel. It
 * lives in the room's event stream alone, and ends with the room. Nobody may do more of it than
 * others can bear.
 */
public final class Meeting {

    /** A quick writer, or applause. */
    static final int PERSON_AT_ONCE = 20;

    static final int PERSON_PER_SECOND = 2;

    /** A full room's applause; each of these goes to everybody. */
    static final int ROOM_AT_ONCE = 200;

    static final int ROOM_PER_SECOND = 50;

    private final Roster roster;
    private final ChatLog chat;
    private final Authority authority;
    private final Allowance allowance;
    private final LongSupplier clockNs;
    private final InstantSource wallClock;
    private long lastMomentMs;

    Meeting(
            Roster roster,
            ChatLog chat,
            Authority authority,
            LongSupplier clockNs,
            InstantSource wallClock) {
        this.roster = roster;
        this.chat = chat;
        this.authority = authority;
        this.allowance = new Allowance(ROOM_AT_ONCE, ROOM_PER_SECOND, clockNs.getAsLong());
        this.clockNs = clockNs;
        this.wallClock = wallClock;
    }

    /**
     * A participant writes to everybody, those who come later included.
     *
     * @throws SfuException FORBIDDEN for who is not in the room and for screens, TOO_MANY,
     *     NOT_FOUND if the room is closed
     */
    public void say(UserId user, ChatText text) {
        synchronized (roster) {
            Participant participant = requireAllowed(user);
            ChatMessage message = chat.add(user, participant.name(), text, moment());
            roster.audience().tell(new RoomEvent.Said(message));
        }
    }

    /**
     * A participant shows something for a moment, to those who are here.
     *
     * @throws SfuException FORBIDDEN for who is not in the room and for screens, TOO_MANY,
     *     NOT_FOUND if the room is closed
     */
    public void react(UserId user, Emoji emoji) {
        synchronized (roster) {
            Participant participant = requireAllowed(user);
            roster.audience().tell(new RoomEvent.Reacted(participant.id(), emoji));
        }
    }

    /**
     * A participant's hand is raised, or lowered. Whoever raises it again keeps its place in the
     * row.
     *
     * @param by the participant; or the admin, who may lower it
     * @throws SfuException FORBIDDEN, TOO_MANY, NOT_FOUND if there is no such participant
     */
    public void raiseHand(UserId user, UserId by, boolean raised) {
        boolean own = by.equals(user);
        if (!own && raised) {
            throw new SfuException(Refusal.FORBIDDEN, "Nobody raises somebody else's hand.");
        }
        synchronized (roster) {
            Participant participant = own ? requireAllowed(user) : requireLowerable(user, by);
            if (participant.handRaisedAtMs().isPresent() != raised) {
                OptionalLong now = raised ? OptionalLong.of(moment()) : OptionalLong.empty();
                participant.setHandRaisedAtMs(now);
                Optional<UserId> other = Optional.of(by).filter(admin -> !own);
                roster.audience().tell(new RoomEvent.Hand(user, now, other));
            }
        }
    }

    private Participant requireLowerable(UserId user, UserId by) {
        authority.require(by);
        return roster.requireJoined(user);
    }

    private Participant requireAllowed(UserId user) {
        roster.requireOpen();
        Participant participant =
                roster.joined(user)
                        .filter(person -> !person.id().isScreen())
                        .orElseThrow(
                                () ->
                                        new SfuException(
                                                Refusal.FORBIDDEN,
                                                "Only people who are in the room may do that."));
        long nowNs = clockNs.getAsLong();
        participant.allowance().take(nowNs);
        allowance.take(nowNs);
        return participant;
    }

    /** Each is later than the one before, whatever happens to the machine's clock. */
    private long moment() {
        lastMomentMs = Math.max(lastMomentMs + 1, wallClock.millis());
        return lastMomentMs;
    }
}
