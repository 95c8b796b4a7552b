package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MediaSection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sizes of one picture that a publisher offers to send (RFC 8853 simulcast, RFC 8851 rids). */
final class SentLayers {

    /** Browsers send three. */
    private static final int LAYERS_MAX = 8;

    private SentLayers() {}

    /**
     * Their rids in the offer's order, of alternatives the first; empty unless there are several.
     * What is offered as paused may begin later.
     */
    static List<String> of(MediaSection section) {
        Set<String> described =
                section.attributes("rid").stream()
                        .map(value -> value.trim().split(" +"))
                        .filter(fields -> fields.length > 1 && fields[1].equals("send"))
                        .map(fields -> fields[0])
                        .filter(rid -> rid.matches("[A-Za-z0-9_-]{1,32}"))
                        .collect(Collectors.toSet());
        List<String> rids =
                section.attribute("simulcast").stream()
                        .flatMap(SentLayers::streams)
                        .map(alternatives -> alternatives.split(",", 2)[0].replace("~", ""))
                        .filter(described::contains)
                        .distinct()
                        .limit(LAYERS_MAX)
                        .toList();
        return rids.size() > 1 ? rids : List.of();
    }

    private static Stream<String> streams(String simulcast) {
        String[] fields = simulcast.trim().split(" +", -1);
        for (int i = 0; i + 1 < fields.length; i += 2) {
            if (fields[i].equals("send")) {
                return Stream.of(fields[i + 1].split(";", -1));
            }
        }
        return Stream.empty();
    }
}
