package dev.bluesky.loop;

/** What a loop counts from its start on. */
public enum LoopCounter {
    /** Datagrams handed to the handler. */
    DATAGRAMS_IN,
    /** Datagrams queued to be sent. */
    DATAGRAMS_OUT,
    /** Received datagrams that were dropped: longer than any of ours. */
    DATAGRAMS_TOO_LONG,
    /** Datagrams that were not sent: the network has not taken what went before. */
    DATAGRAMS_BACKED_UP,
    /** Datagrams that the system refused to send or receive: no route, a firewall, no interface. */
    SOCKET_ERRORS,
    /** Exceptions of the handler and of commands. */
    FAULTS
}
