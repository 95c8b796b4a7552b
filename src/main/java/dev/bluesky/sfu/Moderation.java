package dev.bluesky.sfu;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** What a room's admin may do to it and to the people in it; each call says who does it. */
public final class Moderation {

    private static final Logger LOG = System.getLogger(Moderation.class.getName());

    /** Everybody in a full room may be muted at once. */
    static final int AT_ONCE = 200;

    static final int PER_SECOND = 10;

    private final RoomId room;
    private final Authority authority;
    private final Roster roster;
    private final Mutes mutes;
    private final Allowance allowance;
    private final LongSupplier clockNs;

    Moderation(RoomId room, Authority authority, Roster roster, Mutes mutes, LongSupplier clockNs) {
        this.room = room;
        this.authority = authority;
        this.roster = roster;
        this.mutes = mutes;
        this.allowance = new Allowance(AT_ONCE, PER_SECOND, clockNs.getAsLong());
        this.clockNs = clockNs;
    }

    /**
     * Mutes what somebody publishes now, until that participant says that it is not muted any more.
     * Nothing of it is relayed until then.
     *
     * @param kinds {@code audio}, {@code video} or both
     * @throws SfuException FORBIDDEN, TOO_MANY, NOT_FOUND if there is no such participant
     */
    public void mute(UserId admin, UserId user, Set<String> kinds) {
        authority.require(admin);
        synchronized (roster) {
            allowance.take(clockNs.getAsLong());
            roster.requireJoined(user);
        }
        mutes.byAdmin(admin, user, kinds);
    }

    /**
     * Closes every connection of that user and of the screen it shows, who stays out until {@link
     * #admit}, whether it is here or not. A screen can be removed alone.
     *
     * @throws SfuException FORBIDDEN, TOO_MANY, MALFORMED for the admin itself
     */
    public void remove(UserId admin, UserId user) {
        authority.require(admin);
        if (authority.isHeldBy(user)) {
            throw new SfuException(
                    Refusal.MALFORMED,
                    "The admin cannot be removed: it may leave, or close the room.");
        }
        List<Connection> closed;
        synchronized (roster) {
            allowance.take(clockNs.getAsLong());
            closed = roster.expel(user, admin);
        }
        closed.forEach(Connection::close);
        LOG.log(Level.INFO, "room={0} user={1} removed by its admin", room, user);
    }

    /**
     * That user may come in, though it was removed, or though the room is locked now.
     *
     * @throws SfuException FORBIDDEN, TOO_MANY
     */
    public void admit(UserId admin, UserId user) {
        authority.require(admin);
        synchronized (roster) {
            allowance.take(clockNs.getAsLong());
            roster.admission().admit(user);
        }
    }

    /**
     * Lets nobody in any more who is not here, or lets in everybody again but those who were
     * removed.
     *
     * @throws SfuException FORBIDDEN, TOO_MANY
     */
    public void lock(UserId admin, boolean locked) {
        authority.require(admin);
        synchronized (roster) {
            allowance.take(clockNs.getAsLong());
            roster.lock(locked);
        }
    }
}
