package dev.bluesky.sfu;

import java.util.Optional;

/**
 * A slot as the engine knows it.
 *
 * @param mid of its m-line in the viewer's offer
 * @param kind {@code audio} or {@code video}
 * @param source what is shown in it; empty if nothing is
 * @param state whether media flows
 */
public record SlotContent(String mid, String kind, Optional<Source> source, SlotState state) {

    /**
     * A published track.
     *
     * @param participant who publishes it
     * @param track its id: the mid of its m-line in the publisher's offer
     */
    public record Source(UserId participant, String track) {}
}
