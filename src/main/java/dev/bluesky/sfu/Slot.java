package dev.bluesky.sfu;

import java.util.Optional;

/**
 * A slot at one moment: an m-line of a receiving connection for the whole room, and whom it shows.
 *
 * @param mid of its m-line in the viewer's offer
 * @param participant who is in it; empty if nobody is
 * @param track what of that participant; empty if nobody is in it
 * @param state whether media flows
 */
public record Slot(
        String mid, Optional<UserId> participant, Optional<Track> track, SlotState state) {}
