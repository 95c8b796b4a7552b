package dev.bluesky.it.net;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Datagrams of one network, seen from inside.
 *
 * @param incomingPassed from the server, arrived
 * @param incomingLost from the server, lost
 * @param outgoingPassed to the server, arrived
 * @param outgoingLost to the server, lost
 */
public record Traffic(
        long incomingPassed, long incomingLost, long outgoingPassed, long outgoingLost) {
    private static final Pattern COUNTER =
            Pattern.compile("counter ([\\w-]+) \\{\\s+packets (\\d+)");

    /** Reads what {@code nft list counters} prints. */
    static Traffic of(String counters) {
        Map<String, Long> packets = new HashMap<>();
        COUNTER.matcher(counters)
                .results()
                .forEach(each -> packets.put(each.group(1), Long.valueOf(each.group(2))));
        return new Traffic(
                packets.getOrDefault("incoming-passed", 0L),
                packets.getOrDefault("incoming-lost", 0L),
                packets.getOrDefault("outgoing-passed", 0L),
                packets.getOrDefault("outgoing-lost", 0L));
    }

    /** The share of what the server sent that was lost, in percent. */
    public double incomingLossPercent() {
        return 100.0 * incomingLost / (incomingLost + incomingPassed);
    }

    /** The share of what was sent to the server that was lost, in percent. */
    public double outgoingLossPercent() {
        return 100.0 * outgoingLost / (outgoingLost + outgoingPassed);
    }
}
