package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MediaSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code a=ssrc-group} lines of a section (RFC 5576 section 4.2). They may lie; what they say
 * is looked at only for streams that really come.
 *
 * @param originals by the SSRC of retransmissions the SSRC of what they repeat (FID, RFC 4588)
 * @param layers the SSRCs of one picture in several sizes, the smallest first (SIM)
 */
public record SsrcGroups(Map<Long, Long> originals, List<Long> layers) {

    /** Neither retransmissions nor layers. */
    public static final SsrcGroups NONE = new SsrcGroups(Map.of(), List.of());

    /** Keeps copies. */
    public SsrcGroups {
        originals = Map.copyOf(originals);
        layers = List.copyOf(layers);
    }

    static SsrcGroups of(MediaSection section) {
        Map<Long, Long> originals = new LinkedHashMap<>();
        List<Long> layers = new ArrayList<>();
        for (String group : section.attributes("ssrc-group")) {
            List<Long> ssrcs = NegotiatedMedia.ssrcs(group);
            if (group.startsWith("FID ") && ssrcs.size() == 2) {
                originals.putIfAbsent(ssrcs.get(1), ssrcs.get(0));
            } else if (group.startsWith("SIM ") && layers.isEmpty()) {
                layers.addAll(ssrcs);
            }
        }
        return new SsrcGroups(originals, layers);
    }
}
