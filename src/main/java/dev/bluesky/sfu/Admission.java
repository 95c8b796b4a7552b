package dev.bluesky.sfu;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who may be in a room: everybody, until it is locked, but for those who were removed. Its admin
 * always may. A screen may where the person may who shows it, unless it was removed itself. Guarded
 * by the room's monitor.
 */
final class Admission {

    /** Of those who were removed, and of those who were admitted: the eldest are forgotten. */
    static final int REMEMBERED_MAX = 1000;

    private final Authority authority;
    private final Set<UserId> removed = new LinkedHashSet<>();
    private final Set<UserId> admitted = new LinkedHashSet<>();
    private Set<UserId> inside = Set.of();
    private boolean locked;

    Admission(Authority authority) {
        this.authority = authority;
    }

    boolean isLocked() {
        return locked;
    }

    /**
     * From now on nobody else comes in.
     *
     * @param present they may leave and come back
     */
    void lock(Collection<UserId> present) {
        if (!locked) {
            locked = true;
            inside = new HashSet<>(present);
        }
    }

    void unlock() {
        locked = false;
        inside = Set.of();
        admitted.clear();
    }

    /** That user stays out, until {@link #admit}. */
    void remove(UserId user) {
        admitted.remove(user);
        add(user, removed);
    }

    /** That user may come in, with a screen, though removed, or though the room is locked now. */
    void admit(UserId user) {
        removed.remove(user);
        removed.remove(user.screen());
        if (locked) {
            add(user, admitted);
        }
    }

    private static void add(UserId user, Set<UserId> remembered) {
        remembered.remove(user);
        remembered.add(user);
        if (remembered.size() > REMEMBERED_MAX) {
            remembered.remove(remembered.iterator().next());
        }
    }

    boolean admits(UserId user) {
        return authority.isHeldBy(user) || (!isRemoved(user) && hasKey(user));
    }

    private boolean hasKey(UserId user) {
        return !locked
                || inside.contains(user)
                || admitted.contains(user)
                || user.presenter().filter(this::admits).isPresent();
    }

    private boolean isRemoved(UserId user) {
        return removed.contains(user) || user.presenter().filter(removed::contains).isPresent();
    }

    /**
     * @throws SfuException FORBIDDEN for who was removed, LOCKED for who is kept out by the lock
     */
    void require(UserId user) {
        if (admits(user)) {
            return;
        }
        throw isRemoved(user)
                ? new SfuException(
                        Refusal.FORBIDDEN, "The room's admin has removed you from this room.")
                : new SfuException(Refusal.LOCKED, "The room is locked: its admin lets nobody in.");
    }
}
