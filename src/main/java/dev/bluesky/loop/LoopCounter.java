package dev.bluesky.loop;

/** What a loop counts from its start on. */
public enum LoopCounter {
    /** Datagrams handed to the handler. */
    DATAGRAMS_IN,
    /** Datagrams and frames that belonged to another loop and were handed over to it. */
    HANDED_OVER,
    /** Those that were dropped because that loop did not keep up. */
    HANDOVER_FULL,
    /** Decrypted packets that were relayed to another loop, for the viewers of the room there. */
    RELAYED,
    /** Those that were dropped because that loop did not keep up. */
    RELAY_FULL,
    /** Datagrams queued to be sent. */
    DATAGRAMS_OUT,
    /** Runs of two and more datagrams that left by one call. */
    RUNS_OUT,
    /** Runs that the system refused, so that their datagrams left one by one. */
    RUNS_REFUSED,
    /** Received datagrams that were dropped: longer than any of ours. */
    DATAGRAMS_TOO_LONG,
    /** Datagrams that were not sent: the network has not taken what went before. */
    DATAGRAMS_BACKED_UP,
    /** Datagrams that the system refused to send or receive: no route, a firewall, no interface. */
    SOCKET_ERRORS,
    /** Frames of TCP connections handed to the handler. */
    FRAMES_IN,
    /** Frames queued to be sent on TCP connections. */
    FRAMES_OUT,
    /** Frames that were not sent: the connection's remote side has not read what went before. */
    FRAMES_BACKED_UP,
    /** TCP connections that became links; each is open or in one of the four counters of an end. */
    TCP_ACCEPTED,
    /** TCP connections refused: there are as many as there may be. */
    TCP_REFUSED_FULL,
    /** TCP connections refused: their address has as many that proved nothing as it may have. */
    TCP_REFUSED_UNPROVED,
    /** TCP connections that the remote side had reset before they were looked at. */
    TCP_REFUSED_RESET,
    /** TCP connections ended by the remote side, or by an error on the way. */
    TCP_ENDED_REMOTELY,
    /** TCP connections ended because nobody had proved in time that he may use it. */
    TCP_ENDED_UNPROVED,
    /** TCP connections ended because a frame was longer than any of ours. */
    TCP_ENDED_FRAME_TOO_LONG,
    /** TCP connections ended by their release, or with the loop. */
    TCP_RELEASED,
    /** Exceptions of the handler and of commands, and failures to accept a connection. */
    FAULTS;

    /** Whether it tells how much passes, and nothing of what goes wrong. */
    public boolean isTraffic() {
        return switch (this) {
            case DATAGRAMS_IN, DATAGRAMS_OUT, HANDED_OVER, RELAYED, FRAMES_IN, FRAMES_OUT -> true;
            default -> false;
        };
    }
}
