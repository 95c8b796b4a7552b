package dev.bluesky.sfu;

/**
 * The one place that knows who may decide for a whole room.
 *
 * @param admin who has created it; whether a caller is who it says it is, is for {@code web} to
 *     know
 */
record Authority(UserId admin) {

    boolean isHeldBy(UserId user) {
        return admin.equals(user);
    }

    /**
     * @throws SfuException FORBIDDEN for anybody but the admin
     */
    void require(UserId user) {
        if (!isHeldBy(user)) {
            throw new SfuException(Refusal.FORBIDDEN, "Only the room's admin may do that.");
        }
    }
}
