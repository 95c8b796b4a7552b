package dev.bluesky.sfu;

import java.util.Optional;

/**
 * Names a user within a room. Made by {@link IdRules#userId} from what a client sent.
 *
 * <p>The screen that somebody shows is a user of its own, so that it has tracks, slots and
 * renditions like any picture: its id is the person's with {@value #SCREEN} behind it.
 *
 * @param value what stands in paths
 */
public record UserId(String value) {

    /** Ends the id of somebody's screen. */
    static final String SCREEN = "~screen";

    /** By which this person's screen is in the room. */
    UserId screen() {
        return new UserId(value + SCREEN);
    }

    /** Whose screen this is; empty if it is a person. */
    public Optional<UserId> presenter() {
        return isScreen()
                ? Optional.of(new UserId(value.substring(0, value.length() - SCREEN.length())))
                : Optional.empty();
    }

    /** Whether this is a screen and no person. */
    public boolean isScreen() {
        return value.length() > SCREEN.length() && value.endsWith(SCREEN);
    }

    @Override
    public String toString() {
        return value;
    }
}
