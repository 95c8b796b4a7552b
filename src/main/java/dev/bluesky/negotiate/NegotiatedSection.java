package dev.bluesky.negotiate;

import java.util.List;
import java.util.Map;

/**
 * A media section that both sides agree on.
 *
 * @param index the m-line, from 0
 * @param mid its identification tag
 * @param kind {@code audio} or {@code video}
 * @param flows whether media flows in it: from the peer if it publishes, to it if it receives
 * @param codecs what both have, in the offer's order, with the offer's payload types
 * @param extensions ids of the header extensions that both have, 1 to 255
 * @param ssrcs what the offer's {@code a=ssrc} lines announce, in order; empty if there are none
 * @param groups how those belong together
 * @param rids of the sizes in which a publisher sends one picture, in the offer's order; empty if
 *     it sends one
 */
public record NegotiatedSection(
        int index,
        String mid,
        String kind,
        boolean flows,
        List<MediaCodec> codecs,
        Map<HeaderExtension, Integer> extensions,
        List<Long> ssrcs,
        SsrcGroups groups,
        List<String> rids) {

    /** Keeps copies. */
    public NegotiatedSection {
        codecs = List.copyOf(codecs);
        extensions = Map.copyOf(extensions);
        ssrcs = List.copyOf(ssrcs);
        rids = List.copyOf(rids);
    }

    NegotiatedSection withExtensions(Map<HeaderExtension, Integer> others) {
        return new NegotiatedSection(index, mid, kind, flows, codecs, others, ssrcs, groups, rids);
    }

    /** Whether it is video. */
    public boolean isVideo() {
        return kind.equals("video");
    }
}
