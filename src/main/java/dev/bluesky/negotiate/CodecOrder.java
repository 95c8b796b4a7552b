package dev.bluesky.negotiate;

import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the codecs of an offer's video sections in the server's order of preference (RFC 9429
 * section 5.3.1: the answerer may). Nothing is added or removed, and what has no rank keeps its
 * place behind what has.
 *
 * @param preferred codec names, the best first, such as {@code VP8}; case does not matter
 */
public record CodecOrder(List<String> preferred) {

    /** Keeps a copy in upper case. */
    public CodecOrder {
        preferred = preferred.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    }

    /** The same description with its video payload types reordered. */
    public SessionDescription apply(SessionDescription offer) {
        return offer.mapMedia(
                section -> section.media().kind().equals("video") ? ordered(section) : section);
    }

    private MediaSection ordered(MediaSection section) {
        Map<String, String> codecs = section.codecs();
        List<String> formats =
                section.media().formats().stream()
                        .sorted(Comparator.comparingInt(format -> rank(codecs.get(format))))
                        .toList();
        return section.withMedia(section.media().withFormats(formats));
    }

    private int rank(@Nullable String codec) {
        int index = codec == null ? -1 : preferred.indexOf(codec);
        return index < 0 ? preferred.size() : index;
    }
}
